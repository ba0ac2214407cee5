"""Which documents answer the words, and how well: postings gathered and added up, no Python per document."""

from collections.abc import Sequence
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from directory.search.answering.blending import PLAIN, SHARE_OF_ALL, Blend
from directory.search.answering.holders import Found, Holders, places_among
from directory.search.answering.weights import ALSO, AT_HEART, NEED_WEIGHT, SHARE_OF_BEST, is_chance, rarity
from directory.search.index.bits import Flags, holds, numbers, places_of
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.words import Alternative, Concept

_NOBODY = np.zeros(0, dtype=np.intp)
#: Needs whose documents are kept ready: more than any list of needs has.
_NEEDS_KEPT = 200
#: Stand-ins whose documents are kept: mostly phrases that few listings have.
_STAND_INS_KEPT = 300


class TextMatch:
    """Which documents have the concepts of a query, or serve the needs it speaks of.

    Lists are kept as they are: most queries touch few documents.
    """

    def __init__(
        self, size: int, holders: Sequence[Holders], needs: Sequence[Holders] = (), weighed: Blend = PLAIN
    ) -> None:
        self._size, self._holders, self._needs, self._weighed = size, holders, needs, weighed
        self.concepts = len(holders)
        self.leading = _union(size, [each.documents for each in needs[: len(weighed.leading)]])

    @cached_property
    def scores(self) -> NDArray[np.float32]:
        """Scores of all documents: the sum over the concepts that each has and the needs it serves."""
        scores = np.zeros(self._size, dtype=np.float32)
        for each in self._holders:
            scores[each.documents] += each.scores
        if self._weighed.words < 1.0:
            # Who writes every word of a listing's name means that listing, however long the name is.
            complete = self.all_words()
            named = scores[complete]
            scores *= np.float32(self._weighed.words)
            scores[complete] = named
        for each in self._needs:
            scores[each.documents] += each.scores
        return scores

    def scores_of(self, documents: NDArray[np.intp]) -> NDArray[np.float32]:
        """Scores of some documents, ascending: of a few each is looked up."""
        if self._weighed.words == 1.0 and not self._needs:
            complete = self._complete.scores_of(documents, self._size)
            if complete.all():
                return complete
        return self.scores[documents]

    @cached_property
    def is_thin(self) -> bool:
        """Whether the words that listings have tell too little of what was asked: "price" of "bitcoin price"."""
        return self._weighed.unknown is not None and self._told < self._least

    @cached_property
    def _least(self) -> float:
        return self._weighed.least(self._told, rarity(self._size, 0))

    @cached_property
    def _told(self) -> float:
        """What all concepts together tell."""
        return sum(rarity(self._size, len(each.documents)) for each in self._holders)

    def whole(self) -> NDArray[np.intp]:
        """The documents that answer the whole query, ascending: by all words, or by a need that leads."""
        complete = self.all_words()
        if not len(self.leading) or (self._weighed.is_name and len(complete)):
            return complete
        mostly = [self._mostly()] if self._weighed.is_short and self.concepts > 1 else []
        return _union(self._size, [complete, self.leading, *mostly])

    def _mostly(self) -> NDArray[np.intp]:
        """The documents that have more than half of what all words tell, ascending."""
        return np.flatnonzero(self._information > SHARE_OF_ALL * self._told) if not self.is_thin else _NOBODY

    def part(self) -> NDArray[np.intp]:
        """The documents that may answer when none near answers the whole query, ascending."""
        if len(self.leading):
            return self.leading
        return self.any_words() if self.concepts > 1 else np.zeros(0, dtype=np.intp)

    def all_words(self) -> NDArray[np.intp]:
        """The documents that have every concept, ascending."""
        return self._complete.documents.astype(np.intp)

    @cached_property
    def _complete(self) -> Holders:
        """The documents that have every concept, and what all concepts together score in each."""
        if not self._holders or self.is_thin:
            return Holders(_NOBODY, np.zeros(0, dtype=np.float32))
        shortest, *others = sorted(self._holders, key=lambda each: len(each.documents))
        found, scores = shortest.documents, shortest.scores
        for each in others:
            found, scores = each.added_to(found, scores, self._size)
        return Holders(found, scores)

    def any_words(self) -> NDArray[np.intp]:
        """The documents that have some concept, ascending."""
        return _union(self._size, [each.documents for each in self._holders])

    def telling(self, within: NDArray[np.intp]) -> NDArray[np.intp]:
        """The documents of `within` that have the most telling of the concepts, or serve a need that leads."""
        if len(self.leading):
            return within
        told = self._information[within]
        best = float(told.max(initial=0.0))
        least = max(SHARE_OF_BEST * best, self._least)
        return within[told >= least] if best > 0.0 else within[:0]

    @cached_property
    def _information(self) -> NDArray[np.float32]:
        """What the concepts that each document has tell."""
        information = np.zeros(self._size, dtype=np.float32)
        for each in self._holders:
            information[each.documents] += np.float32(rarity(self._size, len(each.documents)))
        return information


def match_text(snapshot: Snapshot, concepts: Sequence[Concept], weighed: Blend = PLAIN) -> TextMatch:
    """Score every document: the sum over concepts of the best alternative it has, and what its needs add."""
    others = [need for need in weighed.needs if need not in weighed.leading]
    needs = [_shared(need_scores(snapshot, need), weighed.needs[need]) for need in (*weighed.leading, *others)]
    held = [_holders(snapshot, each, weighed.named) for each in concepts]
    if weighed.is_elsewhere:
        held = [_about(snapshot.size, each) for each in held]
    return TextMatch(snapshot.size, held, needs, weighed)


def _about(size: int, holders: Holders) -> Holders:
    """Those of the documents that are about a concept: it counts as much in them as in a name or a summary."""
    is_about = holders.scores >= AT_HEART * (1 + log(size / (len(holders.documents) + 1)))
    return Holders(holders.documents[is_about], holders.scores[is_about])


def _shared(holders: Holders, share: float) -> Holders:
    return Holders(holders.documents, holders.scores * np.float32(share))


def _union(size: int, lists: Sequence[Found]) -> NDArray[np.intp]:
    if len(lists) < 2:
        return lists[0].astype(np.intp) if lists else np.zeros(0, dtype=np.intp)
    flags = np.zeros(size, dtype=np.bool_)
    for each in lists:
        flags[each] = True
    return np.flatnonzero(flags)


def _holders(snapshot: Snapshot, concept: Concept, named: float) -> Holders:
    if not _has_forms(concept):
        return Holders(*find(snapshot, concept.alternatives[0]))
    best = np.zeros(snapshot.size, dtype=np.float32)
    for alternative in concept.alternatives:
        documents, impacts = _found(snapshot, alternative)
        best[documents] = np.maximum(best[documents], impacts)
    for added in (
        *(_shared(need_scores(snapshot, need), named) for need in concept.needs),
        *(cohort_scores(snapshot, cohort) for cohort in concept.cohorts),
    ):
        best[added.documents] += added.scores
    present = np.flatnonzero(best)
    return Holders(present, best[present])


def need_scores(snapshot: Snapshot, need: str) -> Holders:
    """What a need that the person spoke of adds to listings that serve it, most to those it fits best."""
    return snapshot.memory.recall("need", need, lambda: _need_scores(snapshot, need), most=_NEEDS_KEPT)


def _need_scores(snapshot: Snapshot, need: str) -> Holders:
    serves = numbers(snapshot.facet_row("need", need), snapshot.size)
    above_all = holds(snapshot.facet_row("need_first", need), places_of(serves))
    weight = np.float32(NEED_WEIGHT * rarity(snapshot.size, len(serves)))
    return Holders(serves, weight * np.where(above_all, 1, ALSO).astype(np.float32))


def cohort_scores(snapshot: Snapshot, cohort: str) -> Holders:
    """What people that the person spoke of add to listings that say they are for them."""
    serves = numbers(snapshot.facet_row("for", cohort), snapshot.size)
    weight = np.float32(NEED_WEIGHT * rarity(snapshot.size, len(serves)))
    return Holders(serves, np.full(len(serves), weight))


def _found(snapshot: Snapshot, alternative: Alternative) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """What `find` finds; remembered of stand-ins, which many words of a group share, and every page asks for again."""
    if not alternative.is_stand_in:
        return find(snapshot, alternative)
    return snapshot.memory.recall("stand_in", alternative, lambda: find(snapshot, alternative), most=_STAND_INS_KEPT)


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
        places = np.minimum(others.searchsorted(documents), len(others) - 1)
        kept = others[places] == documents
        documents, impacts = documents[kept], join(impacts[kept], more[places[kept]])
    if alternative.is_stand_in and is_chance(snapshot.size, [len(each) for each, _ in known], len(documents)):
        return documents[:0], impacts[:0]
    return documents, impacts if alternative.weight == 1.0 else impacts * np.float32(alternative.weight)


def words_found(
    snapshot: Snapshot, concepts: Sequence[Concept], documents: NDArray[np.intp], *, all_in_each: bool = False
) -> list[tuple[str, ...]]:
    """For each of a page of documents, the words that brought it: as typed, or the stand-in that was found.

    Where each has every concept (`all_in_each`), one that has a single form is not looked for.
    """
    if all_in_each and not any(_has_forms(concept) for concept in concepts):
        return [tuple(concept.alternatives[0].words for concept in concepts)] * len(documents)
    found: list[list[str]] = [[] for _ in documents]
    for concept in concepts:
        open_places = set(range(len(documents)))
        for alternative in concept.alternatives:  # heaviest first
            having = np.flatnonzero(_having(snapshot, alternative, documents))
            for place in sorted(open_places.intersection(having.tolist())):
                found[place].append(alternative.words)
                open_places.discard(place)
            if not open_places:
                break
    return [tuple(words) for words in found]


def _has_forms(concept: Concept) -> bool:
    """Whether a document may have a concept in several ways."""
    return len(concept.alternatives) != 1 or bool(concept.needs or concept.cohorts)


def _having(snapshot: Snapshot, alternative: Alternative, documents: NDArray[np.intp]) -> Flags:
    """Which of a few documents have all terms of an alternative."""
    if alternative.is_stand_in:  # whether it counts at all depends on how many have it
        return places_among(documents, _found(snapshot, alternative)[0])[1]
    flags = np.ones(len(documents), dtype=np.bool_)
    for term in alternative.terms:
        found = snapshot.postings(term)
        flags &= places_among(documents, found[0])[1] if found is not None else False
    return flags
