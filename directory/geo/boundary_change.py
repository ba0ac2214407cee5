"""A reorganisation: new areas begin, those they cover end on the same day, and each that ended knows what it became."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import shapely
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, undefer

from directory.geo.area_loading import AreaRecord, Written, write_areas
from directory.geo.models import Area, AreaSuccession, AreaType

#: A new area that covers less than this of an old one is a neighbour whose outline was drawn anew.
PART = 0.05
#: An old area ends when new ones cover nearly all of it.
WHOLE = 0.9
_COUNCILS = frozenset({AreaType.DISTRICT, AreaType.UNITARY})
_LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Ending:
    """An area that new ones take the place of, the one with most of it first."""

    code: str
    name: str
    successors: tuple[str, ...]


def first_day(records: Sequence[AreaRecord]) -> date:
    """When the new areas begin."""
    return max(record.valid_from for record in records)


def endings(session: Session, records: Sequence[AreaRecord]) -> list[Ending]:
    """Areas of today that end because areas with other codes cover them."""
    new = [record for record in records if record.geometry and not record.is_only_named]
    known = set(session.scalars(select(Area.code).where(Area.code.in_([record.code for record in new]))))
    fresh = [record for record in new if record.code not in known]
    if not fresh:
        return []
    shapes = [_shape(record.geometry) for record in fresh]
    named = {record.code for record in records}
    found = []
    for area in session.scalars(_rivals(fresh, first_day(records))):
        if area.code in named or not area.geometry:
            continue
        ending = _ending(area, fresh, shapes)
        if ending is not None:
            found.append(ending)
    return found


def change_areas(session: Session, records: Sequence[AreaRecord], *, at: datetime) -> tuple[Written, list[Ending]]:
    """Write the new areas, end the old ones and note what they became."""
    ended, day = endings(session, records), first_day(records)
    written = write_areas(session, records, at=at)
    ids = {
        row.code: row.id
        for row in session.execute(
            select(Area.code, Area.id)
            .where(Area.code.in_([code for ending in ended for code in (ending.code, *ending.successors)]))
            .order_by(Area.valid_from)
        )
    }
    for ending in ended:
        old = session.get_one(Area, ids[ending.code])
        old.valid_to, old.updated_at = day, at
        for code in ending.successors:
            session.add(AreaSuccession(predecessor_id=old.id, successor_id=ids[code], on_date=day))
    session.flush()
    return written, ended


def became(session: Session, codes: Iterable[str], *, today: date) -> dict[str, tuple[str, ...]]:
    """For each code that ended, the areas of today that stand in its place; nothing for a code that still holds."""
    return {code: found for code in dict.fromkeys(codes) if (found := _followed(session, code, today))}


def _followed(session: Session, code: str, today: date) -> tuple[str, ...]:
    current, found = [code], list[str]()
    for _ in range(_LONGEST_CHAIN):
        rows = session.execute(
            select(Area.code, AreaSuccession.successor_id)
            .join(AreaSuccession, AreaSuccession.predecessor_id == Area.id)
            .where(Area.code.in_(current), AreaSuccession.on_date <= today)
        ).all()
        if not rows:
            break
        ids = {row.successor_id for row in rows}
        current = sorted(session.scalars(select(Area.code).where(Area.id.in_(ids))))
        ended = set(session.scalars(select(Area.code).where(Area.code.in_(current), Area.valid_to <= today)))
        found += [each for each in current if each not in ended]
        current = [each for each in current if each in ended]
        if not current:
            break
    return tuple(dict.fromkeys(found))


def _rivals(fresh: Sequence[AreaRecord], day: date) -> Select[Area]:
    """Areas of the kinds that change, as they stand until that day."""
    kinds = {record.area_type for record in fresh}
    kinds |= _COUNCILS if kinds & _COUNCILS else set()
    running = or_(Area.valid_to.is_(None), Area.valid_to > day)
    return (
        select(Area)
        .options(undefer(Area.geometry))
        .where(Area.area_type.in_(kinds), Area.valid_from < day, running)
        .order_by(Area.name, Area.code)
    )


def _ending(area: Area, fresh: Sequence[AreaRecord], shapes: Sequence[Any]) -> Ending | None:
    own = _shape(area.geometry)
    size = own.area
    if not size:
        return None
    shares = [
        (own.intersection(shape).area / size, record.code)
        for record, shape in zip(fresh, shapes, strict=True)
        if own.intersects(shape)
    ]
    parts = sorted((share for share in shares if share[0] >= PART), reverse=True)
    if sum(share for share, _code in parts) < WHOLE:
        return None
    return Ending(area.code, area.name, tuple(code for _share, code in parts))


def _shape(geometry: Any) -> Any:  # shapely's own types leave out what they can do
    shape = shapely.geometry.shape(geometry)
    return shape if shape.is_valid else shapely.make_valid(shape)
