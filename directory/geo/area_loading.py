"""Writes areas: new ones, changed ones, each below its parent. Knows no file format of the statistics office."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

from directory.geo.models import Area, AreaType

AREA_TYPES = {area_type.value: area_type for area_type in AreaType}
CHUNK = 500  # codes in one IN (…)


@dataclass(frozen=True)
class AreaRecord:
    """One area to be written; `parent` is a code, written before or in the same batch."""

    code: str
    name: str
    area_type: AreaType
    parent: str | None
    valid_from: date
    geometry: dict[str, Any] | None
    is_only_named: bool = False  # named by another area as its parent: written only if not known yet

    @classmethod
    def read(cls, path: Path) -> list[Self]:
        """The areas of a seed file."""
        return [
            cls(
                code=facts["code"],
                name=facts["name"],
                area_type=AREA_TYPES[facts["area_type"]],
                parent=facts["parent"],
                valid_from=date.fromisoformat(facts["valid_from"]),
                geometry=feature["geometry"],
            )
            for feature in orjson.loads(gzip.decompress(path.read_bytes()))["features"]
            for facts in (feature["properties"],)
        ]


@dataclass
class Written:
    """What one batch changed."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


def load_seed_areas(session: Session, areas: Sequence[AreaRecord], *, at: datetime) -> int:
    """Write the seeds' areas, except where the council has loaded its own outline of the same area."""
    known = latest_areas(session, [area.code for area in areas])
    kept = [area for area in areas if area.code not in known or known[area.code].valid_from == area.valid_from]
    write_areas(session, kept, at=at)
    return len(areas)


def write_areas(session: Session, areas: Sequence[AreaRecord], *, at: datetime) -> Written:
    """Create or update areas by code and first day, end the version before, hang each below its parent."""
    versions = _versions(session, [area.code for area in areas])
    written = Written()
    rows: list[tuple[Area, AreaRecord]] = []
    for area in areas:
        known = versions.setdefault(area.code, {})
        if not (area.is_only_named and known):
            rows.append((_written(session, area, known, written, at), area))
    session.flush()
    for known in versions.values():
        _succeed(session, sorted(known.values(), key=lambda row: row.valid_from), at)
    _hang(session, rows)
    session.flush()
    return written


def _written(session: Session, area: AreaRecord, known: dict[date, Area], written: Written, at: datetime) -> Area:
    row = known.get(area.valid_from)
    if row is None:
        row = known[area.valid_from] = Area(code=area.code, valid_from=area.valid_from, created_at=at, updated_at=at)
        _put(row, area)
        session.add(row)
        written.created += 1
    elif _differs(row, area):
        _put(row, area)
        row.updated_at = at
        written.changed += 1
    else:
        written.unchanged += 1
    return row


def _succeed(session: Session, versions: Sequence[Area], at: datetime) -> None:
    """Each version ends when the next begins; what hung below an ended one hangs below the latest."""
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or earlier.valid_to > later.valid_from:
            earlier.valid_to = later.valid_from
            earlier.updated_at = at
            below = (Area.parent_id == earlier.id) & Area.valid_to.is_(None)
            session.execute(update(Area).where(below).values(parent_id=versions[-1].id, updated_at=at))


def _differs(row: Area, area: AreaRecord) -> bool:
    return (row.name, row.area_type, row.geometry) != (area.name, area.area_type, area.geometry)


def _put(row: Area, area: AreaRecord) -> None:
    row.name, row.area_type, row.geometry = area.name, area.area_type, area.geometry


def _hang(session: Session, rows: Sequence[tuple[Area, AreaRecord]]) -> None:
    parents = latest_areas(session, {area.parent for _, area in rows if area.parent})
    for row, area in rows:
        parent: UUID | None = parents[area.parent].id if area.parent in parents else None
        if parent is not None and row.parent_id != parent:
            row.parent_id = parent


def latest_areas(session: Session, codes: Iterable[str]) -> dict[str, Area]:
    """The latest version of each of these areas, by code."""
    return {code: versions[max(versions)] for code, versions in _versions(session, codes, outlines=False).items()}


def _versions(session: Session, codes: Iterable[str], *, outlines: bool = True) -> dict[str, dict[date, Area]]:
    wanted = sorted(set(codes))
    found: dict[str, dict[date, Area]] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(Area).where(Area.code.in_(wanted[start : start + CHUNK]))
        query = query.options(undefer(Area.geometry)) if outlines else query
        for area in session.scalars(query.order_by(Area.code, Area.valid_from)):
            found.setdefault(area.code, {})[area.valid_from] = area
    return found
