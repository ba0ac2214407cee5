"""Deprived and better-off places: tenths where they can be told, fifths where not."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.geo.models import AreaType
from directory.insight.disclosure.rule import NHS
from directory.insight.facts.counting import recount
from directory.insight.gap_map.asking import ask
from directory.insight.gap_map.fairness import FIFTHS, TENTHS, Fairness, fairness
from directory.insight.gap_map.fairness_section import fairness_sections
from directory.insight.gap_map.ground import ground
from directory.insight.models import SmallArea
from directory.insight.reports.report import Section
from tests.factories import listings as make
from tests.insight import land

WARDS = [f"E0500990{number}" for number in range(10)]


@pytest.fixture
def ten(session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten wards of 10,000 people each in Mansfield, in order of deprivation; the others are taken away."""
    land.county(session)
    session.query(SmallArea).delete()
    for number, ward in enumerate(WARDS):
        make.area(session, ward, f"Ward {number}", AreaType.WARD)
        monkeypatch.setitem(land.WARDS, ward, land.MANSFIELD)
        monkeypatch.setitem(land.SPOTS, ward, land.SPOTS[land.LADYBROOK])
        land.small_area(session, f"E0102990{number}", ward, imd_score=60.0 - 5 * number)


def gradient(session: Session, at: datetime, *numbers: int) -> Fairness:
    for ward, number in zip(WARDS, numbers, strict=True):
        if number:
            land.missing(session, at, ward, number)
    recount(session, at=at)
    question, known = ask(session, MultiDict({"need": land.NEED, "area": land.MANSFIELD}), NHS, at=at)
    return fairness(session, question, ground(session, question.scope.districts), known.cohorts, NHS)


def words(found: Fairness) -> str:
    return " ".join(fairness_sections(found, Section("Over time"))[0].words)


@pytest.mark.requirement("A136")
@pytest.mark.usefixtures("ten")
def test_tenths_have_a_table_a_slope_and_its_interval(session: Session, at: datetime) -> None:
    found = gradient(session, at, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10)
    assert found.parts.rows == TENTHS
    assert [line[0].text for line in found.parts.cells] == [str(number) for number in range(100, 0, -10)]
    # 10 of 10,000 in a year is 1 for each 1,000: 10 down to 1 at ranks 0.05 to 0.95 is a line of slope -10.
    assert found.slope is not None
    assert found.slope.slope == pytest.approx(-10.0)
    assert found.slope.slope_interval is not None
    assert found.slope.slope_interval.low < -10 < found.slope.slope_interval.high
    assert "cut into tenths" in words(found)
    assert len(found.by_part.rows) == 10


@pytest.mark.usefixtures("ten")
def test_where_most_tenths_are_too_small_fifths_are_told(session: Session, at: datetime) -> None:
    found = gradient(session, at, 20, 20, 15, 15, 7, 7, 6, 6, 5, 5)
    assert found.parts.rows == FIFTHS
    assert [line[0].text for line in found.parts.cells] == ["40", "30", "15", "10", "10"]
    assert "cut into fifths" in words(found)
