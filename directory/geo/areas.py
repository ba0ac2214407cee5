"""Which areas hold a point. Outlines are read once a process and again when any area changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import Area, AreaType
from directory.geo.point import Point

#: Most local first.
LOCAL_FIRST = (
    AreaType.LSOA,
    AreaType.MSOA,
    AreaType.WARD,
    AreaType.NEIGHBOURHOOD,
    AreaType.CUSTOM,
    AreaType.DISTRICT,
    AreaType.UNITARY,
    AreaType.ICB,
    AreaType.COUNTY,
    AreaType.COUNTRY,
)
_ORDER = {area_type: number for number, area_type in enumerate(LOCAL_FIRST)}
_COUNCILS = (AreaType.DISTRICT, AreaType.UNITARY)


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An area, by what others call it."""

    code: str
    name: str
    area_type: AreaType


@dataclass(frozen=True, slots=True)
class AreaCodes:
    """The areas of one point that listings are counted by."""

    lsoa: str | None = None
    ward: str | None = None
    district: str | None = None


@dataclass(frozen=True)
class _Node:
    ref: AreaRef
    parent: UUID | None


Token = tuple[datetime | None, UUID | None, date]


class AreaIndex:
    """The outlines of one moment as a tree, with every area's parents."""

    def __init__(self, session: Session, today: date) -> None:
        is_current = (Area.valid_from <= today) & (Area.valid_to.is_(None) | (Area.valid_to > today))
        query = select(Area.id, Area.code, Area.name, Area.area_type, Area.parent_id, Area.geometry)
        rows = session.execute(query.where(is_current).order_by(Area.code, Area.valid_from)).all()
        self._nodes = {row.id: _Node(AreaRef(row.code, row.name, row.area_type), row.parent_id) for row in rows}
        self._by_code = {row.code: row.id for row in rows}
        drawn = [row for row in rows if row.geometry]
        self._ids = [row.id for row in drawn]
        shapes = np.array([_shape(row.geometry) for row in drawn], dtype=object)
        shapely.prepare(shapes)
        self._tree = shapely.STRtree(shapes)

    def hits(self, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[list[UUID]]:
        """For each point the drawn areas that hold it."""
        found: list[list[UUID]] = [[] for _ in latitudes]
        points = shapely.points(np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float))
        for number, shape in zip(*self._tree.query(points, predicate="intersects").tolist(), strict=True):
            found[number].append(self._ids[shape])
        return found

    def settled(self, hits: list[UUID]) -> list[AreaRef]:
        """One area of each kind, with parents. On a border a ward's own district outranks a generalised outline."""
        by_type: dict[AreaType, AreaRef] = {}
        customs: list[AreaRef] = []
        for node in sorted((self._nodes[area] for area in hits), key=lambda node: _ORDER[node.ref.area_type]):
            if node.ref.area_type in (AreaType.CUSTOM, AreaType.NEIGHBOURHOOD):
                customs.append(node.ref)
            for ref in self._line(node):
                kind = AreaType.DISTRICT if ref.area_type in _COUNCILS else ref.area_type
                by_type.setdefault(kind, ref)
        self._add_country(by_type)
        return sorted({*by_type.values(), *customs}, key=lambda ref: (_ORDER[ref.area_type], ref.code))

    def with_parents(self, code: str) -> list[AreaRef]:
        """The area of this code and those above it; nothing for an unknown code."""
        area = self._by_code.get(code)
        return [] if area is None else list(self._line(self._nodes[area]))

    def _line(self, node: _Node) -> list[AreaRef]:
        line, seen = [node.ref], {node.ref.code}
        while node.parent in self._nodes:
            node = self._nodes[node.parent]
            if node.ref.code in seen:
                break
            seen.add(node.ref.code)
            line.append(node.ref)
        return line

    def _add_country(self, by_type: dict[AreaType, AreaRef]) -> None:
        if AreaType.COUNTRY in by_type or not by_type:
            return
        initial = next(iter(by_type.values())).code[:1]
        country = self._by_code.get({"E": "E92000001", "W": "W92000004", "S": "S92000003"}.get(initial, ""))
        if country is not None:
            by_type[AreaType.COUNTRY] = self._nodes[country].ref


def _shape(geometry: dict[str, Any]) -> Any:
    shape = shapely.geometry.shape(geometry)
    return shape if shape.is_valid else shapely.make_valid(shape)


_indexes: dict[str, tuple[Token, AreaIndex]] = {}


def area_index(session: Session) -> AreaIndex:
    """The index of this database's areas. One small query tells whether the one in memory is still true."""
    today = clock.today()
    latest = select(Area.updated_at, Area.id).order_by(Area.updated_at.desc(), Area.id.desc()).limit(1)
    row = session.execute(latest).first()
    token: Token = (row.updated_at, row.id, today) if row else (None, None, today)
    database = str(session.get_bind().engine.url)
    kept = _indexes.get(database)
    if kept is None or kept[0] != token:
        kept = (token, AreaIndex(session, today))
        _indexes.clear()  # a process works with one database; tests with one at a time
        _indexes[database] = kept
    return kept[1]


def areas_containing(session: Session, point: Point) -> tuple[AreaRef, ...]:
    """Every area that holds the point, most local first, with the areas above them."""
    index = area_index(session)
    return tuple(index.settled(index.hits([point.latitude], [point.longitude])[0]))


def areas_above(session: Session, code: str) -> tuple[AreaRef, ...]:
    """The area of this code, then its parents; nothing if the code is unknown."""
    return tuple(area_index(session).with_parents(code))


def assign_areas(session: Session, points: Sequence[tuple[float, float]]) -> list[AreaCodes]:
    """The small area, ward and district of many (latitude, longitude) pairs at once; about 20 µs a point."""
    index = area_index(session)
    hits = index.hits([latitude for latitude, _ in points], [longitude for _, longitude in points])
    return [_codes(index.settled(found)) for found in hits]


def local_points(session: Session, points: Sequence[tuple[float, float]]) -> list[bool]:
    """For each of many (latitude, longitude) pairs, whether an outline loaded here holds it."""
    hits = area_index(session).hits([latitude for latitude, _ in points], [longitude for _, longitude in points])
    return [bool(found) for found in hits]


def _codes(refs: list[AreaRef]) -> AreaCodes:
    codes = {ref.area_type: ref.code for ref in refs}
    return AreaCodes(
        lsoa=codes.get(AreaType.LSOA),
        ward=codes.get(AreaType.WARD),
        district=codes.get(AreaType.DISTRICT) or codes.get(AreaType.UNITARY),
    )
