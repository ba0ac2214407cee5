"""Which documents answer the words, and how well: postings gathered and added up, no Python per document."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.answering.weights import ALSO, NEED_WEIGHT, SHARE_OF_BEST, is_chance, rarity
from directory.search.index.bits import Flags, unpack
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.words import Alternative, Concept


@dataclass(frozen=True)
class TextMatch:
    """Scores of all documents for some concepts. `information` weighs the concepts a document has by their rarity."""

    scores: NDArray[np.float32]
    matched: NDArray[np.int8]
    information: NDArray[np.float32]
    concepts: int

    def all_words(self) -> Flags:
        """The documents that have every concept."""
        complete: Flags = self.matched == self.concepts
        return complete

    def some_words(self, within: Flags) -> Flags:
        """The documents of `within` that have the most telling of the concepts."""
        best = float(self.information[within].max(initial=0.0))
        if best <= 0.0:
            return np.zeros_like(within)
        enough: Flags = within & (self.information >= SHARE_OF_BEST * best)
        return enough


def match_text(snapshot: Snapshot, concepts: Sequence[Concept]) -> TextMatch:
    """Score every document: the sum over concepts of the best alternative it has."""
    size = snapshot.size
    scores = np.zeros(size, dtype=np.float32)
    matched = np.zeros(size, dtype=np.int8)
    information = np.zeros(size, dtype=np.float32)
    for concept in concepts:
        best = np.zeros(size, dtype=np.float32)
        for alternative in concept.alternatives:
            documents, impacts = find(snapshot, alternative)
            best[documents] = np.maximum(best[documents], impacts)
        for need in concept.needs:
            best += need_scores(snapshot, need)
        for cohort in concept.cohorts:
            best += cohort_scores(snapshot, cohort)
        present = best > 0.0
        scores += best
        matched += present
        information += present * np.float32(rarity(size, int(np.count_nonzero(present))))
    return TextMatch(scores, matched, information, len(concepts))


def need_scores(snapshot: Snapshot, need: str) -> NDArray[np.float32]:
    """What a need that the person spoke of adds to listings that serve it, most to those it fits best."""
    serves = unpack(snapshot.facet_row("need", need), snapshot.size)
    above_all = unpack(snapshot.facet_row("need_first", need), snapshot.size)
    weight = np.float32(NEED_WEIGHT * rarity(snapshot.size, int(np.count_nonzero(serves))))
    scores: NDArray[np.float32] = weight * (ALSO * serves + (1 - ALSO) * above_all).astype(np.float32)
    return scores


def cohort_scores(snapshot: Snapshot, cohort: str) -> NDArray[np.float32]:
    """What people that the person spoke of add to listings that say they are for them."""
    serves = unpack(snapshot.facet_row("for", cohort), snapshot.size)
    weight = np.float32(NEED_WEIGHT * rarity(snapshot.size, int(np.count_nonzero(serves))))
    scores: NDArray[np.float32] = weight * serves.astype(np.float32)
    return scores


def find(snapshot: Snapshot, alternative: Alternative) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The documents that have all terms of an alternative, ascending, and their weighted scores."""
    lists = [snapshot.postings(term) for term in alternative.terms]
    known = sorted((found for found in lists if found is not None), key=lambda found: len(found[0]))
    if len(known) < len(lists) or not known:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
    documents, impacts = known[0]
    # Words typed add up. A phrase that stands in tells as much as its commonest word: "home help" is in any listing
    # that helps at home, and must not carry "A proper bath, with help" to the top for "cleaner".
    join = np.minimum if alternative.is_stand_in else np.add
    for others, more in known[1:]:
        # The shortest list is looked up in the longer ones: a few binary searches instead of a merge.
        places = np.minimum(np.searchsorted(others, documents), len(others) - 1)
        kept = others[places] == documents
        documents, impacts = documents[kept], join(impacts[kept], more[places[kept]])
    if alternative.is_stand_in and is_chance(snapshot.size, [len(each) for each, _ in known], len(documents)):
        return documents[:0], impacts[:0]
    return documents, impacts * np.float32(alternative.weight)


def _among(wanted: NDArray[np.intp], ascending: NDArray[np.int32]) -> Flags:
    if not len(ascending):
        return np.zeros(len(wanted), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    among: Flags = ascending[places] == wanted
    return among


def words_found(snapshot: Snapshot, concepts: Sequence[Concept], documents: NDArray[np.intp]) -> list[tuple[str, ...]]:
    """For each of a page of documents, the words that brought it: as typed, or the stand-in that was found."""
    found: list[list[str]] = [[] for _ in documents]
    for concept in concepts:
        open_places = set(range(len(documents)))
        for alternative in concept.alternatives:  # heaviest first
            holders, _ = find(snapshot, alternative)
            for place in sorted(open_places & set(np.flatnonzero(_among(documents, holders)).tolist())):
                found[place].append(alternative.words)
                open_places.discard(place)
            if not open_places:
                break
    return [tuple(words) for words in found]
