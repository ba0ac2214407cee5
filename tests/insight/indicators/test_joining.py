"""Values join the small areas they are about, and through them a need: the most local first, numbers shared out."""

from datetime import datetime

import numpy as np
import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.insight.gap_map.expected import expected_need
from directory.insight.gap_map.ground import Ground, ground
from directory.insight.indicators.joining import latest_set, shares_by_small_area
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.indicators import Base, Unit
from tests.insight import land

PARENTS = dict.fromkeys(land.NAMES, land.COUNTY)


def known(session: Session, at: datetime, unit: Unit, values: dict[str, float], year: int = 2025) -> Indicator:
    """A published indicator of people of 65 and over for one need, with its values."""
    made = Indicator(
        code=f"known.{year}", name="Living with frailty", unit=unit, base=Base.OLDER, needs=[land.NEED], published_at=at
    )
    session.add(made)
    session.flush()
    bring(session, made, at, values, year)
    return made


def bring(session: Session, indicator: Indicator, at: datetime, values: dict[str, float], year: int) -> IndicatorSet:
    """Values of one year."""
    batch = IndicatorSet(
        indicator_id=indicator.id, source="GP registers", year=year, vintage="March of it", loaded_at=at
    )
    session.add(batch)
    session.flush()
    rows = [{"id": new_id(), "set_id": batch.id, "area_code": code, "value": value} for code, value in values.items()]
    session.execute(insert(IndicatorValue), rows)
    return batch


@pytest.fixture
def here(session: Session) -> Ground:
    """Four small areas, 2,000 people of 65 and over in each."""
    land.county(session)
    return ground(session, land.NAMES)


def by_ward(here: Ground, people: np.ndarray) -> dict[str, int]:
    return dict(zip(here.wards, (round(float(number)) for number in people), strict=True))


@pytest.mark.requirement("A121")
def test_a_count_of_frail_people_joins_its_area_and_its_need(session: Session, here: Ground, at: datetime) -> None:
    known(session, at, Unit.COUNT, {land.MANSFIELD: 300, land.WORKSOP: 90})
    found = expected_need(session, [land.NEED], here, PARENTS)
    assert found is not None
    assert (found.name, found.source.name) == ("Living with frailty", "GP registers")
    assert by_ward(here, found.people) == {land.LADYBROOK: 150, land.OAK_TREE: 150, land.WORKSOP: 90, land.ABBEY: 0}
    assert expected_need(session, [land.OTHER_NEED], here, PARENTS) is None


def test_a_share_of_a_larger_area_stands_where_nothing_more_local_does(
    session: Session, here: Ground, at: datetime
) -> None:
    made = known(session, at, Unit.PERCENT, {land.COUNTY: 10, land.MANSFIELD: 20, land.OAK_TREE: 30})
    values = latest_set(session, made)
    assert values is not None
    shares = dict(zip(here.wards, shares_by_small_area(session, made, values, here, PARENTS), strict=True))
    assert shares == pytest.approx({land.LADYBROOK: 0.2, land.OAK_TREE: 0.3, land.WORKSOP: 0.1, land.ABBEY: 0.1})


def test_a_count_of_a_county_is_joined_to_none_of_its_districts(session: Session, here: Ground, at: datetime) -> None:
    known(session, at, Unit.COUNT, {land.COUNTY: 900})
    assert expected_need(session, [land.NEED], here, PARENTS) is None


def test_the_latest_year_counts_until_it_is_taken_back(session: Session, here: Ground, at: datetime) -> None:
    made = known(session, at, Unit.COUNT, {land.WORKSOP: 90}, year=2024)
    later = bring(session, made, at, {land.WORKSOP: 120}, 2025)
    for undone, people in ((None, 120), (at, 90)):
        later.undone_at = undone
        session.flush()
        found = expected_need(session, [land.NEED], here, PARENTS)
        assert found is not None
        assert by_ward(here, found.people)[land.WORKSOP] == people
