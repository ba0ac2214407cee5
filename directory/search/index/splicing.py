"""Takes documents out of the arrays and puts others in, over whole columns: no Python for a document that stays.

What comes out is to the bit what all documents together would have given: `shelve` of everything.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.index.arrays import BUILDER_LISTS, BUILDER_ROWS, LISTS, ROWS, TABLES, Array, Table
from directory.search.index.bits import pack_rows
from directory.search.index.places import Places, places_after
from directory.search.index.posting_splices import splice_postings
from directory.search.index.shelf import Facets, Shelf, ordered

_ROWS_AT_ONCE = 64


def splice(held: Shelf, fresh: Shelf, changed: Collection[bytes], also: Collection[str]) -> Shelf:
    """`held` without the changed documents, and with the fresh ones. `also` are words that stay though unused."""
    places = places_after(held, fresh, changed)
    arrays: dict[str, Array] = {name: _rows(held, fresh, name, places) for name in (*ROWS, *BUILDER_ROWS)}
    for name in (*LISTS, *BUILDER_LISTS):
        arrays |= _list(held, fresh, name, places)
    for table in TABLES:
        arrays |= _table(held, fresh, table, places)
    terms, postings = splice_postings(held, fresh, places)
    facets, arrays["facet_rows"] = _facets(held, fresh, places)
    areas, arrays["document_area"] = _renamed(held.areas, fresh.areas, arrays["document_area"])
    words, arrays["document_word"] = _renamed(held.words, fresh.words, arrays["document_word"], also)
    return Shelf(arrays | postings, terms, words, areas, facets)


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
