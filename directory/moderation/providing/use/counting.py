"""Turns notes of read pages into one number a listing and month, and forgets numbers that are too old to compare."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import delete_rows
from directory.listings.models import Service
from directory.moderation.providing.models import ListingUse
from directory.moderation.providing.use.noting import views_folder
from directory.search.logbook.notebook import finished, only_reader

KEPT = timedelta(days=800)  # a quarter can be compared with the same quarter a year before, twice


def count_views(session: Session, at: datetime) -> str:
    """Each second's work of a worker: count the minutes that are over. While one worker counts, others pass."""
    folder = views_folder()
    with only_reader(folder) as is_mine:
        counted = sum(_count_file(session, path, at) for path in finished(folder, at)) if is_mine else 0
    return f"{counted} views counted"


def _count_file(session: Session, path: Path, at: datetime) -> int:
    """Commits before the file is removed: counts are rather doubled by a power cut than lost."""
    views = Counter(_ids(path))
    month = clock.month_of(at)
    there = set(session.scalars(select(Service.id).where(Service.id.in_(views))))
    for service_id in sorted(there):
        _add(session, service_id, month, views[service_id])
    session.commit()
    path.unlink(missing_ok=True)
    return views.total()


def _ids(path: Path) -> list[UUID]:
    """The listings noted in a file; a line that was cut short is passed over."""
    found = []
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        try:
            found.append(UUID(line))
        except ValueError:
            continue
    return found


def _add(session: Session, service_id: UUID, month: date, views: int) -> None:
    query = select(ListingUse).where(ListingUse.service_id == service_id, ListingUse.month == month)
    row = session.scalars(query).first()
    if row is None:
        row = ListingUse(service_id=service_id, month=month, views=0)
        session.add(row)
    row.views += views
    session.flush()


def forget_uses(session: Session, at: datetime) -> str:
    """Remove months nobody compares with any more."""
    gone = delete_rows(session, delete(ListingUse).where(ListingUse.month < clock.local(at).date() - KEPT))
    return f"{gone} months of views forgotten"
