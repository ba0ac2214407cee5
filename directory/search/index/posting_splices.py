"""Postings of some documents taken out, those of others put in, without a look at the rest."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from directory.search.index.arrays import Array
from directory.search.index.places import Places
from directory.search.index.postings import FIRST
from directory.search.index.shelf import Shelf

#: From so many changes on, passes over all values are quicker than copies of the stretches between.
_MANY = 30_000


def splice_postings(held: Shelf, fresh: Shelf, places: Places) -> tuple[list[str], dict[str, Array]]:
    """The terms in use after a change, and their postings."""
    start, document, parts = (held.arrays[f"posting_{name}"] for name in ("start", "document", "parts"))
    moved = places.of_held[document]
    gone = np.flatnonzero(moved < 0)
    counts = np.diff(start) - np.bincount(np.searchsorted(start, gone, side="right") - 1, minlength=len(start) - 1)
    terms, of_held, of_fresh = _merged_terms(held.terms, counts, fresh.terms)
    kept = np.zeros(len(terms), dtype=np.int64)
    kept[of_held[counts > 0]] = counts[counts > 0]
    kept[of_fresh] += np.diff(fresh.arrays["posting_start"])
    at = _where(held, fresh, places)
    part_at = _begins(parts)
    cut, put = (part_at[gone], part_at[gone + 1]), part_at[at]
    fresh_parts = fresh.arrays["posting_parts"]
    fresh_document = places.of_fresh[fresh.arrays["posting_document"]]
    ones = np.arange(len(fresh_document) + 1)
    return terms, {
        "posting_start": np.concatenate([[0], np.cumsum(kept)]).astype(np.int64),
        "posting_document": patched(moved, gone, gone + 1, at, fresh_document, ones),
        "posting_parts": patched(parts, *cut, put, fresh_parts, _begins(fresh_parts)),
    }


def _begins(parts: Array) -> Array:
    """Where each posting's parts begin, and where the last one's end."""
    return np.flatnonzero(np.append(parts >= FIRST, True))


def patched(values: Array, gone: Array, gone_end: Array, at: Array, fresh: Array, fresh_at: Array) -> Array:
    """Values without the stretches `gone`, and with a stretch of fresh ones ahead of each place `at`, all ascending."""
    way = copied_whole if len(gone) + len(at) < _MANY else picked_out
    return way(values, gone, gone_end, at, fresh, fresh_at)


def copied_whole(values: Array, gone: Array, gone_end: Array, at: Array, fresh: Array, fresh_at: Array) -> Array:
    """By stretches: some thousands of changes among millions of values cost what a copy costs."""
    places = np.concatenate([at, gone])
    order = np.argsort(places, kind="stable")  # what is put in at a place comes ahead of what is taken out there
    ends = np.concatenate([at, gone_end])
    pieces, copied = [], 0
    for change, place, end in zip(order.tolist(), places[order].tolist(), ends[order].tolist(), strict=True):
        pieces.append(values[copied:place])
        if change < len(at):
            pieces.append(fresh[fresh_at[change] : fresh_at[change + 1]])
        copied = end
    return np.concatenate([*pieces, values[copied:]])


def picked_out(values: Array, gone: Array, gone_end: Array, at: Array, fresh: Array, fresh_at: Array) -> Array:
    """By passes over all values, which cost the same however many changes there are."""
    lengths = gone_end - gone
    out = (gone - lengths.cumsum() + lengths).repeat(lengths) + np.arange(lengths.sum())
    stays = np.ones(len(values), dtype=np.bool_)
    stays[out] = False
    ahead = at - out.searchsorted(at)
    return np.insert(values[stays], ahead.repeat(np.diff(fresh_at)), fresh)


def _merged_terms(held: Sequence[str], counts: Array, fresh: Sequence[str]) -> tuple[list[str], Array, Array]:
    """Terms in use in order, and the numbers in it of those held and of the fresh ones."""
    joined = sorted({term for term, count in zip(held, counts.tolist(), strict=True) if count}.union(fresh))
    place = {term: number for number, term in enumerate(joined)}
    of_held = np.array([place.get(term, -1) for term in held], dtype=np.intp)
    return joined, of_held, np.array([place[term] for term in fresh], dtype=np.intp)


def _where(held: Shelf, fresh: Shelf, places: Places) -> Array:
    """Ahead of which held posting each fresh one comes: within its term, by document."""
    start, document = held.arrays["posting_start"].tolist(), held.arrays["posting_document"]
    ahead = places.ahead[fresh.arrays["posting_document"]]
    edges = fresh.arrays["posting_start"].tolist()
    at = np.zeros(len(ahead), dtype=np.intp)
    for term, first, last in zip(fresh.terms, edges[:-1], edges[1:], strict=True):
        number = bisect_left(held.terms, term)
        is_held = number < len(held.terms) and held.terms[number] == term
        low, high = start[number], start[number + 1] if is_held else start[number]
        at[first:last] = low + np.searchsorted(document[low:high], ahead[first:last])
    return at
