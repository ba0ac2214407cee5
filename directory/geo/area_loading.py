"""Writes areas: new ones, changed ones, each below its parent. Knows no file format of the statistics office."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from directory.geo.models import Area, AreaType

CHUNK = 500  # codes in one IN (…)


@dataclass(frozen=True)
class SeedArea:
    """One area to be written; `parent` is a code, written before or in the same batch."""

    code: str
    name: str
    area_type: AreaType
    parent: str | None
    valid_from: date
    geometry: dict[str, Any] | None

    @classmethod
    def read(cls, path: Path) -> list[Self]:
        """The areas of a seed file."""
        return [
            cls(
                code=facts["code"],
                name=facts["name"],
                area_type=AreaType(facts["area_type"]),
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


def load_seed_areas(session: Session, areas: Sequence[SeedArea], *, at: datetime) -> int:
    """Write the seeds' areas, except where the council has loaded its own outline of the same area."""
    own = current_areas(session, [area.code for area in areas])
    kept = [area for area in areas if area.code not in own or own[area.code].valid_from == area.valid_from]
    write_areas(session, kept, at=at)
    return len(areas)


def write_areas(session: Session, areas: Sequence[SeedArea], *, at: datetime) -> Written:
    """Create or update areas by code and first day, then hang each below its parent."""
    present = _by_code_and_day(session, areas)
    written = Written()
    rows: list[tuple[Area, SeedArea]] = []
    for area in areas:
        row = present.get((area.code, area.valid_from))
        if row is None:
            row = Area(code=area.code, valid_from=area.valid_from, created_at=at, updated_at=at)
            _put(row, area)
            session.add(row)
            written.created += 1
        elif _differs(row, area):
            _put(row, area)
            row.updated_at = at
            written.changed += 1
        else:
            written.unchanged += 1
        rows.append((row, area))
    session.flush()
    _hang(session, rows)
    session.flush()
    return written


def _differs(row: Area, area: SeedArea) -> bool:
    return (row.name, row.area_type, row.geometry) != (area.name, area.area_type, area.geometry)


def _put(row: Area, area: SeedArea) -> None:
    row.name, row.area_type, row.geometry = area.name, area.area_type, area.geometry


def _hang(session: Session, rows: Sequence[tuple[Area, SeedArea]]) -> None:
    parents = current_areas(session, {area.parent for _, area in rows if area.parent})
    for row, area in rows:
        parent: UUID | None = parents[area.parent].id if area.parent in parents else None
        if parent is not None and row.parent_id != parent:
            row.parent_id = parent


def current_areas(session: Session, codes: Iterable[str]) -> dict[str, Area]:
    """The latest version of each of these areas, by code."""
    wanted = sorted(set(codes))
    found: dict[str, Area] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(Area).where(Area.code.in_(wanted[start : start + CHUNK])).order_by(Area.valid_from)
        found |= {area.code: area for area in session.scalars(query)}
    return found


def _by_code_and_day(session: Session, areas: Sequence[SeedArea]) -> dict[tuple[str, date], Area]:
    codes = sorted({area.code for area in areas})
    found: dict[tuple[str, date], Area] = {}
    for start in range(0, len(codes), CHUNK):
        query = select(Area).options(undefer(Area.geometry)).where(Area.code.in_(codes[start : start + CHUNK]))
        found |= {(area.code, area.valid_from): area for area in session.scalars(query)}
    return found
