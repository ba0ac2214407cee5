"""The notes beside a listing that grows old: kept from the day it is warned of to the day somebody checks it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.moderation.freshness.models import ListingWatch


def watch_of(session: Session, service_id: UUID) -> ListingWatch | None:
    """The note about a listing, if it has one."""
    return session.scalars(select(ListingWatch).where(ListingWatch.service_id == service_id)).first()


def watches_of(session: Session, service_ids: Iterable[UUID]) -> dict[UUID, ListingWatch]:
    """The notes about some listings."""
    found = session.scalars(select(ListingWatch).where(ListingWatch.service_id.in_(list(service_ids))))
    return {watch.service_id: watch for watch in found}


def begin_watch(
    session: Session, service_id: UUID, *, was_paused: bool, warned_on: date | None = None, stale_on: date | None = None
) -> None:
    """Note how far a listing has got."""
    watch = watch_of(session, service_id)
    if watch is None:
        watch = ListingWatch(id=new_id(), service_id=service_id, was_paused=was_paused)
        session.add(watch)
    watch.warned_on = warned_on or watch.warned_on
    watch.stale_on = stale_on or watch.stale_on
    session.flush()


def end_watch(session: Session, service_id: UUID) -> bool:
    """Forget the note of a listing that was checked; whether it was paused before it grew old."""
    watch = watch_of(session, service_id)
    if watch is None:
        return False
    was_paused = watch.was_paused
    session.delete(watch)
    session.flush()
    return was_paused
