"""How far documents are from a point, by their nearest venue: of a few each by itself, of many all at once.

Distances are chords through the globe turned into arcs: three differences a venue in place of four trigonometric
functions, and the same metres.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import EARTH_RADIUS_M, bounding_box
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

Metres = NDArray[np.float32]
Vectors = NDArray[np.float64]

#: Looking up the venues of one document costs about as much as looking at so many documents in a band of the map.
_LOOKUP = 24


class Around:
    """One point. What is further than it was asked to see counts as nowhere, or not, as is cheaper; ask for less."""

    def __init__(self, snapshot: Snapshot, point: Point, furthest_miles: int) -> None:
        self._snapshot, self._point = snapshot, point
        self._here = _vectors(point.latitude, point.longitude)[:, None]
        self._furthest = furthest_miles * METRES_IN_A_MILE

    def sees_all_for(self, documents: int) -> bool:
        """Whether so many documents are better answered from all at once."""
        return "everywhere" in self.__dict__ or documents * _LOOKUP > self._snapshot.size

    def metres(self, documents: Numbers) -> Metres:
        """How far the nearest venue of each document is; infinity for one that has none."""
        if self.sees_all_for(len(documents)):
            near: Metres = self.everywhere[documents]
            return near
        venues, counts = _venues_of(self._snapshot, documents)
        has_some = counts > 0
        metres = np.full(len(documents), np.inf, dtype=np.float32)
        if len(venues):
            first = (counts.cumsum() - counts)[has_some]
            metres[has_some] = np.minimum.reduceat(self._away(venues), first)
        return metres

    @cached_property
    def everywhere(self) -> Metres:
        """For every document, as far as this sees."""
        metres = np.full(self._snapshot.size, np.inf, dtype=np.float32)
        south, _, north, _ = bounding_box(self._point.latitude, self._point.longitude, self._furthest)
        first, last = np.searchsorted(self._snapshot["venue_latitude"], [south, north])
        chords = self._chords(slice(first, last))
        seen = np.flatnonzero(chords <= (2 * np.sin(self._furthest / EARTH_RADIUS_M / 2)) ** 2)
        np.minimum.at(metres, self._snapshot["venue_document"][first:last][seen], _arc(chords[seen]))
        return metres

    def nearest(self, documents: Numbers) -> tuple[Numbers, Metres]:
        """The nearest venue of each of some documents, and how far it is; -1 for one that has none."""
        venues, counts = _venues_of(self._snapshot, documents)
        away = self._away(venues)
        if (counts == 1).all():
            return venues, away
        has_some = counts > 0
        first: Numbers | slice = slice(None)
        if counts.max(initial=0) > 1:
            owner = np.arange(len(documents)).repeat(counts)
            first = np.lexsort((away, owner))[(counts.cumsum() - counts)[has_some]]
        nearest, metres = np.full(len(documents), -1), np.full(len(documents), np.inf, dtype=np.float32)
        nearest[has_some], metres[has_some] = venues[first], away[first]
        return nearest, metres

    def _away(self, venues: Numbers) -> Metres:
        return _arc(self._chords(venues))

    def _chords(self, venues: Numbers | slice) -> NDArray[np.float64]:
        """The squares of the straight lines to some venues, on a globe of radius one."""
        there = self._snapshot.memory.recall("venue_vectors", (), self._venue_vectors, most=1)
        lines = there[:, venues] if isinstance(venues, slice) else there.take(venues, axis=1)
        lines = lines - self._here
        lines *= lines
        squares: NDArray[np.float64] = lines.sum(axis=0)
        return squares

    def _venue_vectors(self) -> Vectors:
        return _vectors(self._snapshot["venue_latitude"], self._snapshot["venue_longitude"])


def _venues_of(snapshot: Snapshot, documents: Numbers) -> tuple[Numbers, Numbers]:
    """The venues of some documents one after another, and how many each has."""
    start = snapshot["document_venue_start"]
    first = start[documents]
    counts = start[documents + 1] - first
    ends = counts.cumsum()
    # Each place is the one before it and one more, but for jumps from one document to the next.
    places = np.arange(ends[-1] if len(ends) else 0) + (first - ends + counts).repeat(counts)
    return snapshot["document_venue"][places], counts


def _vectors(latitudes: NDArray[np.float64] | float, longitudes: NDArray[np.float64] | float) -> Vectors:
    """Points as three numbers each, one row of each kind."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _arc(chords: NDArray[np.float64]) -> Metres:
    """Metres along the ground from squares of chords."""
    metres: Metres = (2 * EARTH_RADIUS_M * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1.0))).astype(np.float32)
    return metres
