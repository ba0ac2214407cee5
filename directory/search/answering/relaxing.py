"""Settles what a search is among before any filter: all words or some, near or a little further, and says which.

Filters come after and only ever take away. So adding a filter never adds results, and a facet count is what choosing
it would give.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    relaxed: bool = False
    widened: bool = False


def settle(
    snapshot: Snapshot, visible: DocumentSet, text: TextMatch | None, criteria: Criteria, place: Place | None
) -> Answer:
    """All words near; else all words a little further; else some words, in the same two steps."""
    if place is None:
        return _settle_words(visible, text, None)
    first = nearby(snapshot, place, criteria.radius_miles or DEFAULT_MILES)
    close = _settle_words(visible, text, first)
    if criteria.radius_miles or np.count_nonzero(first.near(close.candidates.numbers)) >= FEW_VENUES:
        return close
    wide = _settle_words(visible, text, first.within(WIDER_MILES))
    if close.relaxed == wide.relaxed and close.candidates.count == wide.candidates.count:
        return close
    return Answer(wide.candidates, text, wide.nearby, wide.relaxed, widened=True)


def totals_at(visible: DocumentSet, answer: Answer, masks: Mapping[str, Bits], miles: Sequence[int]) -> list[int]:
    """How many results there would be, were each of these distances asked for."""
    near, text = answer.nearby, answer.text
    if near is None:
        return [0] * len(miles)
    every = _with_words(visible, text)
    away = _away(near, kept(every, masks).numbers)
    totals = [int(np.count_nonzero(away <= each * METRES_IN_A_MILE)) for each in miles]
    if text is None or text.concepts < 2 or all(totals):
        return totals
    closest = float(_away(near, every.numbers).min(initial=np.inf))
    return [
        # Where no document has all words, a search takes those with some.
        kept(_settle_words(visible, text, near.within(each)).candidates, masks).count
        if closest > each * METRES_IN_A_MILE
        else total
        for each, total in zip(miles, totals, strict=True)
    ]


def _away(near: Nearby, documents: Numbers) -> np.ndarray:
    """How far each document is; what reaches the place is there."""
    return np.where(near.reaching(documents), np.float32(0), near.around.metres(documents))


def _settle_words(visible: DocumentSet, text: TextMatch | None, near: Nearby | None) -> Answer:
    every = _with_words(visible, text)
    complete = every if near is None else near.keeps(every)
    if text is None or text.concepts < 2 or complete.count:
        return Answer(complete, text, near)
    having = visible.among(text.any_words())
    some = text.some_words((having if near is None else near.keeps(having)).numbers)
    return Answer(visible.among(some), text, near, relaxed=bool(len(some)))


def _with_words(visible: DocumentSet, text: TextMatch | None) -> DocumentSet:
    """What somebody may see and has every word."""
    return visible if text is None else visible.among(text.all_words())
