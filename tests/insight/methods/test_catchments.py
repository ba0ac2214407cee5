"""Access from coordinates is access from a matrix of distances, only without the matrix."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from directory.geo.distance import distances_m
from directory.insight.methods import catchments
from directory.insight.methods.access import Balance, floating_catchment
from directory.insight.methods.catchments import Places, catchment_access, nearest_m
from directory.insight.methods.decay import Bands, Decay, InversePower, Threshold

DECAYS = (Threshold(9_000), Bands(((5_000, 1), (10_000, 0.68), (20_000, 0.22))), InversePower(15_000, closest=100))


def places(generator: np.random.Generator, number: int) -> Places:
    """Around Mansfield."""
    return Places.of(generator.normal(53.14, 0.1, number), generator.normal(-1.2, 0.2, number))


def ways(areas: Places, points: Places) -> np.ndarray:
    return 1.3 * np.array(
        [
            distances_m(north, east, points.latitudes, points.longitudes)
            for north, east in zip(areas.latitudes, areas.longitudes, strict=True)
        ]
    )


@pytest.mark.parametrize("decay", DECAYS)
@pytest.mark.parametrize("balance", Balance)
def test_blocks_find_what_the_whole_matrix_finds(
    decay: Decay, balance: Balance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catchments, "BLOCK", 16)
    monkeypatch.setattr(catchments, "TABLE", 500)
    generator = np.random.default_rng(6)
    areas, points = places(generator, 130), places(generator, 90)
    supply, demand = generator.integers(0, 30, 90), generator.integers(0, 3000, 130)
    whole = floating_catchment(supply=supply, demand=demand, weights=decay.weigh(ways(areas, points)), balance=balance)
    found = catchment_access(areas, points, supply=supply, demand=demand, decay=decay, balance=balance)
    assert_allclose(found.scores, whole.scores, rtol=1e-5)
    assert_allclose(found.ratios, whole.ratios, rtol=1e-5)
    assert (found.reached == whole.reached).all()
    assert found.scores @ demand == pytest.approx(found.reachable_supply)


def test_no_points_mean_no_access() -> None:
    areas = Places.of([53.1], [-1.2])
    found = catchment_access(areas, Places.of([], []), supply=(), demand=(5,), decay=Threshold(800))
    assert found.scores.tolist() == [0]
    assert nearest_m(areas, Places.of([], [])).tolist() == [np.inf]


def test_the_nearest_point_is_as_far_as_the_sphere_says() -> None:
    generator = np.random.default_rng(7)
    areas, points = places(generator, 20), places(generator, 30)
    assert_allclose(nearest_m(areas, points), ways(areas, points).min(axis=1) / 1.3, rtol=1e-9)


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="the same length"):
        Places.of([53.1, 53.2], [-1.2])
