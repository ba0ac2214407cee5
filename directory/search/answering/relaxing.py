"""Settles what a search is among before any filter: all of the query or a part, near or further; and says which.

Filters come after and only ever take away. So adding a filter never adds results, and a facet count is what choosing
it would give.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from directory.geo.point import METRES_IN_A_MILE
from directory.search.answering.counting import kept
from directory.search.answering.local import DEFAULT_MILES, FEW_VENUES, WIDER_MILES, Nearby, nearby
from directory.search.answering.matching import TextMatch
from directory.search.criteria import Criteria
from directory.search.engine import Place
from directory.search.index.bits import Bits
from directory.search.index.document_set import DocumentSet, Numbers
from directory.search.index.snapshot import Snapshot


@dataclass(frozen=True)
class Answer:
    """The documents that filters choose from."""

    candidates: DocumentSet
    text: TextMatch | None
    nearby: Nearby | None
    #: What somebody may see and answers the whole query, near or far.
    every: DocumentSet
    relaxed: bool = False
    widened: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether each document has all of the words: none came for a part of them, or for a need instead."""
        return self.text is not None and not self.relaxed and not len(self.text.leading)

    @property
    def is_of_the_kind(self) -> bool:
        """Whether what was relaxed to is other help of the kind, not listings with some of the words."""
        return self.relaxed and self.text is not None and bool(len(self.text.leading))


def settle(
    snapshot: Snapshot, visible: DocumentSet, text: TextMatch | None, criteria: Criteria, place: Place | None
) -> Answer:
    """The whole query near; else a little further; else a part of it, in the same two steps."""
    every = visible if text is None else visible.among(text.whole())
    if place is None:
        return _settle_words(visible, every, text, None)
    first = nearby(snapshot, place, criteria.radius_miles or DEFAULT_MILES)
    close = _settle_words(visible, every, text, first)
    if criteria.radius_miles or np.count_nonzero(first.near(close.candidates.numbers)) >= FEW_VENUES:
        return close
    wide = _settle_words(visible, every, text, nearby(snapshot, place, WIDER_MILES))
    if close.relaxed == wide.relaxed and close.candidates.count == wide.candidates.count:
        return close
    return replace(wide, widened=True)


def totals_at(
    snapshot: Snapshot,
    place: Place,
    visible: DocumentSet,
    answer: Answer,
    masks: Mapping[str, Bits],
    miles: Sequence[int],
) -> list[int]:
    """How many results there would be, were each of these distances asked for."""
    near, text = nearby(snapshot, place, max(miles)), answer.text
    away = _away(near, kept(answer.every, masks).numbers)
    limits = np.array([each * METRES_IN_A_MILE for each in miles], dtype=np.float32)[:, None]
    totals: list[int] = np.count_nonzero(away <= limits, axis=1).tolist()
    if text is None or all(totals) or not len(text.part()):
        return totals
    # Where no document answers the whole query, a search takes those that answer a part.
    closest = float(_away(near, answer.every.numbers).min(initial=np.inf))
    having = visible.among(text.part())
    away = _away(near, having.numbers)
    return [
        kept(visible.of(text.telling(having.numbers[away <= limit])), masks).count if closest > limit else total
        for limit, total in zip(limits[:, 0].tolist(), totals, strict=True)
    ]


def _away(near: Nearby, documents: Numbers) -> np.ndarray:
    """How far each document is; what reaches the place is there."""
    return np.where(near.reaching(documents), np.float32(0), near.away(documents))


def _settle_words(visible: DocumentSet, every: DocumentSet, text: TextMatch | None, near: Nearby | None) -> Answer:
    complete = every if near is None else near.keeps(every)
    if text is None or complete.count:
        return Answer(complete, text, near, every)
    having = visible.among(text.part())
    some = text.telling((having if near is None else near.keeps(having)).numbers)
    return Answer(visible.of(some), text, near, every, relaxed=bool(len(some)))
