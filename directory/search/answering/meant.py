"""Honours what was understood beyond the words: what a person would rather have ranks higher, what they ruled out goes.

Nothing else is hidden by it: a wish read out of a sentence may be misread, so it only orders.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from directory.search.answering.ranking import Documents, Scores
from directory.search.filters import View, filter_named
from directory.search.index.bits import Bits, Flags, holds, unpack
from directory.search.meaning import Chosen, Meaning

#: What each wish that a listing meets lifts it by: about what four miles less of a journey do.
LIFT = 1.35


def ruled_out(view: View, meaning: Meaning | None) -> Flags | None:
    """The documents that meet what the person does not want; None when nothing was ruled out."""
    if meaning is None or not meaning.excluded:
        return None
    found = [np.bitwise_or.reduce(sets) for sets in _stating(view, meaning.excluded)]
    return unpack(np.bitwise_or.reduce(found), view.snapshot.size) if found else None


def lifted(view: View, meaning: Meaning | None, documents: Documents, scores: Scores) -> Scores:
    """The scores of some documents, each raised by every wish it meets."""
    if meaning is None or not meaning.preferred:
        return scores
    met: NDArray[np.intp] = np.zeros(len(documents), dtype=np.intp)
    for sets in _stating(view, meaning.preferred):
        for row in sets:
            met += holds(row, documents)
    return (scores * np.power(LIFT, met)).astype(np.float32)


def _stating(view: View, chosen: Chosen) -> Iterator[Bits]:
    """One set for each value that a filter knows, filter by filter; whatever no filter knows says nothing."""
    catalogue = view.snapshot.catalogue
    for key, values in chosen.items():
        known = filter_named(key)
        accepted = tuple(value for value in values if known is not None and known.accepts(value, catalogue))
        if known is not None and accepted:
            yield known.stating(view, accepted, chosen)
