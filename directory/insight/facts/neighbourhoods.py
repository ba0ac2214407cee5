"""What happened, counted by neighbourhood as well: of what names a small area, since neighbourhoods are made of those.

Neighbourhoods may be drawn anew; then what can still be counted is counted again from its beginning.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.insight.areas.neighbourhoods import neighbourhood_of
from directory.insight.facts.gathering import LONGEST_WAIT, Months
from directory.insight.facts.queries import Asked, Counts
from directory.insight.models import NeighbourhoodFact
from directory.insight.models.facts import FactKind
from directory.needs.codes import FAMILY_OF, NOT_COUNTED, UNCOUNTED
from directory.needs.models import UnmetNeed
from directory.referrals import totals
from directory.referrals.codes.referral import FAMILY_OF as FAMILY_OF_CLOSURE
from directory.referrals.models import Conversation, Referral

#: month, kind, need, cohort, detail; the small area comes beside it.
Key = tuple[date, FactKind, str, str, str]
COLUMNS = ("month", "kind", "need", "cohort", "detail")
_CHUNK = 5_000
_ALL = date(1900, 1, 1)


def recount_neighbourhoods(session: Session, *, at: datetime, since: date | None = None) -> int:
    """Bring these facts up to date since a month, or from the beginning; how many there are now."""
    homes = neighbourhood_of(session)
    has_any = session.scalar(select(NeighbourhoodFact.id).limit(1)) is not None
    first = since if since is not None and has_any else _ALL
    found: Counter[tuple[str, Key]] = Counter()
    for small_area, key, amount in _gathered(session, Months(first, clock.month_of(at))):
        if small_area in homes:
            found[homes[small_area], key] += amount
    session.execute(delete(NeighbourhoodFact).where(NeighbourhoodFact.month >= first))
    rows = [
        {"id": new_id(), "neighbourhood": home, "amount": amount} | dict(zip(COLUMNS, key, strict=True))
        for (home, key), amount in found.items()
        if amount
    ]
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(NeighbourhoodFact), rows[start : start + _CHUNK])
    return len(rows)


def counts_by_neighbourhood(session: Session, kind: FactKind, asked: Asked, codes: Collection[str]) -> Counts:
    """Amounts of one kind by neighbourhood, of these. Conversations are counted whatever they were about."""
    fact, is_about_all = NeighbourhoodFact, kind is FactKind.CONTACTS
    query = (
        select(fact.neighbourhood, fact.detail, func.sum(fact.amount))
        .where(
            fact.neighbourhood.in_(sorted(codes)),
            fact.cohort == ("" if kind in (FactKind.CONTACTS, FactKind.WAITS) else asked.cohort),
            fact.kind == kind,
            fact.month.between(asked.first, asked.last),
        )
        .group_by(fact.neighbourhood, fact.detail)
    )
    if asked.needs and not is_about_all:
        query = query.where(fact.need.in_(sorted(asked.needs)))
    by_place, by_detail = Counter[str](), Counter[tuple[str, str]]()
    for code, detail, amount in session.execute(query):
        by_place[code] += int(amount)
        by_detail[code, detail] += int(amount)
    return Counts(by_place, by_detail)


def _gathered(session: Session, months: Months) -> Iterator[tuple[str, Key, int]]:
    yield from _contacts(session, months)
    yield from _referrals(session, months)
    yield from _flags(session, months)


def _contacts(session: Session, months: Months) -> Iterator[tuple[str, Key, int]]:
    rows = session.execute(
        select(Conversation.month, Conversation.lsoa_code, func.count())
        .where(Conversation.month.between(months.first, months.last), Conversation.lsoa_code.is_not(None))
        .group_by(Conversation.month, Conversation.lsoa_code)
    )
    for month, small_area, amount in rows:
        yield small_area or "", (month, FactKind.CONTACTS, "", "", ""), int(amount)


def _referrals(session: Session, months: Months) -> Iterator[tuple[str, Key, int]]:
    columns = (Referral.month, Referral.lsoa_code, Referral.need, Referral.status, Referral.closure_reason)
    rows = session.execute(
        select(*columns, Referral.cohorts, Referral.submitted_at, Referral.started_on).where(
            Referral.month.between(months.first, months.last),
            Referral.lsoa_code.is_not(None),
            Referral.status.not_in(totals.NOT_COUNTED),
        )
    )
    for month, small_area, need, status, closure, cohorts, sent, started in rows:
        detail = FAMILY_OF_CLOSURE[closure].value if closure else status.value
        for cohort in ("", *(cohorts or ())):
            yield small_area or "", (month, FactKind.REFERRALS, need, cohort, detail), 1
        if sent is not None and started is not None:
            weeks = min(max((started - clock.local(sent).date()).days, 0) // 7, LONGEST_WAIT)
            yield small_area or "", (month, FactKind.WAITS, need, "", f"{weeks:02d}"), 1


def _flags(session: Session, months: Months) -> Iterator[tuple[str, Key, int]]:
    flag = UnmetNeed
    rows = session.execute(
        select(flag.month, flag.lsoa_code, flag.need, flag.reason, flag.severity, flag.cohorts, flag.people).where(
            flag.month.between(months.first, months.last), flag.lsoa_code.is_not(None), flag.status.not_in(UNCOUNTED)
        )
    )
    for month, small_area, need, reason, severity, cohorts, people in rows:
        for cohort in ("", *(cohorts or ())):
            yield small_area or "", (month, FactKind.REASONS, need, cohort, reason.value), people
            if reason not in NOT_COUNTED:
                yield small_area or "", (month, FactKind.FLAGS, need, cohort, FAMILY_OF[reason].value), people
                yield small_area or "", (month, FactKind.SEVERITY, need, cohort, severity.value), people
