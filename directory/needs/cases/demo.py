"""Gaps of the demonstration: one that is acted on, one that somebody looks into, one that nobody took yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.loader import user_of_email
from directory.accounts.models import User
from directory.accounts.queries import area_names
from directory.needs.cases import operations
from directory.needs.cases.grouping import Cluster, clusters
from directory.needs.cases.operations import Planned
from directory.needs.codes import ActionType
from directory.needs.flags.operations import keep_quote
from directory.needs.models import GapCase, UnmetNeed
from directory.taxonomy.queries import professional_names_of

COMMISSIONER = "commissioner@example.org"
LEAST = 12  # enough people to be broken down by reason and ward
STORY = timedelta(days=365)
QUOTES = (
    "I would go if somebody came along the first time.",
    "The bus stops at four, and it ends at half past.",
    "They said yes in March and I am still waiting.",
)


@dataclass(frozen=True)
class _Plan:
    """One action of the demonstration."""

    kind: ActionType
    words: str
    measure: str
    days: int
    spend: str


_PLANS = (
    _Plan(ActionType.TRANSPORT, "A minibus that brings people on two afternoons", "20 seats taken a week", 40, "9400"),
    _Plan(ActionType.NAVIGATORS, "Connectors go along the first time", "Half of those who ask have gone", 70, "0"),
)


def fill_gaps(session: Session, *, at: datetime) -> None:
    """Open them from what the year’s flags suggest. Nothing happens without the demonstration’s commissioner."""
    by = user_of_email(session, COMMISSIONER)
    found = clusters(session, clock.local(at).date(), LEAST)[:3]
    if by is None or session.scalar(select(GapCase.id).limit(1)) is not None:
        return
    titles = _titles(session, found)
    cases = [
        operations.open_case(session, each.need, each.area_code, title, by=by, at=at - timedelta(days=60 - 20 * number))
        for number, (each, title) in enumerate(zip(found, titles, strict=True))
    ]
    if cases:
        _act(session, cases[0], by, at)
    if len(cases) > 1:
        operations.give(session, cases[1], by, by=by, at=at)
        operations.plan_review(session, cases[1], clock.local(at).date() + timedelta(days=21), by=by, at=at)


def _titles(session: Session, found: Sequence[Cluster]) -> list[str]:
    needs = professional_names_of(session, "needs")
    areas = area_names(session, {each.area_code for each in found})
    return [f"{needs.get(each.need, each.need)}, {areas.get(each.area_code, each.area_code)}" for each in found]


def _act(session: Session, case: GapCase, by: User, at: datetime) -> None:
    """Two actions with a story, a note, a day for the review, and what people said with the names taken out."""
    today: date = clock.local(at).date()
    operations.note(session, case, "Asked at three drop-ins: it is the way there, not the club.", by=by, at=at)
    for plan in _PLANS:
        planned = Planned(
            plan.kind, plan.words, by.id, today + timedelta(days=plan.days), plan.measure, Decimal(plan.spend)
        )
        action = operations.agree_action(session, case, planned, by=by, at=at)
    operations.begin(session, case, by=by, at=at)
    told = "I had my coat on three times. Then somebody rang the bell, and we went."
    operations.tell_story(session, case, action, told, today + STORY, agreed=True, by=by, at=at)
    operations.plan_review(session, case, today + timedelta(days=90), by=by, at=at)
    flags = select(UnmetNeed).where(UnmetNeed.gap_case_id == case.id).order_by(UnmetNeed.at, UnmetNeed.id)
    for flag, words in zip(session.scalars(flags.limit(len(QUOTES))).all(), QUOTES, strict=False):
        keep_quote(session, flag, words, is_read=True, by=by.actor, at=at)
