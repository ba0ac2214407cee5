"""Distances to many points at once, for ranking. Vectorised haversine: within 0.5 % of the ellipsoid in Britain."""

from math import cos, radians

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG
#: Metres in one degree of latitude on that sphere.
DEGREE_M = EARTH_RADIUS_M * np.pi / 180


def distances_m(latitude: float, longitude: float, latitudes: ArrayLike, longitudes: ArrayLike) -> NDArray[np.float64]:
    """Metres from one point to each of many."""
    here, there = np.radians(latitude), np.radians(np.asarray(latitudes, dtype=np.float64))
    half_east = np.radians(np.asarray(longitudes, dtype=np.float64) - longitude) / 2
    half_north = (there - here) / 2
    chord = np.sin(half_north) ** 2 + np.cos(here) * np.cos(there) * np.sin(half_east) ** 2
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return metres


def bounding_box(latitude: float, longitude: float, metres: float) -> tuple[float, float, float, float]:
    """South, west, north, east of a box that holds the circle; for a first cut by an index."""
    north = metres / DEGREE_M
    east = north / max(cos(radians(min(abs(latitude) + north, 89.9))), 0.01)
    return latitude - north, longitude - east, latitude + north, longitude + east
