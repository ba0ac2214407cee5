"""Notices that listings changed, and looks what has opened since. Each look is kept for the next to compare with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.bulk import chunks
from directory.listings.models import Service
from directory.needs.models import ListingOpening
from directory.needs.promises.matching import match
from directory.needs.promises.openness import Known, Openness, opened, openness_of
from directory.signals import service_changed

AT_ONCE = 200  # listings a look; with nothing to do it is one small query


def note_changed(session: Session, service_ids: Sequence[UUID], **_rest: Any) -> None:
    """Listener of `service_changed`: remember that these want looking at. The look itself is the worker's.

    Writes beside the session and flushes nothing: whoever changes a listing may not be done with it.
    """
    at, connection = clock.now(), session.connection()
    for ids in chunks(list(dict.fromkeys(service_ids))):
        row = ListingOpening.service_id
        known = set(connection.scalars(select(row).where(row.in_(ids))))
        if known:
            connection.execute(update(ListingOpening).where(row.in_(ids)).values(touched_at=at))
        there = connection.scalars(
            select(Service.id).where(Service.id.in_([each for each in ids if each not in known]))
        )
        new = [{"service_id": each, "touched_at": at} for each in there]
        if new and not _begin(connection, new):
            connection.execute(update(ListingOpening).where(row.in_(ids)).values(touched_at=at))


def look(session: Session, at: datetime) -> str:
    """Each second's work: look at what changed, and match what opened with those who wait."""
    touched = select(ListingOpening).where(ListingOpening.touched_at.is_not(None))
    oldest = touched.order_by(ListingOpening.touched_at, ListingOpening.service_id).limit(AT_ONCE)
    rows = session.scalars(oldest.execution_options(populate_existing=True)).all()
    if not rows:
        return "nothing changed"
    now = openness_of(session, [row.service_id for row in rows], at=at)
    matched = 0
    for row in rows:
        seen = now.get(row.service_id, Openness())
        matched += sum(match(session, row.service_id, seen, each, at=at) for each in opened(_known(row), seen))
        _keep(row, seen, at)
    return f"{len(rows)} listings looked at, {matched} to be told"


def look_again(session: Session, at: datetime) -> str:
    """Each night: what was closed may open by the calendar, without anybody changing it."""
    shut = update(ListingOpening).where(ListingOpening.is_open.is_(False)).values(touched_at=at)
    session.execute(shut.execution_options(synchronize_session=False))
    return "looking again at what was closed"


def settle(session: Session, at: datetime) -> None:
    """Take every listing as it is now for known: nobody is told of what was there before."""
    known = select(ListingOpening.service_id)
    unseen = session.scalars(select(Service.id).where(Service.id.not_in(known)).order_by(Service.id)).all()
    if unseen:
        session.execute(insert(ListingOpening), [{"service_id": each} for each in unseen])
    rows = session.scalars(select(ListingOpening).order_by(ListingOpening.service_id)).all()
    now = openness_of(session, [row.service_id for row in rows], at=at)
    for row in rows:
        _keep(row, now.get(row.service_id, Openness()), at)
    session.flush()


def _begin(connection: Connection, new: list[dict[str, Any]]) -> bool:
    """Write rows for listings not seen before; false when another request wrote one of them at the same moment."""
    try:
        with connection.begin_nested():
            connection.execute(insert(ListingOpening), new)
    except IntegrityError:
        return False
    return True


def _known(row: ListingOpening) -> Known | None:
    if row.looked_at is None:
        return None
    return Known(row.is_open, row.was_open, row.has_room, frozenset(row.needs), frozenset(row.areas))


def _keep(row: ListingOpening, seen: Openness, at: datetime) -> None:
    row.is_open, row.has_room = seen.is_open, seen.has_room
    row.was_open = row.was_open or seen.takes_people
    row.needs, row.areas = sorted(seen.needs), sorted(seen.areas)
    row.looked_at, row.touched_at = at, None


service_changed.connect(note_changed)
