"""What a steward reads first on a Monday: what waits, what is rotten and where, and what went well."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.areas import may_act_in
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.models import Call
from directory.moderation.desk.queue import CallGroup, calls_today
from directory.moderation.desk.truth import counts
from directory.moderation.desk.truth.report import Row, verified_row, verified_sentence
from directory.moderation.duplicates import queries as duplicates
from directory.moderation.freshness.models import ListingFinding, ListingWatch
from directory.moderation.freshness.owners import owner_id
from directory.moderation.queueing import waiting
from directory.moderation.stewardship.policy import within

WEEK = timedelta(days=7)
FIRST_CALLS = 3
CHECKS = (CallOutcome.RIGHT, CallOutcome.CHANGED)


@dataclass(frozen=True)
class Waiting:
    """The queue: how much waits, since when, and how much of it is risky."""

    total: int
    oldest: datetime | None


@dataclass(frozen=True)
class Monday:
    """Everything the page says. A part is missing for those who may not work on it."""

    truth: Row
    sentence: str
    queue: Waiting | None
    calls: tuple[CallGroup, ...] | None
    listings_due: int
    crisis_due: int
    leaving: int
    hidden: int
    findings: int
    unowned: int
    duplicates: int | None
    checked_last_week: int


def monday(session: Session, user: User, at: datetime) -> Monday:
    """The page, as far as this person's permissions and areas go."""
    today = clock.local(at).date()
    scope = counts.Scope(today, user.areas)
    totals = counts.totals(session, scope)
    groups = calls_today(session, user, today) if user.may(Permission.ASSURE) else None
    calls = [call for group in groups or () for call in group.calls]
    return Monday(
        truth=verified_row("", totals.verified, totals.listed),
        sentence=verified_sentence(totals.verified, totals.listed),
        queue=_queue(session, user, at) if user.may(Permission.MODERATE) else None,
        calls=tuple(groups[:FIRST_CALLS]) if groups is not None else None,
        listings_due=len(calls),
        crisis_due=sum(call.pace.value == "crisis" for call in calls),
        leaving=_leaving(session, scope),
        hidden=counts.hidden(session, scope),
        findings=_findings(session, scope),
        unowned=_unowned(session, scope),
        duplicates=_pairs(session, scope) if user.may(Permission.MERGE) else None,
        checked_last_week=_checked(session, scope, at),
    )


def _queue(session: Session, user: User, at: datetime) -> Waiting:
    rows = [row for row in waiting(session, at) if may_act_in(user, row.areas)]
    return Waiting(len(rows), min((row.since for row in rows), default=None))


def _leaving(session: Session, scope: counts.Scope) -> int:
    """Listings that were warned of and leave unless somebody confirms them."""
    query = (
        select(func.count())
        .select_from(ListingWatch)
        .join(Service, Service.id == ListingWatch.service_id)
        .where(Service.listing_status != ListingStatus.STALE, within(scope.areas))
    )
    return session.scalar(query) or 0


def _findings(session: Session, scope: counts.Scope) -> int:
    query = (
        select(func.count())
        .select_from(ListingFinding)
        .join(Service, Service.id == ListingFinding.service_id)
        .where(ListingFinding.closed_at.is_(None), within(scope.areas))
    )
    return session.scalar(query) or 0


def _unowned(session: Session, scope: counts.Scope) -> int:
    return (
        session.scalar(select(func.count()).select_from(Service).where(and_(scope.listed, owner_id().is_(None)))) or 0
    )


def _pairs(session: Session, scope: counts.Scope) -> int:
    return duplicates.count_of(session, duplicates.waiting(scope.areas))


def _checked(session: Session, scope: counts.Scope, at: datetime) -> int:
    """How many listings somebody at the desk confirmed since this day last week."""
    since = datetime.combine(clock.local(at - WEEK).date(), time(), tzinfo=clock.LONDON)
    query = (
        select(func.count(func.distinct(Call.service_id)))
        .join(Service, Service.id == Call.service_id)
        .where(Call.at >= since, Call.outcome.in_(CHECKS), within(scope.areas))
    )
    return session.scalar(query) or 0
