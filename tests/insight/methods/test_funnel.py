"""Funnel limits, to the digits of the published ones."""

import pytest

from directory.insight.methods.arrays import Interval
from directory.insight.methods.funnel import FunnelPoint, count_point, share_limits, share_point

OVERALL = 0.80642448


def per_cent(interval: Interval) -> tuple[float, float]:
    return round(interval.low * 100, 6), round(interval.high * 100, 6)


@pytest.mark.parametrize(
    ("size", "confidence", "expected"),
    [
        (190, 0.95, (75.024492, 86.260404)),
        (190, 0.998, (71.784739, 89.500157)),
        (1008, 0.95, (78.203374, 83.081521)),
    ],
)
def test_shares_have_the_published_limits(size: int, confidence: float, expected: tuple[float, float]) -> None:
    assert per_cent(share_limits(OVERALL, size, confidence)) == pytest.approx(expected, abs=1.5e-6)


def test_the_two_lines_of_a_point_are_those_of_95_and_99_8_per_cent() -> None:
    point = share_point(150, 190, OVERALL)
    assert per_cent(point.inner) == pytest.approx((75.024492, 86.260404), abs=1.5e-6)
    assert per_cent(point.outer) == pytest.approx((71.784739, 89.500157), abs=1.5e-6)


def test_limits_stay_between_nought_and_all() -> None:
    assert (share_limits(0.95, 5).high, share_limits(0.02, 5).low) == (1, 0)


def test_only_a_point_outside_the_outer_line_is_to_be_looked_into() -> None:
    assert share_point(190, 190, OVERALL).look_into
    between = share_point(165, 190, OVERALL)
    assert between.value > between.inner.high
    assert not between.look_into


def test_counts_have_exact_limits_around_what_was_expected() -> None:
    point = count_point(12, 5.0)
    assert (round(point.inner.low, 6), round(point.inner.high, 6)) == (1.623486, 11.668332)
    assert point.value > point.inner.high
    assert not point.look_into
    assert count_point(30, 5.0).look_into


def test_a_funnel_without_size_is_refused() -> None:
    with pytest.raises(ValueError, match="size above 0"):
        share_limits(0.5, 0)


@pytest.mark.parametrize("value", [0.2, 0.8])
def test_a_point_on_the_outer_line_is_not_outside_it(value: float) -> None:
    assert not FunnelPoint(value, 10, inner=Interval(0.3, 0.7), outer=Interval(0.2, 0.8)).look_into


@pytest.mark.parametrize("overall", [0, 1])
def test_where_everybody_or_nobody_does_there_is_no_chance_to_stray(overall: float) -> None:
    limits = share_limits(overall, 5)
    assert (limits.low, limits.high) == (overall, overall)


@pytest.mark.parametrize("overall", [-0.1, 1.1])
def test_an_overall_share_below_nobody_or_above_everybody_is_refused(overall: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        share_limits(overall, 5)


def test_a_share_of_one_person_has_the_widest_limits() -> None:
    assert (share_limits(0.5, 1).low, share_limits(0.5, 1).high) == (0, 1)
