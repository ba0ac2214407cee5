"""Points and distances."""

import numpy as np
import pytest
from geopy.distance import geodesic

from directory.geo.distance import bounding_box, distances_m
from directory.geo.point import METRES_IN_A_MILE, Point, distance_miles

MANSFIELD = Point(53.1447, -1.198)
PLACES = {
    "the next street": Point(53.1449, -1.1985),
    "Worksop": Point(53.3018, -1.124),
    "Dover": Point(51.1279, 1.3134),
    "Penzance": Point(50.1188, -5.5376),
    "Lerwick": Point(60.1545, -1.1494),
}


@pytest.mark.parametrize("there", PLACES.values(), ids=PLACES.keys())
def test_quick_distances_differ_less_than_half_a_percent_from_the_ellipsoid(there: Point) -> None:
    exact = geodesic((MANSFIELD.latitude, MANSFIELD.longitude), (there.latitude, there.longitude)).meters
    quick = distances_m(MANSFIELD.latitude, MANSFIELD.longitude, [there.latitude], [there.longitude])[0]
    assert quick == pytest.approx(exact, rel=0.005)


def test_many_distances_come_in_the_order_of_the_points() -> None:
    places = list(PLACES.values())
    latitudes, longitudes = [place.latitude for place in places], [place.longitude for place in places]
    metres = distances_m(MANSFIELD.latitude, MANSFIELD.longitude, latitudes, longitudes)
    assert np.all(metres[1:] > 10_000)
    assert metres[0] < 100


def test_a_point_is_no_distance_from_itself() -> None:
    assert distances_m(53.0, -1.0, [53.0], [-1.0])[0] == 0


def test_mansfield_to_worksop_is_eleven_miles() -> None:
    assert distance_miles(MANSFIELD, PLACES["Worksop"]) == pytest.approx(11.3, abs=0.1)


def test_the_box_holds_every_point_of_the_circle() -> None:
    south, west, north, east = bounding_box(53.1447, -1.198, 5_000)
    for latitude, longitude in ((south, -1.198), (north, -1.198), (53.1447, west), (53.1447, east)):
        assert distances_m(53.1447, -1.198, [latitude], [longitude])[0] >= 4_999


def test_the_box_is_not_much_larger_than_the_circle() -> None:
    south, west, _, _ = bounding_box(53.1447, -1.198, 5_000)
    assert distances_m(53.1447, -1.198, [south], [west])[0] < 7_500


def test_a_point_off_the_earth_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the earth"):
        Point(91, 0)


def test_rounding_tells_a_place_less_exactly() -> None:
    blurred = Point(53.144_712_3, -1.198_765_4).rounded()
    assert blurred == Point(53.145, -1.199)
    assert distance_miles(blurred, Point(53.144_712_3, -1.198_765_4)) * METRES_IN_A_MILE < 100
