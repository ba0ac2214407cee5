"""Whether the gap between places narrows: by hand, with protected counts, in plain words."""

from datetime import date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.accounts.models import User
from directory.geo.models import AreaType
from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS, Mark, Rule
from directory.insight.disclosure.table import Cell
from directory.insight.facts.counting import recount
from directory.insight.gap_map.asking import ask
from directory.insight.gap_map.ground import ground
from directory.insight.gap_map.over_time import Period, over_time
from directory.insight.gap_map.over_time_section import over_time_section, reading
from directory.insight.methods.arrays import Interval
from directory.insight.methods.slope import SlopeIndex
from directory.insight.models import SmallArea
from directory.insight.reports.report import PlainTable
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight import land

EDGE = "E05009719"
#: From the most deprived to the least: each is a fifth of the people.
ORDER = (land.LADYBROOK, land.OAK_TREE, land.WORKSOP, land.ABBEY, EDGE)
#: The tests' moment is in January 2026: the last quarter is October to December 2025, the one before July on.
LAST, BEFORE = date(2025, 11, 1), date(2025, 8, 1)


@pytest.fixture
def five(session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five wards of 10,000 people, in order of deprivation."""
    land.county(session)
    make.area(session, EDGE, "Edwalton", AreaType.WARD)
    monkeypatch.setitem(land.WARDS, EDGE, land.RUSHCLIFFE)
    monkeypatch.setitem(land.SPOTS, EDGE, land.SPOTS[land.ABBEY])
    land.small_area(session, "E01028009", EDGE)
    for number, ward in enumerate(ORDER):
        session.execute(update(SmallArea).where(SmallArea.ward_code == ward).values(imd_score=60.0 - 10 * number))


def lacked(session: Session, at: datetime, month: date, *numbers: int) -> None:
    for ward, number in zip(ORDER, numbers, strict=True):
        if number:
            land.missing(session, at, ward, number, month=month)
    recount(session, at=at)


def periods(session: Session, at: datetime, rule: Rule = NHS) -> tuple[Period, ...]:
    question, _known = ask(session, MultiDict({"need": land.NEED, "area": land.COUNTY}), rule, at=at)
    return over_time(session, question, ground(session, question.scope.districts), rule)


@pytest.mark.requirement("A137")
@pytest.mark.usefixtures("five")
def test_each_quarter_has_the_slope_of_what_is_told(session: Session, at: datetime) -> None:
    lacked(session, at, BEFORE, 50, 40, 30, 20, 10)
    lacked(session, at, LAST, 30, 25, 20, 15, 10)
    first, last = periods(session, at)
    assert (first.name, last.name) == ("July to September 2025", "October to December 2025")
    assert [cell.text for cell in first.cells] == ["50", "40", "30", "20", "10"]
    # 50 of 10,000 in a quarter is 20 for each 1,000 a year: 20, 16, 12, 8, 4 at ranks 0.1 to 0.9 has the slope -20.
    assert first.slope is not None
    assert first.slope.slope == pytest.approx(-20.0)
    assert last.slope is not None
    assert last.slope.slope == pytest.approx(-10.0)
    # C = 2/mu sum(f y r) - 1 with mu 12, f 0.2: 2/12 * 0.2 * (20*0.1 + 16*0.3 + 12*0.5 + 8*0.7 + 4*0.9) - 1 = -0.2667.
    assert first.concentration == pytest.approx(-0.2667, abs=1e-4)
    assert first.interval is not None
    assert first.interval.low < -0.2667 < first.interval.high


@pytest.mark.usefixtures("five")
def test_quarters_in_which_nothing_was_counted_yet_are_left_out(session: Session, at: datetime) -> None:
    lacked(session, at, LAST, 30, 25, 20, 15, 10)
    assert [period.name for period in periods(session, at)] == ["October to December 2025"]


@pytest.mark.usefixtures("five")
def test_small_counts_are_hidden_and_of_mostly_hidden_ones_nothing_is_said(session: Session, at: datetime) -> None:
    lacked(session, at, LAST, 30, 25, 3, 2, 1)
    (period,) = periods(session, at)
    assert [cell.text for cell in period.cells] == ["30", "25", *["fewer than 8"] * 3]
    assert period.slope is None
    table = over_time_section((period,)).table
    assert isinstance(table, PlainTable)
    assert table.rows[0][-2:] == ("too few to say", "too few to say")


@pytest.mark.usefixtures("five")
def test_a_year_with_a_sum_that_has_to_be_withheld_tells_nothing(session: Session, at: datetime) -> None:
    lacked(session, at, BEFORE, 30, 25, 20, 15, 10)
    lacked(session, at, LAST, 3, 25, 20, 15, 10)
    for period in periods(session, at, FEWER_THAN_FIVE):
        told = {cell.text for cell in period.cells}
        assert "3" not in told
        assert told == {"withheld"} or "30" not in told


def known(first: date, slope: float, half: float) -> Period:
    index = SlopeIndex(slope, 1.0, None, Interval(slope - half, slope + half))
    return Period(first, (Cell(30, Mark.SHOWN, "30"),) * 5, index, -0.1, Interval(-0.2, 0.0))


@pytest.mark.parametrize(
    ("after", "half", "says"),
    [
        (-0.5, 0.3, "narrowed by 1.50 (95% from -1.92 to -1.08): more than chance would do"),
        (-3.0, 0.3, "widened by 1.00"),
        (-1.8, 0.3, "that may be chance, so nobody can say it narrowed or widened"),
        (0.5, 0.1, "narrowed and turned round by 1.50"),
    ],
)
def test_the_reading_says_which_way_and_whether_it_may_be_chance(after: float, half: float, says: str) -> None:
    found = reading((known(date(2025, 4, 1), -2.0, 0.3), known(date(2025, 7, 1), after, half)))
    assert says in found
    assert "April to June 2025" in found


def test_of_one_time_nothing_is_said() -> None:
    assert reading((known(date(2025, 4, 1), -2.0, 0.3),)).startswith("Too little is known")


def test_the_drawing_has_a_bar_for_each_time_and_none_for_a_single_one() -> None:
    times = [known(date(2025, month, 1), -2.0, 0.3) for month in (1, 4, 7)]
    assert over_time_section(times).drawing.count("wp-gradient__bar") == 3
    assert over_time_section(times[:1]).drawing == ""


@pytest.mark.usefixtures("five")
def test_it_stands_on_the_page(client: CheckedClient, session: Session, commissioner: User, at: datetime) -> None:
    lacked(session, at, BEFORE, 50, 40, 30, 20, 10)
    lacked(session, at, LAST, 30, 25, 20, 15, 10)
    client.sign_in(commissioner)
    page = client.page(f"/insight?need={land.NEED}&area={land.COUNTY}")
    assert "Whether the gap narrows" in page.text
    assert "the slope went from -20.00 to -10.00" in page.text
