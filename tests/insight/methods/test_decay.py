"""Weights fall with cost, hold at the edge of a band, and are nought beyond the limit."""

import pytest
from numpy.testing import assert_allclose

from directory.insight.methods.decay import Bands, InversePower, Threshold


def test_a_threshold_holds_its_own_edge() -> None:
    assert_allclose(Threshold(800).weigh((0, 800, 800.1)), (1, 1, 0))


def test_each_band_holds_its_own_edge() -> None:
    bands = Bands(((20, 1), (40, 0.68), (60, 0.22)))
    assert_allclose(bands.weigh((0, 20, 20.1, 40, 60, 60.1)), (1, 1, 0.68, 0.68, 0.22, 0))
    assert bands.limit == 60


def test_gravity_falls_with_cost_and_ends_at_the_limit() -> None:
    assert_allclose(InversePower(100, power=2, closest=10).weigh((0, 10, 20, 100, 101)), (1, 1, 0.25, 0.01, 0))


@pytest.mark.parametrize("steps", [(), ((20, 1), (10, 0.5)), ((20, 1.5),), ((20, 1), (20, 0.5))])
def test_bands_out_of_order_are_refused(steps: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="from the nearest to the furthest"):
        Bands(steps)


def test_gravity_that_would_divide_by_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        InversePower(60, closest=0)


def test_the_closest_cost_may_be_the_limit_and_a_band_may_weigh_nothing() -> None:
    assert_allclose(InversePower(60, closest=60).weigh((30, 60, 61)), (1, 1, 0))
    assert_allclose(Bands(((20, 1), (40, 0))).weigh((20, 30)), (1, 0))


def test_gravity_that_does_not_fall_is_refused() -> None:
    with pytest.raises(ValueError, match="a power above 0"):
        InversePower(60, power=0)
