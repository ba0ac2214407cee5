"""The nightly job by which listings that nobody confirms grow old: they sink, are warned of, and leave.

Nothing is deleted, and nothing leaves unwarned: after a long pause of the worker the warning comes first and the time
between warning and leaving is given in full. Safe to stop at any moment and to run twice.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.freshness.due import Grounds, grounds_of
from directory.moderation.freshness.models import ListingWatch
from directory.moderation.freshness.operations import change_status
from directory.moderation.freshness.states import AGEING, Ages, ages_of, status_on
from directory.moderation.freshness.watching import begin_watch, watches_of

AT_ONCE = 100
BY = "job:age_listings"


def age_listings(session: Session, at: datetime) -> str:
    """Move on every listing whose check is overdue. Commits after each hundred, so that a restart loses nothing."""
    today, done, last = clock.local(at).date(), Counter[str](), UUID(int=0)
    while some := _overdue(session, today, after=last):
        last = some[-1].id
        _age(session, some, today, at, done)
        session.commit()
    return f"{done['review_due']} due, {done['warned']} warned of, {done['stale']} hidden"


def _overdue(session: Session, today: date, *, after: UUID) -> Sequence[Service]:
    query = select(Service).where(
        Service.listing_status.in_(AGEING), Service.review_due_on <= today, Service.id > after
    )
    return session.scalars(query.order_by(Service.id).limit(AT_ONCE)).all()


def _age(session: Session, services: Sequence[Service], today: date, at: datetime, done: Counter[str]) -> None:
    ids = [service.id for service in services]
    grounds, watches = grounds_of(session, ids), watches_of(session, ids)
    for service in services:
        step = _step(session, service, grounds[service.id], watches.get(service.id), today, at)
        done[step] += 1


def _step(
    session: Session, service: Service, grounds: Grounds, watch: ListingWatch | None, today: date, at: datetime
) -> str:
    due_on = service.review_due_on
    assert due_on is not None  # noqa: S101 -- asked for by that day
    ages = ages_of(due_on, grounds.pace)
    status = status_on(today, ages, service.listing_status)
    was_paused = service.listing_status is ListingStatus.PUBLISHED_PAUSED
    if status is ListingStatus.STALE and may_leave(today, ages, watch):
        begin_watch(session, service.id, was_paused=was_paused, stale_on=today)
        change_status(session, service, status, by=BY, at=at)
        return "stale"
    is_new = service.listing_status is ListingStatus.PUBLISHED
    if is_new:
        change_status(session, service, ListingStatus.REVIEW_DUE, by=BY, at=at)
    if today >= ages.warned_on and (watch is None or watch.warned_on is None):
        begin_watch(session, service.id, was_paused=was_paused, warned_on=today)
        return "warned"
    return "review_due" if is_new else "waiting"


def may_leave(today: date, ages: Ages, watch: ListingWatch | None) -> bool:
    """Whether the warning was given, and as long ago as it should have been."""
    if watch is None or watch.warned_on is None:
        return False
    return today - watch.warned_on >= ages.stale_on - ages.warned_on
