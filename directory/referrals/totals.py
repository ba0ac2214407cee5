"""The totals that reports are made of. What counts here counts the same before and after retention: it names nobody.

Months, wards, needs, sources, services, reasons and outcomes; never a person, a day or a connector.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.referrals.codes.referral import FAMILY_OF, ReferralStatus
from directory.referrals.models import ContactAction, Conversation, FollowUp, OutcomeScore, Point, Referral

#: How often; keys are tuples in the order each function names.
Counts = Mapping[tuple[Any, ...], int]

#: Nobody sent these: they count nowhere.
NOT_COUNTED = (ReferralStatus.DRAFT, ReferralStatus.ERROR)


@dataclass(frozen=True)
class Period:
    """Whole months, the first and the last among them; empty for all."""

    first: date | None = None
    last: date | None = None


@dataclass
class Pairs:
    """Scores at the start and at one later point: how many, how many of both, and by how much they differ."""

    starts: int = 0
    others: int = 0
    matched: int = 0
    change: float = 0.0


@dataclass(frozen=True)
class Totals:
    """Everything that reports add up."""

    contacts: Counts = field(default_factory=dict)
    contact_needs: Counts = field(default_factory=dict)
    actions: Counts = field(default_factory=dict)
    referrals: Counts = field(default_factory=dict)
    follow_ups: Counts = field(default_factory=dict)
    outcome_pairs: Mapping[tuple[Any, ...], Pairs] = field(default_factory=dict)


ALL = Period()


def totals(session: Session, period: Period = ALL) -> Totals:
    """All totals of a period."""
    return Totals(
        contacts=contacts(session, period),
        contact_needs=contact_needs(session, period),
        actions=actions(session, period),
        referrals=referrals(session, period),
        follow_ups=follow_ups(session, period),
        outcome_pairs=outcome_pairs(session, period),
    )


def contacts(session: Session, period: Period = ALL) -> Counts:
    """Conversations by month, ward, district and channel, with somebody named or not."""
    keys = (Conversation.month, Conversation.ward_code, Conversation.district_code, Conversation.channel)
    return _counted(session, keys, _within(select(*keys, func.count()), Conversation.month, period))


def contact_needs(session: Session, period: Period = ALL) -> Counts:
    """Needs that came up in conversations, by month, ward and need: one conversation may count for several."""
    rows = session.execute(
        _within(select(Conversation.month, Conversation.ward_code, Conversation.needs), Conversation.month, period)
    )
    return Counter((row.month, row.ward_code, need) for row in rows for need in row.needs)


def actions(session: Session, period: Period = ALL) -> Counts:
    """What was done, by month, ward, kind, need, service, reason, severity, and what the follow-up found."""
    keys = (
        ContactAction.month,
        ContactAction.ward_code,
        ContactAction.kind,
        ContactAction.need,
        ContactAction.service_id,
        ContactAction.unmet_reason,
        ContactAction.severity,
        ContactAction.helped,
        ContactAction.still_needed,
    )
    return _counted(session, keys, _within(select(*keys, func.count()), ContactAction.month, period))


def referrals(session: Session, period: Period = ALL) -> Counts:
    """Referrals by month, ward, need, source, service, status, family of outcome, and both reasons why not."""
    keys = (
        Referral.month,
        Referral.ward_code,
        Referral.need,
        Referral.source,
        Referral.service_id,
        Referral.status,
        Referral.closure_reason,
        Referral.declined,
        Referral.not_taken_up,
    )
    counting = select(*keys, func.count()).where(Referral.status.not_in(NOT_COUNTED))
    found: Counter[tuple[Any, ...]] = Counter()
    for key, number in _counted(session, keys, _within(counting, Referral.month, period)).items():
        closure = key[6]
        family = FAMILY_OF[closure] if closure else None
        found[(*key[:6], family, *key[7:])] += number
    return found


def follow_ups(session: Session, period: Period = ALL) -> Counts:
    """Tasks by the month they were first due in, kind, whether done, and what was found."""
    rows = session.execute(
        select(FollowUp.first_due_on, FollowUp.kind, FollowUp.done_at, FollowUp.helped, FollowUp.still_needed)
    )
    found: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        month = row.first_due_on.replace(day=1)
        if (period.first is None or month >= period.first) and (period.last is None or month <= period.last):
            found[(month, row.kind, row.done_at is not None, row.helped, row.still_needed)] += 1
    return found


def outcome_pairs(session: Session, period: Period = ALL) -> Mapping[tuple[Any, ...], Pairs]:
    """Scores by measure, point, month of the start, ward, need and service: n, matched n and the sum of change."""
    found: dict[tuple[Any, ...], Pairs] = defaultdict(Pairs)
    for course in _courses(session):
        start = course.get(Point.START)
        for point, row in course.items():
            first = start or row
            if point is Point.START or not _is_within(first.month, period):
                continue
            pair = found[(row.measure, point, first.month, first.ward_code, first.need, first.service_id)]
            pair.others += 1
            if start is not None:
                pair.matched += 1
                pair.change = round(pair.change + row.score - start.score, 6)
        if start is not None and _is_within(start.month, period):
            found[(start.measure, Point.START, start.month, start.ward_code, start.need, start.service_id)].starts += 1
    return dict(found)


def _courses(session: Session) -> Iterator[dict[Point, Any]]:
    """The scored points of each course of each measure; the last of a point counts."""
    columns = (
        OutcomeScore.series_id,
        OutcomeScore.measure,
        OutcomeScore.point,
        OutcomeScore.month,
        OutcomeScore.ward_code,
        OutcomeScore.need,
        OutcomeScore.service_id,
        OutcomeScore.score,
    )
    rows = session.execute(
        select(*columns).where(OutcomeScore.score.is_not(None)).order_by(OutcomeScore.taken_on, OutcomeScore.id)
    )
    courses: dict[tuple[UUID, str], dict[Point, Any]] = defaultdict(dict)
    for row in rows:
        courses[row.series_id, row.measure][row.point] = row
    yield from courses.values()


def _counted(session: Session, keys: tuple[Any, ...], counting: Any) -> Counts:
    return {tuple(row[:-1]): row[-1] for row in session.execute(counting.group_by(*keys))}


def _within(found: Any, month: Any, period: Period) -> Any:
    """The same select, of these months only."""
    if period.first is not None:
        found = found.where(month >= period.first)
    if period.last is not None:
        found = found.where(month <= period.last)
    return found


def _is_within(month: date, period: Period) -> bool:
    return (period.first is None or month >= period.first) and (period.last is None or month <= period.last)
