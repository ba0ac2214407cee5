"""Neighbourhoods of 8,000 to 12,000 people, built of small areas that adjoin (SSCR: natural communities).

The builder grows one neighbourhood after another from the edge of a district inwards. It proposes; whoever knows the
place decides. What lies outside the range is said.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, undefer

from directory import clock
from directory.audit.chain import record
from directory.db import new_id
from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.models import Area, AreaType
from directory.insight.areas.outlines import together
from directory.insight.models import NeighbourhoodPart, SmallArea

RANGE = (8_000, 12_000)
TARGET = 10_000


@dataclass(frozen=True)
class Plan:
    """A neighbourhood as proposed."""

    name: str
    parts: tuple[str, ...]
    residents: int

    @property
    def warning(self) -> str:
        """A sentence when its people are outside the range."""
        if RANGE[0] <= self.residents <= RANGE[1]:
            return ""
        side = "fewer than 8,000" if self.residents < RANGE[0] else "more than 12,000"
        return f"{self.name} has {self.residents:,} people, {side}: join it to another, or divide it."


def plan_neighbourhoods(session: Session, district: str) -> list[Plan]:
    """Neighbourhoods of a district, each of adjoining small areas; every small area is in one."""
    areas = {
        area.code: area
        for area in session.scalars(
            select(SmallArea).where(SmallArea.district_code == district).order_by(SmallArea.code)
        )
    }
    groups = grown(
        {code: area.residents for code, area in areas.items()},
        {code: [other for other in area.adjoining if other in areas] for code, area in areas.items()},
        {code: (area.latitude, area.longitude * 0.6) for code, area in areas.items()},
    )
    names = _ward_names(session, areas.values())
    return _named(groups, areas, names)


def grown(
    people: Mapping[str, int], beside: Mapping[str, Sequence[str]], points: Mapping[str, tuple[float, float]]
) -> list[list[str]]:
    """Groups of adjoining areas near the target; what is left over joins the smallest group beside it."""
    free, groups = set(people), list[list[str]]()
    while free:
        left = sum(people[code] for code in free)
        target = left / max(1, round(left / TARGET))
        groups.append(_grow(free, people, beside, points, target))
    return _without_crumbs(groups, people, beside)


def _grow(
    free: set[str],
    people: Mapping[str, int],
    beside: Mapping[str, Sequence[str]],
    points: Mapping[str, tuple[float, float]],
    target: float,
) -> list[str]:
    first = min(free, key=lambda code: (sum(other in free for other in beside[code]), code))
    group, total = [first], people[first]
    free.discard(first)
    while edge := {other for code in group for other in beside[code] if other in free}:
        middle = tuple(sum(points[code][axis] for code in group) / len(group) for axis in (0, 1))
        chosen = min(edge, key=lambda code: (_lonely(code, free, beside), _distance(points[code], middle), code))
        if abs(total + people[chosen] - target) > abs(total - target):
            break
        group.append(chosen)
        total += people[chosen]
        free.discard(chosen)
    return group


def _lonely(code: str, free: set[str], beside: Mapping[str, Sequence[str]]) -> int:
    """0 for an area that would be left with nobody beside it: it is taken along first."""
    return int(any(other in free for other in beside[code]))


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _without_crumbs(
    groups: list[list[str]], people: Mapping[str, int], beside: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """Groups that are too small go to groups beside them with room; else they take from groups that can spare some."""
    for crumb in sorted(groups, key=lambda group: _total(group, people)):
        if _total(crumb, people) < RANGE[0]:
            _give_away(crumb, groups, people, beside)
    kept = [group for group in groups if group]
    for small in sorted(kept, key=lambda group: _total(group, people)):
        while _total(small, people) < RANGE[0] and _take_one(small, kept, people, beside):
            pass
    return [sorted(group) for group in kept]


def _total(group: Sequence[str], people: Mapping[str, int]) -> int:
    return sum(people[code] for code in group)


def _give_away(
    crumb: list[str], groups: list[list[str]], people: Mapping[str, int], beside: Mapping[str, Sequence[str]]
) -> None:
    """All of a crumb or nothing: half of it would be a smaller crumb."""
    before = [list(group) for group in groups]
    for code in list(crumb):
        takers = [group for group in groups if group is not crumb and set(beside[code]) & set(group)]
        roomy = [group for group in takers if _total(group, people) + people[code] <= RANGE[1]]
        if roomy:
            min(roomy, key=lambda group: _total(group, people)).append(code)
            crumb.remove(code)
    if crumb:
        for group, old in zip(groups, before, strict=True):
            group[:] = old


def _take_one(
    small: list[str], groups: list[list[str]], people: Mapping[str, int], beside: Mapping[str, Sequence[str]]
) -> bool:
    """Take one area from the largest group beside it that stays large enough and in one piece."""
    edge = {other for code in small for other in beside[code]} - set(small)
    for donor in sorted(groups, key=lambda group: -_total(group, people)):
        for code in sorted(edge & set(donor)) if donor is not small else ():
            rest = [each for each in donor if each != code]
            if _total(rest, people) >= RANGE[0] and _is_one_piece(rest, beside):
                donor.remove(code)
                small.append(code)
                return True
    return False


def _is_one_piece(group: Sequence[str], beside: Mapping[str, Sequence[str]]) -> bool:
    inside, seen, waiting = set(group), {group[0]}, [group[0]]
    while waiting:
        for other in beside[waiting.pop()]:
            if other in inside and other not in seen:
                seen.add(other)
                waiting.append(other)
    return len(seen) == len(inside)


def _named(groups: list[list[str]], areas: Mapping[str, SmallArea], names: Mapping[str, str]) -> list[Plan]:
    used, plans = Counter[str](), list[Plan]()
    for group in groups:
        wards: Counter[str] = Counter()
        for code in group:
            wards[areas[code].ward_code] += areas[code].residents
        first = " and ".join(names.get(code, code) for code, _ in wards.most_common(2))
        used[first] += 1
        name = first if used[first] == 1 else f"{first} ({used[first]})"
        plans.append(Plan(name[:120], tuple(group), sum(areas[code].residents for code in group)))
    return sorted(plans, key=lambda plan: plan.name)


def _ward_names(session: Session, areas: Any) -> dict[str, str]:
    codes = {area.ward_code for area in areas}
    return {row.code: row.name for row in session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)))}


def write_neighbourhoods(session: Session, district: str, plans: Sequence[Plan], *, by: str, at: datetime) -> None:
    """Put these in the place of the district's neighbourhoods from today on; what there was ends, and is kept."""
    day = clock.local(at).date()
    records = [
        AreaRecord(
            code=f"NB-{district}-{number:02d}",
            name=plan.name,
            area_type=AreaType.NEIGHBOURHOOD,
            parent=district,
            valid_from=day,
            geometry=_outline(session, plan.parts),
        )
        for number, plan in enumerate(plans, 1)
    ]
    write_areas(session, records, at=at)
    codes = [each.code for each in records]
    rows = session.scalars(
        select(Area).where(Area.area_type == AreaType.NEIGHBOURHOOD, Area.code.startswith(f"NB-{district}-"))
    ).all()
    for area in rows:
        if area.code not in codes and area.valid_to is None:
            area.valid_to, area.updated_at = day, at
    ids = {area.code: area.id for area in rows if area.valid_from == day}
    known = set(session.scalars(select(NeighbourhoodPart.area_id).where(NeighbourhoodPart.area_id.in_(ids.values()))))
    parts = [
        {"id": new_id(), "area_id": ids[each.code], "lsoa_code": code}
        for each, plan in zip(records, plans, strict=True)
        if ids[each.code] not in known
        for code in plan.parts
    ]
    if parts:
        session.execute(insert(NeighbourhoodPart), parts)
    detail = {"neighbourhoods": len(plans), "district": district}
    record(session, actor=by, action="neighbourhoods.built", subject=f"area:{district}", detail=detail, at=at)


def _outline(session: Session, parts: Sequence[str]) -> dict[str, Any] | None:
    """The union of the small areas' outlines: of those that the council loaded, else of the seeds."""
    rows = session.scalars(
        select(Area).options(undefer(Area.geometry)).where(Area.code.in_(parts), Area.area_type == AreaType.LSOA)
    ).all()
    shapes = [shapely.geometry.shape(row.geometry) for row in rows if row.geometry]
    if len(shapes) < len(parts):
        return together(parts)
    return dict(shapely.geometry.mapping(shapely.union_all(shapes)))


def neighbourhood_of(session: Session, districts: Collection[str] | None = None) -> dict[str, str]:
    """The code of the neighbourhood that stands today, by small area; of all districts, or of these."""
    query = (
        select(NeighbourhoodPart.lsoa_code, Area.code)
        .join(Area, Area.id == NeighbourhoodPart.area_id)
        .where(Area.valid_to.is_(None))
    )
    if districts is not None:
        query = query.join(SmallArea, SmallArea.code == NeighbourhoodPart.lsoa_code).where(
            SmallArea.district_code.in_(sorted(districts))
        )
    return {row.lsoa_code: row.code for row in session.execute(query)}
