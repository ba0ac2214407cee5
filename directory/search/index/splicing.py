"""Takes documents out of the arrays and puts others in, over whole columns: no Python for a document that stays.

What comes out is to the bit what all documents together would have given: `shelve` of everything.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.index.arrays import BUILDER_LISTS, BUILDER_ROWS, LISTS, ROWS, TABLES, Array, Table
from directory.search.index.bits import pack_rows
from directory.search.index.postings import FIRST
from directory.search.index.shelf import Facets, Shelf, ordered

_ROWS_AT_ONCE = 64


@dataclass(frozen=True)
class Places:
    """Where documents are after a change: of those held before (-1 for those taken out), and of the fresh ones.

    `order` has for each document after the change its place among those before and the fresh ones in one row; `ahead`
    for each fresh one the number of the held document that it comes directly ahead of.
    """

    of_held: NDArray[np.int32]
    of_fresh: NDArray[np.int32]
    order: NDArray[np.intp]
    ahead: NDArray[np.int32]

    @property
    def size(self) -> int:
        """How many documents there are after the change."""
        return len(self.order)


def splice(held: Shelf, fresh: Shelf, changed: Collection[bytes], also: Collection[str]) -> Shelf:
    """`held` without the changed documents, and with the fresh ones. `also` are words that stay though unused."""
    places = _places(held, fresh, changed)
    arrays: dict[str, Array] = {name: _rows(held, fresh, name, places) for name in (*ROWS, *BUILDER_ROWS)}
    for name in (*LISTS, *BUILDER_LISTS):
        arrays |= _list(held, fresh, name, places)
    for table in TABLES:
        arrays |= _table(held, fresh, table, places)
    terms, postings = _postings(held, fresh, places)
    facets, arrays["facet_rows"] = _facets(held, fresh, places)
    areas, arrays["document_area"] = _renamed(held.areas, fresh.areas, arrays["document_area"])
    words, arrays["document_word"] = _renamed(held.words, fresh.words, arrays["document_word"], also)
    return Shelf(arrays | postings, terms, words, areas, facets)


def _places(held: Shelf, fresh: Shelf, changed: Collection[bytes]) -> Places:
    stays = ~_among(held.arrays["ids"], changed)
    kept = np.flatnonzero(stays)
    keys = _Keys(held, kept)
    before = [bisect_left(keys, key) for key in _Keys(fresh, np.arange(fresh.size))]  # how many kept ones come earlier
    order = np.insert(kept, before, np.arange(fresh.size) + held.size) if before else kept
    places = np.empty(held.size + fresh.size, dtype=np.int32)
    places[:] = -1
    places[order] = np.arange(len(order))
    ahead = np.append(kept, held.size)[before].astype(np.int32) if before else np.zeros(0, dtype=np.int32)
    return Places(places[: held.size], places[held.size :], order, ahead)


def _among(ids: Array, wanted: Collection[bytes]) -> NDArray[np.bool_]:
    """Which ids are among some: by their last bytes first, which are random, then in full."""
    ends = np.ascontiguousarray(ids[:, 8:]).view(np.uint64)[:, 0]
    likely = np.isin(ends, np.array([np.frombuffer(each[8:], dtype=np.uint64)[0] for each in wanted], dtype=np.uint64))
    for place in np.flatnonzero(likely).tolist():
        likely[place] = ids[place].tobytes() in wanted
    return likely


class _Keys(Sequence[tuple[bytes, bytes]]):
    """What some documents of a shelf are ordered by, read when asked for."""

    def __init__(self, shelf: Shelf, numbers: NDArray[np.intp]) -> None:
        self._arrays, self._numbers = shelf.arrays, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> tuple[bytes, bytes]:  # type: ignore[override]  # nobody slices it
        if place >= len(self._numbers):
            raise IndexError(place)
        number = self._numbers[place]
        start, end = self._arrays["name_text_start"][number : number + 2]
        return self._arrays["name_text"][start:end].tobytes(), self._arrays["ids"][number].tobytes()


def _rows(held: Shelf, fresh: Shelf, name: str, places: Places) -> Array:
    return np.concatenate([held.arrays[name], fresh.arrays[name]])[places.order]


def _list(held: Shelf, fresh: Shelf, name: str, places: Places) -> dict[str, Array]:
    """Lists are copied in runs: between two changes they lie as they lay before. Fresh numbers are told apart below."""
    starts = f"{name}_start"
    values = np.concatenate([held.arrays[name], _told_apart(fresh, name, held)])
    lengths = np.concatenate([np.diff(held.arrays[starts]), np.diff(fresh.arrays[starts])])
    ends = np.cumsum(lengths)
    breaks = np.flatnonzero(np.diff(places.order) != 1) + 1
    firsts = places.order[np.r_[0, breaks]] if places.size else np.zeros(0, dtype=np.intp)
    lasts = places.order[np.r_[breaks - 1, places.size - 1]] if places.size else firsts
    runs = zip((ends - lengths)[firsts].tolist(), ends[lasts].tolist(), strict=True)
    start = np.concatenate([[0], np.cumsum(lengths[places.order])]).astype(np.int64)
    return {starts: start, name: np.concatenate([values[:0], *(values[first:last] for first, last in runs)])}


_NAMES_OF = {"document_area": "areas", "document_word": "words"}


def _told_apart(fresh: Shelf, name: str, held: Shelf) -> Array:
    """Numbers of fresh names come after those of names held, until `_renamed` puts both in one order."""
    if name not in _NAMES_OF:
        return fresh.arrays[name]
    shifted: Array = fresh.arrays[name] + np.int32(len(getattr(held, _NAMES_OF[name])))
    return shifted


def _renamed(
    held: Sequence[str], fresh: Sequence[str], values: Array, also: Collection[str] = ()
) -> tuple[list[str], Array]:
    """One order of the names in use, and the values in it."""
    used = np.bincount(values, minlength=len(held) + len(fresh)) > 0
    names = [*held, *fresh]
    joined = sorted({name for name, is_used in zip(names, used.tolist(), strict=True) if is_used}.union(also))
    place = {name: number for number, name in enumerate(joined)}
    number_of = np.array([place.get(name, -1) for name in names], dtype=np.int32)
    if joined == held:  # as mostly: then only the fresh numbers are others
        others = np.flatnonzero(values >= len(held))
        values[others] = number_of[values[others]]
        return joined, values
    return joined, number_of[values]


def _table(held: Shelf, fresh: Shelf, table: Table, places: Places) -> dict[str, Array]:
    of_held = places.of_held[held.arrays[table.document]]
    stays = of_held >= 0
    columns = {
        name: np.concatenate([held.arrays[name][stays], fresh.arrays[name]])
        for name in table.columns
        if name != table.document
    }
    columns[table.document] = np.concatenate([of_held[stays], places.of_fresh[fresh.arrays[table.document]]])
    return ordered(table, columns)


def _facets(held: Shelf, fresh: Shelf, places: Places) -> tuple[Facets, Array]:
    """Rows of the codes that some document still carries."""
    codes = {(key, code): row for key, rows in held.facets.items() for code, row in rows.items()}
    fresh_codes = {(key, code): row for key, rows in fresh.facets.items() for code, row in rows.items()}
    names = sorted({*codes, *fresh_codes})
    joined = [(codes.get(name, -1), fresh_codes.get(name, -1)) for name in names]
    parts = [_bits(held, fresh, joined[at : at + _ROWS_AT_ONCE], places) for at in range(0, len(names), _ROWS_AT_ONCE)]
    rows = np.concatenate([pack_rows(np.zeros((0, places.size), dtype=np.bool_)), *parts])
    carried = np.flatnonzero(rows.any(axis=1)) if rows.size else np.zeros(0, dtype=np.intp)
    facets: Facets = {}
    for number, row in enumerate(carried.tolist()):
        key, code = names[row]
        facets.setdefault(key, {})[code] = number
    return facets, rows[carried]


def _bits(held: Shelf, fresh: Shelf, some: Sequence[tuple[int, int]], places: Places) -> Array:
    flags = np.concatenate([_flags(held, [row for row, _ in some]), _flags(fresh, [row for _, row in some])], axis=1)
    return pack_rows(flags[:, places.order])


def _flags(shelf: Shelf, rows: Sequence[int]) -> NDArray[np.bool_]:
    """The documents of each row as flags; none for row -1."""
    flags = np.zeros((len(rows), shelf.size), dtype=np.bool_)
    known = [place for place, row in enumerate(rows) if row >= 0]
    if known and shelf.size:
        octets = shelf.arrays["facet_rows"][[rows[place] for place in known]].view(np.uint8)
        flags[known] = np.unpackbits(octets, axis=1, count=shelf.size, bitorder="little").view(np.bool_)
    return flags


def _postings(held: Shelf, fresh: Shelf, places: Places) -> tuple[list[str], dict[str, Array]]:
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
    """Values without the stretches `gone`, and with a stretch of fresh ones ahead of each place `at`, all ascending.

    Stretches are copied whole: some thousands of changes among millions of values cost what a copy costs.
    """
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
