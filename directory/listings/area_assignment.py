"""Writes on each location which small area, ward and district it is in.

Hidden locations too: their codes serve counts and area filters inside the server and are never shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from directory import signals
from directory.geo.areas import assign_areas as areas_of
from directory.listings.models import Location
from directory.listings.queries.touched import services_touched

CHUNK = 500  # ids in one IN (…)


@dataclass
class Assigned:
    """What became of each location looked at."""

    read: int = 0
    changed: int = 0
    outside: int = 0
    unplaced: int = 0

    def __str__(self) -> str:
        return (
            f"{self.read:,} locations read, {self.changed:,} changed, {self.outside:,} outside every area loaded, "
            f"{self.unplaced:,} without a position."
        )


def assign_areas(session: Session, location_ids: Iterable[UUID] | None = None) -> Assigned:
    """Fill the area codes of these locations, or of all; writes only those that differ."""
    assigned = Assigned()
    rows = list(_locations(session, location_ids))
    placed = [row for row in rows if row.latitude is not None and row.longitude is not None]
    assigned.read, assigned.unplaced = len(rows), len(rows) - len(placed)
    changes = []
    found = areas_of(session, [(row.latitude, row.longitude) for row in placed])
    for row, codes in zip(placed, found, strict=True):
        assigned.outside += codes.district is None
        if (row.lsoa_code, row.ward_code, row.district_code) != (codes.lsoa, codes.ward, codes.district):
            changes.append({"key": row.id, "lsoa": codes.lsoa, "ward": codes.ward, "district": codes.district})
    _write(session, changes)
    moved = services_touched(session, location_ids=[change["key"] for change in changes])
    if moved:
        signals.service_changed.send(session, service_ids=sorted(moved))
    assigned.changed = len(changes)
    return assigned


def _locations(session: Session, location_ids: Iterable[UUID] | None) -> Iterator[Any]:
    wanted = _columns()
    if location_ids is None:
        yield from session.execute(wanted)
        return
    ids = sorted(set(location_ids))
    for start in range(0, len(ids), CHUNK):
        yield from session.execute(wanted.where(Location.id.in_(ids[start : start + CHUNK])))


def _columns() -> Any:
    place = Location
    codes = place.lsoa_code, place.ward_code, place.district_code
    return select(place.id, place.latitude, place.longitude, *codes).order_by(place.id)


def _write(session: Session, changes: Sequence[dict[str, Any]]) -> None:
    """Straight to the table: a code that follows from the position is not an edit and moves no version counter."""
    if not changes:
        return
    table: Any = Location.__table__
    statement = (
        update(table)
        .where(table.c.id == bindparam("key"))
        .values(
            lsoa_code=bindparam("lsoa"),
            ward_code=bindparam("ward"),
            district_code=bindparam("district"),
            updated_at=table.c.updated_at,
        )
    )
    session.execute(statement, changes)
    session.expire_all()
