"""Neighbourhoods are built of adjoining small areas; what is outside the range is said."""

from collections import deque
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType
from directory.insight.areas.neighbourhoods import RANGE, Plan, grown, plan_neighbourhoods, write_neighbourhoods
from directory.insight.models import NeighbourhoodPart, SmallArea
from tests.insight import land


def grid(width: int, height: int) -> tuple[dict[str, int], dict[str, list[str]], dict[str, tuple[float, float]]]:
    """Squares of 1,500 people that adjoin by their sides."""
    places = {f"{x:02d}{y:02d}": (float(x), float(y)) for x in range(width) for y in range(height)}
    beside = {
        code: [other for other, (a, b) in places.items() if abs(a - x) + abs(b - y) == 1]
        for code, (x, y) in places.items()
    }
    return dict.fromkeys(places, 1_500), beside, places


def is_one_piece(group: list[str], beside: dict[str, list[str]]) -> bool:
    seen, waiting = {group[0]}, deque([group[0]])
    while waiting:
        for other in beside[waiting.popleft()]:
            if other in group and other not in seen:
                seen.add(other)
                waiting.append(other)
    return len(seen) == len(group)


@pytest.mark.requirement("A135")
def test_every_area_is_in_one_neighbourhood_of_the_right_size() -> None:
    people, beside, points = grid(8, 5)
    groups = grown(people, beside, points)
    assert sorted(code for group in groups for code in group) == sorted(people)
    assert all(RANGE[0] <= sum(people[code] for code in group) <= RANGE[1] for group in groups)
    assert all(is_one_piece(group, beside) for group in groups)


def test_it_is_built_the_same_each_time() -> None:
    assert grown(*grid(6, 6)) == grown(*grid(6, 6))


@pytest.mark.parametrize(("people", "says"), [(7_999, "fewer than 8,000"), (12_001, "more than 12,000"), (8_000, "")])
def test_the_builder_warns_outside_the_range(people: int, says: str) -> None:
    warning = Plan("Ladybrook", ("E01",), people).warning
    assert says in warning
    assert bool(warning) == bool(says)


def test_neighbourhoods_are_named_after_their_wards_and_kept_with_their_dates(session: Session, at: datetime) -> None:
    land.county(session)
    for area in session.scalars(select(SmallArea).where(SmallArea.district_code == land.MANSFIELD)):
        area.adjoining = [f"E0102800{number}" for number in (0, 1) if area.code != f"E0102800{number}"]
    session.flush()
    plans = plan_neighbourhoods(session, land.MANSFIELD)
    assert [(plan.name, plan.residents, plan.warning) for plan in plans] == [
        ("Ladybrook", 10_000, ""),
        ("Oak Tree", 10_000, ""),
    ]
    write_neighbourhoods(session, land.MANSFIELD, plans, by="system", at=at)
    write_neighbourhoods(session, land.MANSFIELD, plans, by="system", at=at)
    kept = session.scalars(select(Area).where(Area.area_type == AreaType.NEIGHBOURHOOD)).all()
    assert [(area.name, area.valid_to) for area in kept] == [("Ladybrook", None), ("Oak Tree", None)]
    assert len(session.scalars(select(NeighbourhoodPart)).all()) == 2
