"""Honours what was understood beyond the words: what a person would rather have ranks higher, what they ruled out goes.

Nothing else is hidden by it: a wish read out of a sentence may be misread, so it only orders.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from directory.search.answering.matching import find
from directory.search.answering.ranking import Documents, Scores
from directory.search.filters import Filter, Kind, View, filter_named
from directory.search.index.bits import Bits, Flags, holds, places_of, union, unpack
from directory.search.index.snapshot import Snapshot
from directory.search.meaning import Chosen, Meaning
from directory.search.understanding.synonyms import stems
from directory.search.understanding.words import Alternative

#: What each wish that a listing meets lifts it by: about what twelve miles less of a journey do. Somebody said it, so
#: it should tell; not so much that another kind of help on the right day comes before the right kind.
LIFT = 2.0


#: A listing is about a word when it counts at least this share of what it counts in the listing most about it: in the
#: name or the summary, not in the everyday words of a need.
ABOUT = 0.35


def ruled_out(view: View, meaning: Meaning | None) -> Flags | None:
    """The documents all of whose values are what the person does not want; None when nothing was ruled out."""
    if meaning is None or not meaning.excluded:
        return None
    found = [
        np.bitwise_or.reduce(sets) & ~union(known.stating(view, others, {known.key: others}))
        if (others := known.redeeming(values, view.snapshot.catalogue))
        else np.bitwise_or.reduce(sets)
        for known, values, sets in _stating(view, meaning.excluded)
    ]
    return unpack(np.bitwise_or.reduce(found), view.snapshot.size) if found else None


def about_unwanted(snapshot: Snapshot, meaning: Meaning | None) -> Flags | None:
    """The documents that are about words the person does not want; None when there are none."""
    if meaning is None or not meaning.unwanted:
        return None
    flags: Flags = np.zeros(snapshot.size, dtype=np.bool_)
    for words in meaning.unwanted:
        terms = stems(words)
        documents, impacts = find(snapshot, Alternative(terms, 1.0, words))
        if len(documents):
            flags[documents[impacts >= ABOUT * impacts.max()]] = True
    return flags if flags.any() else None


def lifted(view: View, meaning: Meaning | None, documents: Documents, scores: Scores) -> Scores:
    """The scores of some documents, each raised by every wish it meets; a choice of several days is one wish."""
    if meaning is None or not meaning.preferred:
        return scores
    met: NDArray[np.intp] = np.zeros(len(documents), dtype=np.intp)
    places = places_of(documents)
    for known, _, sets in _stating(view, meaning.preferred):
        for row in sets if known.kind is Kind.ALL_OF else union(sets)[None, :]:
            met += holds(row, places)
    return (scores * np.power(LIFT, met)).astype(np.float32)


def _stating(view: View, chosen: Chosen) -> Iterator[tuple[Filter, tuple[str, ...], Bits]]:
    """One set for each value that a filter knows, filter by filter; whatever no filter knows says nothing."""
    catalogue = view.snapshot.catalogue
    for key, values in chosen.items():
        known = filter_named(key)
        accepted = tuple(value for value in values if known is not None and known.accepts(value, catalogue))
        if known is not None and accepted:
            yield known, accepted, known.stating(view, accepted, chosen)
