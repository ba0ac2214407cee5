"""The venues of an index by where they are, so that a circle is looked up among those in a box round it.

Strips of the map from west to east, one after another: a box is a run of venues in each strip that it touches. Points
are kept as three numbers on a globe of radius one, so that a distance takes differences and no angles.
"""

from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import bounding_box
from directory.geo.point import Point
from directory.search.index.arrays import Array
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

Vectors = NDArray[np.float64]
#: The squares of straight lines through the globe.
Chords = NDArray[np.float64]

#: About ten miles from south to north, as far as most searches look.
_STRIP = 0.15
#: More than all degrees of longitude, so that no strip reaches into the next.
_APART = 1_000.0


class Ground:
    """All venues. A place is a venue's number in order of document; `venues` has its number in the index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.venues: Array = snapshot["document_venue"]
        self.starts: Array = snapshot["document_venue_start"]
        latitudes, longitudes = (snapshot[f"venue_{name}"][self.venues] for name in ("latitude", "longitude"))
        self.owners = snapshot["venue_document"][self.venues]
        self._vectors = _vectors(latitudes, longitudes)
        keys = np.floor(latitudes / _STRIP) * _APART + longitudes
        self._places = keys.argsort().astype(np.int32)
        self._keys = keys[self._places]

    def runs(self, point: Point, metres: float) -> list[tuple[int, int]]:
        """The runs of venues in strips that make up a box round a circle."""
        south, west, north, east = bounding_box(point.latitude, point.longitude, metres)
        strips = np.arange(south // _STRIP, north // _STRIP + 1) * _APART
        first, end = self._keys.searchsorted(strips + west), self._keys.searchsorted(strips + east, side="right")
        return list(zip(first.tolist(), end.tolist(), strict=True))

    def places(self, runs: list[tuple[int, int]]) -> Numbers:
        """The places of the venues in some runs."""
        return np.concatenate([self._places[first:end] for first, end in runs])

    def places_of(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """The places of the venues of some documents one after another, and how many each has."""
        first = self.starts[documents]
        counts = self.starts[documents + 1] - first
        ends = counts.cumsum()
        # Each place is the one before it and one more, but for jumps from one document to the next.
        return np.arange(ends[-1] if len(ends) else 0) + (first - ends + counts).repeat(counts), counts

    def chords(self, here: Vectors, places: Numbers) -> Chords:
        """How far some places are from a point."""
        lines = self._vectors.take(places, axis=1)
        lines -= here
        lines *= lines
        squares: Chords = lines[0] + lines[1]
        squares += lines[2]
        return squares


def vector(point: Point) -> Vectors:
    """A point as one column."""
    north, east = radians(point.latitude), radians(point.longitude)
    return np.array([[cos(north) * cos(east)], [cos(north) * sin(east)], [sin(north)]])


def _vectors(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> Vectors:
    north, east = np.radians(latitudes), np.radians(longitudes)
    return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
