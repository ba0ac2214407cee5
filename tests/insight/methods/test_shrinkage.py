"""Small areas are drawn to the overall rate, large ones hardly, and ranks say how little they may mean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from directory.insight.methods.shrinkage import Shrunken, rank_areas, shrink

TRIED = settings(max_examples=40, deadline=None)


def test_the_formula_by_hand() -> None:
    """Rates 0.01, 0.03, 0.05 of 1,000 each: mean 0.03, variance 0.0008/3 - 0.03/1000, b = mean/variance, a = mean b."""
    found = shrink((10, 30, 50), (1000, 1000, 1000))
    b = 0.03 / (0.0008 / 3 - 0.00003)
    assert found.rate == pytest.approx(b)
    assert found.shape == pytest.approx(0.03 * b)
    assert_allclose(found.smoothed, (np.array([10, 30, 50]) + 0.03 * b) / (1000 + b))


def test_an_area_of_few_people_is_drawn_furthest() -> None:
    found = shrink((2, 200, 20), (20, 2000, 2000))
    drawn = np.abs(found.smoothed - found.raw) / np.abs(found.overall - found.raw)
    assert drawn[0] > 0.5 > drawn[1]


def test_areas_that_differ_no_more_than_by_chance_all_get_the_overall_rate_and_any_rank() -> None:
    found = shrink((3, 4, 3), (100, 100, 100))
    assert_allclose(found.smoothed, [0.1 / 3] * 3)
    ranks = rank_areas(found, np.random.default_rng(1))
    assert (ranks.low.tolist(), ranks.high.tolist()) == ([1, 1, 1], [3, 3, 3])


@TRIED
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 3000)), min_size=1, max_size=20))
def test_smoothed_rates_lie_between_the_raw_and_the_overall_rate(areas: list[tuple[int, int]]) -> None:
    found = shrink(*zip(*areas, strict=True))
    low, high = np.minimum(found.raw, found.overall), np.maximum(found.raw, found.overall)
    assert ((found.smoothed >= low - 1e-12) & (found.smoothed <= high + 1e-12)).all()


def test_a_rank_that_is_sure_is_told_as_sure_and_a_doubtful_one_as_doubtful() -> None:
    ranks = rank_areas(shrink((900, 100, 103, 1), (1000, 1000, 1000, 10)), np.random.default_rng(2))
    assert ranks.rank[0] == ranks.low[0] == ranks.high[0] == 1
    assert ranks.low[3] < ranks.high[3]
    assert sorted(ranks.rank) == [1, 2, 3, 4]


@pytest.mark.parametrize(("confidence", "low", "high"), [(0.9, 6, 96), (0.5, 26, 76)])
def test_of_a_hundred_and_one_areas_alike_every_rank_is_as_likely(confidence: float, low: int, high: int) -> None:
    """What is known of each is worth fewer people than what is known of all, so the prior's people count."""
    alike = np.full(101, 4.0)
    steady = Shrunken(alike / 50, alike / 50, 0.08, 16.0, 200.0, counts=alike, populations=alike * 12.5)
    ranks = rank_areas(steady, np.random.default_rng(3), draws=4000, confidence=confidence)
    assert_allclose(np.mean(ranks.low), low, atol=0.7)
    assert_allclose(np.mean(ranks.high), high, atol=0.7)


def test_a_seed_gives_the_same_ranks_again() -> None:
    found = shrink((9, 4, 30), (100, 100, 100))
    first, again = (rank_areas(found, np.random.default_rng(5)) for _ in range(2))
    assert first.low.tolist() == again.low.tolist()
    assert first.high.tolist() == again.high.tolist()


def test_an_area_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="people in them"):
        shrink((1, 0), (10, 0))
