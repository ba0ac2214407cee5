"""Intervals of counts and shares, to the digits of the published ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.insight.methods.arrays import Interval
from directory.insight.methods.rates import byar, count_interval, poisson_exact, rate, share, wilson

TRIED = settings(max_examples=40, deadline=None)


def ends(interval: Interval) -> tuple[float, float]:
    return round(interval.low, 6), round(interval.high, 6)


@pytest.mark.parametrize(
    ("count", "confidence", "expected"),
    [
        (0, 0.95, (0, 3.688879)),
        (1, 0.95, (0.025318, 5.571643)),
        (5, 0.95, (1.623486, 11.668332)),
        (20, 0.95, (12.211429, 30.889880)),
        (65, 0.95, (50.163188, 82.849139)),
        (65, 0.998, (42.880261, 94.000291)),
    ],
)
def test_a_count_has_the_published_limits(count: int, confidence: float, expected: tuple[float, float]) -> None:
    assert ends(count_interval(count, confidence)) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (65, 100, (0.552544, 0.736358)),
        (5, 100, (0.021544, 0.111750)),
        (20, 100, (0.133367, 0.288829)),
    ],
)
def test_a_share_has_the_published_limits(part: int, whole: int, expected: tuple[float, float]) -> None:
    assert ends(wilson(part, whole)) == expected


def test_exact_limits_give_way_to_byar_at_ten() -> None:
    assert count_interval(9) == poisson_exact(9)
    assert count_interval(10) == byar(10)


def test_a_rate_scales_its_count_and_its_limits_alike() -> None:
    found = rate(20, 4000)
    assert found is not None
    assert found.value == 5
    assert ends(found.interval) == (round(12.211429 / 4, 6), round(30.889880 / 4, 6))


def test_nothing_to_divide_by_gives_nothing() -> None:
    assert rate(3, 0) is None
    assert share(0, 0) is None


@TRIED
@given(st.integers(0, 5000), st.sampled_from((0.8, 0.95, 0.998)))
def test_limits_hold_the_count(count: int, confidence: float) -> None:
    found = count_interval(count, confidence)
    assert found.low <= count < found.high


@TRIED
@given(st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_limits_of_a_share_hold_it_and_stay_between_nought_and_one(numbers: tuple[int, int]) -> None:
    found = share(*numbers)
    assert found is not None
    assert 0 <= found.interval.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.interval.high <= 1


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="as a share, such as"):
        poisson_exact(1, confidence)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        poisson_exact(-1)
    with pytest.raises(ValueError, match="above nought"):
        byar(0)
    with pytest.raises(ValueError, match="no smaller"):
        wilson(5, 4)


def test_the_smallest_counts_and_populations_have_limits_too() -> None:
    assert byar(1).low < 1 < byar(1).high
    fewer = rate(1, 0.5)
    assert fewer is not None
    assert fewer.value == 2000
