"""Writes facts: months that may still change are counted again, older ones stand. Run twice, it changes nothing.

Retention takes the groups of people off old referrals, so a month is no longer counted once that may have begun.
"""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import TeamMember
from directory.db import new_id
from directory.insight.facts.gathering import Key, Months, gather
from directory.insight.facts.neighbourhoods import recount_neighbourhoods
from directory.insight.models import FactRun, InsightFact, ToldSheet
from directory.needs.models import UnmetNeed
from directory.referrals.models import Conversation, Referral

RECOUNTED = 12  # months before this one
COLUMNS = ("month", "kind", "district_code", "ward_code", "need", "cohort", "detail")
_CHUNK = 5_000


def recount(session: Session, *, at: datetime) -> FactRun:
    """Bring the facts up to date; what was never counted is counted from its beginning."""
    today = clock.local(at).date()
    months = Months(_first_month(session, today), today.replace(day=1))
    found = gather(session, months)
    session.execute(delete(InsightFact).where(InsightFact.month >= months.first))
    _write(session, found)
    recount_neighbourhoods(session, at=at, since=months.first)
    session.execute(delete(ToldSheet))  # told of what was counted before
    session.execute(delete(FactRun))
    facts = session.scalar(select(func.count()).select_from(InsightFact)) or 0
    navigators = session.scalar(select(func.count()).select_from(TeamMember)) or 0
    run = FactRun(at=at, facts=facts, navigators=navigators)
    session.add(run)
    session.flush()
    return run


def before(month: date, months: int) -> date:
    """The first day of the month so many months before."""
    number = month.year * 12 + month.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _first_month(session: Session, today: date) -> date:
    recent = before(today, RECOUNTED)
    if session.scalar(select(InsightFact.id).limit(1)) is not None:
        return recent
    known = [session.scalar(select(func.min(each.month))) for each in (Conversation, Referral, UnmetNeed)]
    first: date = min([recent, *(month for month in known if month)])
    return first


def _write(session: Session, found: Counter[Key]) -> None:
    rows = [
        {"id": new_id(), **dict(zip(COLUMNS, key, strict=True)), "amount": amount}
        for key, amount in sorted(found.items(), key=lambda item: (item[0][0], item[0][1:]))
        if amount
    ]
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(InsightFact), rows[start : start + _CHUNK])


def last_run(session: Session) -> FactRun | None:
    """When facts were last counted."""
    return session.scalars(select(FactRun).order_by(FactRun.at.desc()).limit(1)).first()
