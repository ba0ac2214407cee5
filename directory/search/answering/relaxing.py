"""Settles what a search is among before any filter: all words or some, near or a little further, and says which.

Filters come after and only ever take away. So adding a filter never adds results, and a facet count is what choosing
it would give.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.answering.local import DEFAULT_MILES, FEW_VENUES, WIDER_MILES, Nearby, nearby, within
from directory.search.answering.matching import TextMatch
from directory.search.criteria import Criteria
from directory.search.engine import Place
from directory.search.index.bits import Flags
from directory.search.index.snapshot import Snapshot


@dataclass(frozen=True)
class Answer:
    """The documents that filters choose from."""

    candidates: Flags
    text: TextMatch | None
    nearby: Nearby | None
    relaxed: bool = False
    widened: bool = False


def settle(
    snapshot: Snapshot, visible: Flags, text: TextMatch | None, criteria: Criteria, place: Place | None
) -> Answer:
    """All words near; else all words a little further; else some words, in the same two steps."""
    if place is None:
        return _settle_words(visible, text, None)
    first = nearby(snapshot, place, criteria.radius_miles or DEFAULT_MILES)
    close = _settle_words(visible, text, first)
    if criteria.radius_miles or np.count_nonzero(close.candidates & first.near) >= FEW_VENUES:
        return close
    wide = _settle_words(visible, text, nearby(snapshot, place, WIDER_MILES, before=first))
    if close.relaxed == wide.relaxed and np.count_nonzero(close.candidates) == np.count_nonzero(wide.candidates):
        return close
    return Answer(wide.candidates, text, wide.nearby, wide.relaxed, widened=True)


def at_distances(
    snapshot: Snapshot, visible: Flags, answer: Answer, place: Place, distances: Sequence[int]
) -> list[Flags]:
    """The documents that filters would choose from, were each of these distances (in miles) asked for."""
    furthest = nearby(snapshot, place, max(distances), before=answer.nearby)
    return [_settle_words(visible, answer.text, within(furthest, miles)).candidates for miles in distances]


def _settle_words(visible: Flags, text: TextMatch | None, near: Nearby | None) -> Answer:
    local: Flags = visible if near is None else visible & near.local
    if text is None:
        return Answer(local, None, near)
    if text.concepts == 0:
        return Answer(np.zeros_like(local), text, near)
    complete = local & text.all_words()
    if text.concepts == 1 or complete.any():
        return Answer(complete, text, near)
    some = text.some_words(local)
    return Answer(some, text, near, relaxed=bool(some.any()))
