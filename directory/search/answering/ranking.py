"""The order of results. Reads words, nearness, freshness and standing; who pays for a listing has no column here.

Relevance is the text score times four gentle factors. Nearest goes by distance, with every fifth place kept for help
that has no distance (by phone, online, at home): it comes after what is near, yet on every page. Freshest goes by the
day somebody last checked. Ties keep the documents' own order, which is by name.
"""

import numpy as np
from numpy.typing import NDArray

from directory.geo.point import METRES_IN_A_MILE
from directory.search.answering.matching import TextMatch
from directory.search.answering.opening import closed_that_day
from directory.search.answering.weights import (
    ANSWERING,
    ANSWERS,
    AWAY,
    COMES,
    COMING,
    FAR_OFF,
    FRESH_DAYS,
    HALF_MILES,
    MOST_SUNK,
    OLD_DAYS,
    ONE_IN,
    OVERDUE,
    PAUSED,
    READ_ALONE,
)
from directory.search.criteria import Sort
from directory.search.documents.record import Reach, Standing
from directory.search.filters import View
from directory.search.index.snapshot import Snapshot

_IS_PAUSED, _IS_DUE = np.uint8(Standing.PAUSED), np.uint8(Standing.REVIEW_DUE)
_COMING, _ANSWERING = np.uint16(COMING), np.uint16(ANSWERING)

#: So few are sorted faster than looked through for the smallest.
_FEW = 200

Documents = NDArray[np.intp]
Scores = NDArray[np.float32]


def scores_of(view: View, documents: Documents, text: TextMatch | None, metres: Scores | None) -> Scores:
    """The relevance of each of some documents, ascending; `metres` is how far each of them is."""
    snapshot, day = view.snapshot, view.today
    scores: Scores = snapshot.memory.recall("standing", day, lambda: _standing(snapshot, day), most=2)[documents]
    if text is not None:
        scores = scores * text.scores_of(documents)
    return scores if metres is None else scores * _nearness(snapshot, documents, metres)


def _standing(snapshot: Snapshot, day: int) -> Scores:
    """What every document's score is multiplied by on a day, whatever was asked."""
    scores = _freshness(snapshot["freshness_day"], day)
    scores *= np.where(snapshot["standing"] & _IS_PAUSED, np.float32(PAUSED), np.float32(1))
    scores *= np.where(snapshot["standing"] & _IS_DUE, np.float32(OVERDUE), np.float32(1))
    scores *= np.where(closed_that_day(snapshot, day, slice(None)), np.float32(AWAY), np.float32(1))
    return scores


def _freshness(days: NDArray[np.int32], today: int) -> Scores:
    age = np.where(days < 0, OLD_DAYS, today - days)
    sunk = np.clip((age - FRESH_DAYS) / (OLD_DAYS - FRESH_DAYS), 0.0, 1.0)
    return (1.0 - MOST_SUNK * sunk).astype(np.float32)


def _nearness(snapshot: Snapshot, documents: Documents, metres: NDArray[np.float32]) -> Scores:
    as_if = snapshot.memory.recall("as_if", (), lambda: _as_if(snapshot), most=1)[documents]
    away = np.where(np.isfinite(metres), metres / METRES_IN_A_MILE, as_if)
    return (1.0 / (1.0 + away / HALF_MILES)).astype(np.float32)


def _as_if(snapshot: Snapshot) -> NDArray[np.float64]:
    """How many miles away each document counts as being when no venue of it is near."""
    reach = snapshot["reach"]
    has_base = (reach & np.uint16(Reach.VENUE)) > 0
    return np.where(
        snapshot["kept_anywhere"] & has_base,
        FAR_OFF,
        np.where(reach & _COMING, COMES, np.where(reach & _ANSWERING, ANSWERS, READ_ALONE)),
    )


def top(
    snapshot: Snapshot, documents: Documents, scores: Scores, metres: Scores | None, sort: Sort, wanted: int
) -> Documents:
    """The places (within `documents`) of the first `wanted`, in order."""
    if sort is Sort.NEAREST and metres is not None:
        return _nearest_first(metres, scores, wanted)
    keys = -snapshot["freshness_day"][documents].astype(np.float64) if sort is Sort.FRESHEST else -scores
    return _smallest(keys, wanted)


def _smallest(keys: NDArray[np.floating], wanted: int) -> Documents:
    """The places of the smallest keys, ties by place. Only those that can be among them are sorted."""
    if max(wanted, _FEW) < len(keys):
        limit = np.partition(keys, wanted - 1)[wanted - 1]
        candidates = np.flatnonzero(keys <= limit)
        return candidates[np.argsort(keys[candidates], kind="stable")][:wanted]
    return np.argsort(keys, kind="stable")[:wanted]


def _nearest_first(metres: NDArray[np.float32], scores: Scores, wanted: int) -> Documents:
    placed = np.flatnonzero(np.isfinite(metres))
    others = np.flatnonzero(~np.isfinite(metres))
    placed = placed[_smallest(metres[placed], wanted)]
    others = others[_smallest(-scores[others], wanted)]
    turns = np.concatenate(
        [np.arange(len(placed)) * ONE_IN // (ONE_IN - 1), np.arange(len(others)) * ONE_IN + ONE_IN - 1]
    )
    both = np.concatenate([placed, others])
    # Near ones take turns 0 1 2 3, 5 6 7 8, …; the others 4, 9, …. Whichever runs out leaves its turns to the rest.
    return both[np.argsort(turns, kind="stable")][:wanted]
