"""How far documents are from a point, by their nearest venue: of a few each by itself, else of all in a box at once."""

from dataclasses import dataclass
from functools import cached_property
from math import sin

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import EARTH_RADIUS_M
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.answering.ground import Chords, Ground, Vectors, vector
from directory.search.index.bits import Flags
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

Metres = NDArray[np.float32]

#: Looking up the venues of one document costs about as much as looking at so many venues in a box of the map, or as
#: making ready for this many documents.
_LOOKUP, _CLEARING = 4, 128
#: Circles kept ready, a kilobyte each: most searches are round a few hundred places.
_CIRCLES_KEPT = 500


@dataclass(frozen=True)
class _Circle:
    """Its middle, its edge as a square of a chord, and the runs of venues that may lie in it."""

    here: Vectors
    edge: float
    runs: list[tuple[int, int]]
    venues: int


def _circle(ground: Ground, point: Point, miles: int) -> _Circle:
    metres = miles * METRES_IN_A_MILE
    runs = ground.runs(point, metres)
    edge = (2 * sin(metres / EARTH_RADIUS_M / 2)) ** 2
    return _Circle(vector(point), edge, runs, sum(end - first for first, end in runs))


class Around:
    """A circle round a point. What is outside it counts as nowhere: infinitely far."""

    def __init__(self, snapshot: Snapshot, point: Point, miles: int) -> None:
        self._size = snapshot.size
        self._ground = ground = snapshot.memory.recall("ground", (), lambda: Ground(snapshot), most=1)
        key = point.latitude, point.longitude, miles
        self._circle = snapshot.memory.recall("circle", key, lambda: _circle(ground, point, miles), most=_CIRCLES_KEPT)
        self._cost = self._size * _LOOKUP // _CLEARING + self._circle.venues

    def sees_all_for(self, documents: int) -> bool:
        """Whether so many documents are better answered from all at once."""
        return documents * _LOOKUP > self._cost or "_everywhere" in self.__dict__

    def metres(self, documents: Numbers) -> Metres:
        """How far the nearest venue of each document is; infinity for one that has none."""
        if self.sees_all_for(len(documents)):
            return self._everywhere[documents]
        return self._metres(self._one_by_one(documents))

    def within(self) -> Flags:
        """Of all documents, those with a venue in the circle."""
        flags: Flags = self._everywhere < np.inf
        return flags

    def _one_by_one(self, documents: Numbers) -> Chords:
        places, counts = self._ground.places_of(documents)
        chords = self._ground.chords(self._circle.here, places)
        if len(places) == len(documents) and counts.min(initial=1) == 1:  # as most have
            return chords
        nearest = np.full(len(documents), np.inf)
        has_some = counts > 0
        if len(places):
            nearest[has_some] = np.minimum.reduceat(chords, (counts.cumsum() - counts)[has_some])
        return nearest

    @cached_property
    def _everywhere(self) -> Metres:
        """For every document."""
        places = self._ground.places(self._circle.runs)
        nearest = np.full(self._size, np.inf)
        np.minimum.at(nearest, self._ground.owners[places], self._ground.chords(self._circle.here, places))
        return self._metres(nearest)

    def _metres(self, chords: Chords) -> Metres:
        metres = np.full(len(chords), np.inf, dtype=np.float32)
        within = (chords <= self._circle.edge).nonzero()[0]
        metres[within] = _arc(chords[within])
        return metres

    def nearest(self, documents: Numbers) -> tuple[Numbers, Metres]:
        """The nearest venue of each of some documents, and how far it is; -1 for one that has none."""
        places, counts = self._ground.places_of(documents)
        venues, away = self._ground.venues[places], _arc(self._ground.chords(self._circle.here, places))
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


def _arc(chords: Chords) -> Metres:
    """Metres along the ground from squares of chords."""
    metres: Metres = (2 * EARTH_RADIUS_M * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1.0))).astype(np.float32)
    return metres
