"""Some documents as arrays, before anything is derived from them: all of them at a rebuild, the changed at an update.

Runs at build time only; loops over documents are welcome here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from directory.geo.folding import fold
from directory.search.documents import SearchDocument
from directory.search.index.arrays import TABLES, Array, Table
from directory.search.index.bits import pack_rows
from directory.search.index.postings import Analysed

Facets = dict[str, dict[str, int]]
_ROWS_AT_ONCE = 256


@dataclass(frozen=True)
class Shelf:
    """Arrays, and the names their numbers stand for: terms, words and areas in order; rows of facets by code."""

    arrays: Mapping[str, Array]
    terms: Sequence[str]
    words: Sequence[str]
    areas: Sequence[str]
    facets: Mapping[str, Mapping[str, int]]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.arrays["ids"])


def shelve(documents: Sequence[SearchDocument], analysed: Analysed, also: Collection[str] = ()) -> Shelf:
    """Documents in order of name, their words analysed. `also` are words that count though no document has them."""
    facets, rows = _facets(documents)
    areas, area_arrays = _areas(documents)
    words, word_of = _with(analysed.words, also)
    arrays: dict[str, Array] = {
        "posting_start": analysed.start,
        "posting_document": analysed.document,
        "posting_parts": analysed.parts,
        "field_lengths": analysed.lengths,
        "document_word_start": analysed.word_start,
        "document_word": word_of[analysed.document_word],
        "facet_rows": rows,
    }
    arrays |= _columns(documents) | _names(documents) | _venues(documents) | area_arrays | _hours(documents)
    return Shelf(arrays, analysed.terms, words, areas, facets)


def key_of(document: SearchDocument) -> tuple[bytes, bytes]:
    """What documents are ordered by."""
    return fold(document.name).encode(), document.service_id.bytes


def ordered(table: Table, columns: Mapping[str, Array]) -> dict[str, Array]:
    """The rows of a table in its order."""
    order = np.lexsort([columns[name] for name in reversed(table.order)])
    return {name: np.ascontiguousarray(columns[name][order]) for name in table.columns}


def _with(words: list[str], also: Collection[str]) -> tuple[list[str], Array]:
    joined = sorted({*words, *also})
    places = {word: place for place, word in enumerate(joined)}
    return joined, np.array([places[word] for word in words], dtype=np.int32)


def _uuids(raw: list[bytes]) -> Array:
    return np.frombuffer(b"".join(raw), dtype=np.uint8).reshape(-1, 16)


def _columns(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    def column(name: str, kind: type[Any]) -> Array:
        return np.array(list(map(attrgetter(name), documents)), dtype=kind)

    return {
        "ids": _uuids([document.service_id.bytes for document in documents]),
        "stamp": column("stamp", np.int64),
        "minimum_age": column("minimum_age", np.int16),
        "maximum_age": column("maximum_age", np.int16),
        "verified_day": column("verified_day", np.int32),
        "freshness_day": column("freshness_day", np.int32),
        "closed_from_day": column("closed_from_day", np.int32),
        "closed_to_day": column("closed_to_day", np.int32),
        "closing_day": column("closing_day", np.int32),
        "standing": column("standing", np.uint8),
        "reach": column("reach", np.uint16),
        "kept_anywhere": column("is_kept_anywhere", np.bool_),
        "kept_round_base": column("is_kept_round_base", np.bool_),
    }


def _names(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    names = [key_of(document)[0] for document in documents]
    return {"name_text_start": _starts(names), "name_text": np.frombuffer(b"".join(names), dtype=np.uint8)}


def _facets(documents: Sequence[SearchDocument]) -> tuple[Facets, Array]:
    """A row of bits for each code that some document carries."""
    facets: Facets = {}
    carriers: list[list[int]] = []
    for place, document in enumerate(documents):
        for key, codes in document.facets.items():
            rows = facets.setdefault(key, {})
            for code in codes:
                if code not in rows:
                    rows[code] = len(carriers)
                    carriers.append([])
                carriers[rows[code]].append(place)
    return facets, _bit_rows(carriers, len(documents))


def _bit_rows(carriers: Sequence[Sequence[int]], size: int) -> Array:
    parts = [pack_rows(np.zeros((0, size), dtype=np.bool_))]
    for first in range(0, len(carriers), _ROWS_AT_ONCE):
        some = carriers[first : first + _ROWS_AT_ONCE]
        flags = np.zeros((len(some), size), dtype=np.bool_)
        for row, places in enumerate(some):
            flags[row, places] = True
        parts.append(pack_rows(flags))
    return np.concatenate(parts)


def _venues(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    owned = [(place, venue) for place, document in enumerate(documents) for venue in document.venues]
    columns: dict[str, Array] = {
        "venue_document": np.array([place for place, _ in owned], dtype=np.int32),
        "venue_latitude": np.array([venue.latitude for _, venue in owned], dtype=np.float64),
        "venue_longitude": np.array([venue.longitude for _, venue in owned], dtype=np.float64),
        "venue_id": _uuids([venue.location_id.bytes for _, venue in owned]),
        "venue_exact": np.array([venue.is_exact for _, venue in owned], dtype=np.bool_),
    }
    return ordered(TABLES[0], columns)


def _starts(groups: Sequence[Sequence[Any] | bytes]) -> Array:
    start = np.zeros(len(groups) + 1, dtype=np.int64)
    start[1:] = np.cumsum([len(group) for group in groups], dtype=np.int64)
    return start


def _areas(documents: Sequence[SearchDocument]) -> tuple[list[str], dict[str, Array]]:
    areas = sorted({code for document in documents for code in document.areas})
    number = {code: place for place, code in enumerate(areas)}
    start = _starts([document.areas for document in documents])
    codes = chain.from_iterable(document.areas for document in documents)
    values = np.fromiter((number[code] for code in codes), dtype=np.int32, count=int(start[-1]))
    return areas, {"document_area_start": start, "document_area": values}


def _hours(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    weekly = [(w.start, w.end, w.from_day, w.to_day, w.place, n) for n, d in enumerate(documents) for w in d.weekly]
    occasions = [(o.start, o.end, n) for n, d in enumerate(documents) for o in d.occasions]
    exceptions = [(e.day, e.place, n) for n, d in enumerate(documents) for e in d.exceptions]
    arrays: dict[str, Array] = {}
    for table, rows in zip(TABLES[1:], (weekly, occasions, exceptions), strict=True):
        values = np.array(rows, dtype=np.int32).reshape(-1, len(table.order))
        arrays |= ordered(table, {name: values[:, column] for column, name in enumerate(table.order)})
    return arrays
