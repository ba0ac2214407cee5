"""Lists of documents with scores: what one concept has, looked up in another list or added to it."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from directory.search.index.bits import Flags

Found: TypeAlias = NDArray[np.int32] | NDArray[np.intp]

#: Looking a document up in a list costs about as much as marking so many of the list.
_LOOKUP = 20
#: Making an empty list of scores for this many documents costs as much as marking one.
_CLEARING = 16


@dataclass(frozen=True)
class Holders:
    """The documents that have a concept, ascending, and what it scores in each."""

    documents: Found
    scores: NDArray[np.float32]

    def scores_of(self, documents: Found, size: int) -> NDArray[np.float32]:
        """What it scores in each of some documents; nothing in those that have it not."""
        if not len(self.documents):
            return np.zeros(len(documents), dtype=np.float32)
        if len(documents) == len(self.documents) and (documents == self.documents).all():
            return self.scores
        if len(documents) * _LOOKUP > len(self.documents) + size // _CLEARING:
            everywhere = np.zeros(size, dtype=np.float32)
            everywhere[self.documents] = self.scores
            return everywhere[documents]
        places, has = places_among(documents, self.documents)
        scores: NDArray[np.float32] = self.scores[places] * has
        return scores

    def added_to(self, documents: Found, scores: NDArray[np.float32], size: int) -> tuple[Found, NDArray[np.float32]]:
        """Those of some documents that have it too, and their scores with what it scores."""
        if len(documents) * _LOOKUP > len(self.documents) + size // _CLEARING:
            more = self.scores_of(documents, size)
            has = more > 0
            return documents[has], scores[has] + more[has]
        places, has = places_among(documents, self.documents)
        return documents[has], scores[has] + self.scores[places[has]]


def places_among(wanted: Found, ascending: Found) -> tuple[NDArray[np.intp], Flags]:
    """Where each of some documents is in a list, and whether it is there at all."""
    if not len(ascending):
        return np.zeros(len(wanted), dtype=np.intp), np.zeros(len(wanted), dtype=np.bool_)
    alike = wanted.astype(ascending.dtype, copy=False)  # else the whole list would be turned into their kind
    places = np.minimum(ascending.searchsorted(alike), len(ascending) - 1)
    return places, ascending[places] == wanted
