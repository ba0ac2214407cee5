"""How far documents are from a point, by their nearest venue: of a few each by itself, else of all in a box at once."""

from functools import cached_property
from math import sin

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import EARTH_RADIUS_M
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.answering.ground import Chords, Ground, vector
from directory.search.index.bits import Flags
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

Metres = NDArray[np.float32]

#: Looking up the venues of one document costs about as much as looking at so many venues in a box of the map, or as
#: making ready for this many documents.
_LOOKUP, _CLEARING = 4, 128


class Around:
    """A circle round a point. What is outside it counts as nowhere: infinitely far."""

    def __init__(self, snapshot: Snapshot, point: Point, miles: int) -> None:
        self._size, furthest = snapshot.size, miles * METRES_IN_A_MILE
        self._ground = snapshot.memory.recall("ground", (), lambda: Ground(snapshot), most=1)
        self._here = vector(point)
        self._edge = (2 * sin(furthest / EARTH_RADIUS_M / 2)) ** 2
        self._runs = self._ground.runs(point, furthest)
        self._cost = snapshot.size * _LOOKUP // _CLEARING + sum(end - first for first, end in self._runs)

    def sees_all_for(self, documents: int) -> bool:
        """Whether so many documents are better answered from all at once."""
        return documents * _LOOKUP > self._cost or "_everywhere" in self.__dict__

    def metres(self, documents: Numbers) -> Metres:
        """How far the nearest venue of each document is; infinity for one that has none."""
        chords = self._everywhere[documents] if self.sees_all_for(len(documents)) else self._one_by_one(documents)
        metres = np.full(len(documents), np.inf, dtype=np.float32)
        within = (chords <= self._edge).nonzero()[0]
        metres[within] = _arc(chords[within])
        return metres

    def within(self) -> Flags:
        """Of all documents, those with a venue in the circle."""
        flags: Flags = self._everywhere <= self._edge
        return flags

    def _one_by_one(self, documents: Numbers) -> Chords:
        places, counts = self._ground.places_of(documents)
        chords = self._ground.chords(self._here, places)
        if len(places) == len(documents) and counts.min(initial=1) == 1:  # as most have
            return chords
        nearest = np.full(len(documents), np.inf)
        has_some = counts > 0
        if len(places):
            nearest[has_some] = np.minimum.reduceat(chords, (counts.cumsum() - counts)[has_some])
        return nearest

    @cached_property
    def _everywhere(self) -> Chords:
        """For every document, as far as the box round the circle goes."""
        places = self._ground.places(self._runs)
        nearest = np.full(self._size, np.inf)
        np.minimum.at(nearest, self._ground.owners[places], self._ground.chords(self._here, places))
        return nearest

    def nearest(self, documents: Numbers) -> tuple[Numbers, Metres]:
        """The nearest venue of each of some documents, and how far it is; -1 for one that has none."""
        places, counts = self._ground.places_of(documents)
        venues, away = self._ground.venues[places], _arc(self._ground.chords(self._here, places))
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
