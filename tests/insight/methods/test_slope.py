"""The slope index of inequality, to the digits of the published one, with an interval that can be had again."""

import numpy as np
import pytest

from directory.insight.methods.arrays import Interval
from directory.insight.methods.slope import SlopeChange, SlopeIndex, slope_change, slope_index

PEOPLE = (7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534)
VALUES = (
    75.9334590, 78.3442383, 83.8360631, 83.6375400, 80.4655032,
    81.1156760, 81.6930836, 84.1900062, 80.5955641, 86.2894350,
)  # fmt: skip


def test_ten_tenths_have_the_published_slope() -> None:
    found = slope_index(PEOPLE, VALUES)
    assert found.slope == pytest.approx(6.934616, abs=1e-6)
    assert found.intercept == pytest.approx(78.076631, abs=1e-6)
    assert found.relative == pytest.approx((78.076631 + 6.934616) / 78.076631)


def test_the_interval_holds_the_slope_and_a_seed_gives_it_again() -> None:
    errors = np.full(10, 0.5)
    first, again = (slope_index(PEOPLE, VALUES, standard_errors=errors, seed=3) for _ in range(2))
    assert first == again
    assert first.slope_interval is not None
    assert first.relative_interval is not None
    assert first.slope_interval.low < first.slope < first.slope_interval.high
    assert first.relative is not None
    assert first.relative_interval.low < first.relative < first.relative_interval.high


def test_the_interval_is_as_wide_as_the_errors_make_it() -> None:
    """The slope is a weighted sum of values, so its own standard error is known: the simulation has to find it."""
    shares = np.array(PEOPLE) / sum(PEOPLE)
    ranks = np.cumsum(shares) - shares / 2
    off = ranks - shares @ ranks
    known = 0.5 * np.sqrt(np.sum((shares * off / (shares @ off**2)) ** 2))
    found = slope_index(PEOPLE, VALUES, standard_errors=np.full(10, 0.5), seed=4, draws=40_000).slope_interval
    assert found is not None
    assert found.high - found.low == pytest.approx(2 * 1.959964 * known, rel=0.03)


def test_equal_values_have_no_slope() -> None:
    found = slope_index(PEOPLE, [70] * 10)
    assert found.slope == pytest.approx(0, abs=1e-9)
    assert found.relative == pytest.approx(1)


def test_an_interval_without_a_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="Give a seed"):
        slope_index(PEOPLE, VALUES, standard_errors=[1] * 10)


def test_a_group_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="people in it"):
        slope_index((10, 0), (1, 2))


def test_the_change_of_a_gap_has_the_half_widths_added_as_squares() -> None:
    """From -2 (half-width 0.3) to 0.5 (half-width 0.4): 1.5 narrower, sqrt(0.09 + 0.16) = 0.5 to either side."""
    before = SlopeIndex(-2.0, 1.0, None, Interval(-2.3, -1.7))
    after = SlopeIndex(0.5, 1.0, None, Interval(0.1, 0.9))
    found = slope_change(before, after)
    assert found.change == pytest.approx(-1.5)
    assert found.interval.low == pytest.approx(-2.0)
    assert found.interval.high == pytest.approx(-1.0)
    assert not found.may_be_chance
    assert slope_change(before, before).may_be_chance


@pytest.mark.parametrize(("before", "after"), [(None, None), (Interval(0, 2), None), (None, Interval(0, 2))])
def test_a_slope_without_its_interval_cannot_be_compared(before: Interval | None, after: Interval | None) -> None:
    with pytest.raises(ValueError, match="with their intervals"):
        slope_change(SlopeIndex(1.0, 1.0, None, before), SlopeIndex(1.0, 1.0, None, after))


@pytest.mark.parametrize("interval", [Interval(0, 2), Interval(-2, 0)])
def test_a_change_whose_interval_touches_nought_may_be_chance(interval: Interval) -> None:
    assert SlopeChange(1, interval).may_be_chance


def test_two_groups_are_enough_for_a_slope() -> None:
    """Ranks 0.25 and 0.75: from 1 to 3 over half the way is 4 over all of it."""
    found = slope_index((10, 10), (1, 3))
    assert [found.slope, found.intercept] == pytest.approx([4, 0])
