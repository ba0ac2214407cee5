"""How far documents are from a point, by their nearest venue: of a few each by itself, else of all in a box at once."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import EARTH_RADIUS_M
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.answering.ground import Chords, Ground, vector
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot

Metres = NDArray[np.float32]

#: Looking up the venues of one document costs about as much as looking at so many venues in a box of the map, and
#: beginning a box as much as so many.
_LOOKUP, _BEGINNING = 8, 400


class Around:
    """One point. What is further than it was asked to see counts as nowhere, or not, as is cheaper; ask for less."""

    def __init__(self, snapshot: Snapshot, point: Point, miles: int) -> None:
        self._size, self._furthest = snapshot.size, miles * METRES_IN_A_MILE
        self._ground = snapshot.memory.recall("ground", (), lambda: Ground(snapshot), most=1)
        self._here = vector(point)
        self._runs = self._ground.runs(point, self._furthest)
        self._cost = _BEGINNING + sum(end - first for first, end in self._runs)

    def sees_all_for(self, documents: int) -> bool:
        """Whether so many documents are better answered from all at once."""
        return documents * _LOOKUP > self._cost or "everywhere" in self.__dict__

    def metres(self, documents: Numbers) -> Metres:
        """How far the nearest venue of each document is; infinity for one that has none."""
        if self.sees_all_for(len(documents)):
            near: Metres = self.everywhere[documents]
            return near
        places, counts = self._ground.places_of(documents)
        away = _arc(self._ground.chords(self._here, places))
        if len(places) == len(documents) and counts.min(initial=1) == 1:  # as most have
            return away
        metres = np.full(len(documents), np.inf, dtype=np.float32)
        has_some = counts > 0
        if len(places):
            metres[has_some] = np.minimum.reduceat(away, (counts.cumsum() - counts)[has_some])
        return metres

    @cached_property
    def everywhere(self) -> Metres:
        """For every document, as far as this sees."""
        metres = np.full(self._size, np.inf, dtype=np.float32)
        places = self._ground.places(self._runs)
        chords = self._ground.chords(self._here, places)
        seen = (chords <= (2 * np.sin(self._furthest / EARTH_RADIUS_M / 2)) ** 2).nonzero()[0]
        np.minimum.at(metres, self._ground.owners[places[seen]], _arc(chords[seen]))
        return metres

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
