"""From documents and postings to the arrays of a snapshot. Runs at build time only; loops are welcome here."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from directory.search.catalogue import Catalogue
from directory.search.choices import catalogue_of
from directory.search.documents import Library, SearchDocument
from directory.search.index.bits import pack_rows
from directory.search.index.deletions import deletion_index
from directory.search.index.postings import Analysed
from directory.search.index.schema import folded
from directory.search.index.snapshot import Array, Snapshot

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_ROWS_AT_ONCE = 256


def build_snapshot(library: Library, analysed: Analysed) -> Snapshot:
    """Everything a query needs."""
    documents, postings = library.documents, analysed.postings
    catalogue = catalogue_of(library)
    facets, rows = _facets(documents, catalogue)
    areas, area_arrays = _areas(documents)
    vocabulary = _vocabulary(library, analysed.words)
    hashes, owners = deletion_index([word for word, _ in vocabulary])
    arrays: dict[str, Array] = {
        "ids": _uuids([document.service_id.bytes for document in documents]),
        "posting_start": postings.start,
        "posting_document": postings.document,
        "posting_impact": postings.impact,
        "facet_rows": rows,
        "spelling_hash": hashes,
        "spelling_word": owners,
    }
    arrays |= _columns(documents) | _venues(documents) | area_arrays | _hours(documents)
    return Snapshot(
        arrays=arrays,
        terms={term: number for number, term in enumerate(postings.terms)},
        facets=facets,
        areas=areas,
        area_names=tuple(library.areas.name(code) or code for code in areas),
        catalogue=catalogue,
        vocabulary=tuple(word for word, _ in vocabulary),
        frequencies=tuple(used for _, used in vocabulary),
        synonyms=library.meanings.synonyms,
    )


def _uuids(raw: list[bytes]) -> Array:
    return np.frombuffer(b"".join(raw), dtype=np.uint8).reshape(-1, 16)


def _columns(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    def column(value: Callable[[SearchDocument], int], kind: type[Any]) -> Array:
        return np.array([value(document) for document in documents], dtype=kind)

    return {
        "minimum_age": column(lambda d: d.minimum_age, np.int16),
        "maximum_age": column(lambda d: d.maximum_age, np.int16),
        "verified_day": column(lambda d: d.verified_day, np.int32),
        "freshness_day": column(lambda d: d.freshness_day, np.int32),
        "closed_from_day": column(lambda d: d.closed_from_day, np.int32),
        "closed_to_day": column(lambda d: d.closed_to_day, np.int32),
        "closing_day": column(lambda d: d.closing_day, np.int32),
        "standing": column(lambda d: int(d.standing), np.uint8),
        "reach": column(lambda d: int(d.reach), np.uint16),
        "kept_anywhere": column(lambda d: d.is_kept_anywhere, np.bool_),
        "kept_round_base": column(lambda d: d.is_kept_round_base, np.bool_),
    }


def _facets(documents: Sequence[SearchDocument], catalogue: Catalogue) -> tuple[dict[str, dict[str, int]], Array]:
    """Rows of bits, the codes of a facet one after another in the catalogue's order, then those it does not name."""
    carried: dict[str, set[str]] = {key: {c.value for c in choices} for key, choices in catalogue.entries.items()}
    for document in documents:
        for key, codes in document.facets.items():
            carried.setdefault(key, set()).update(codes)
    facets: dict[str, dict[str, int]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for key in sorted(carried):
        named = [choice.value for choice in catalogue.choices(key)]
        ordered = [*named, *sorted(carried[key] - set(named))]
        facets[key] = {code: len(numbers) + place for place, code in enumerate(ordered)}
        numbers.update({(key, code): row for code, row in facets[key].items()})
    return facets, _facet_rows(documents, numbers)


def _facet_rows(documents: Sequence[SearchDocument], numbers: Mapping[tuple[str, str], int]) -> Array:
    carriers: list[list[int]] = [[] for _ in numbers]
    for place, document in enumerate(documents):
        for key, codes in document.facets.items():
            for code in codes:
                carriers[numbers[key, code]].append(place)
    parts = []
    for first in range(0, len(carriers), _ROWS_AT_ONCE):
        some = carriers[first : first + _ROWS_AT_ONCE]
        flags = np.zeros((len(some), len(documents)), dtype=np.bool_)
        for row, places in enumerate(some):
            flags[row, places] = True
        parts.append(pack_rows(flags))
    return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.uint64)


def _venues(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    """Venues ordered by latitude, so that a search near a place looks at a band only; and which each document has."""
    owned = [(place, venue) for place, document in enumerate(documents) for venue in document.venues]
    owned.sort(key=lambda pair: (pair[1].latitude, pair[1].longitude, pair[0]))
    of_document: list[list[int]] = [[] for _ in documents]
    for number, (place, _) in enumerate(owned):
        of_document[place].append(number)
    start, values = _grouped(of_document)
    return {
        "venue_document": np.array([place for place, _ in owned], dtype=np.int32),
        "venue_latitude": np.array([venue.latitude for _, venue in owned], dtype=np.float64),
        "venue_longitude": np.array([venue.longitude for _, venue in owned], dtype=np.float64),
        "venue_id": _uuids([venue.location_id.bytes for _, venue in owned]),
        "venue_exact": np.array([venue.is_exact for _, venue in owned], dtype=np.bool_),
        "document_venue_start": start,
        "document_venue": values,
    }


def _grouped(groups: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    start = np.zeros(len(groups) + 1, dtype=np.int64)
    start[1:] = np.cumsum([len(group) for group in groups], dtype=np.int64)
    return start, np.fromiter(chain.from_iterable(groups), dtype=np.int32, count=int(start[-1]))


def _areas(documents: Sequence[SearchDocument]) -> tuple[dict[str, int], dict[str, Array]]:
    codes = {code: number for number, code in enumerate(sorted({c for d in documents for c in d.areas}))}
    of_document = [[codes[code] for code in document.areas] for document in documents]
    of_area: list[list[int]] = [[] for _ in codes]
    for place, numbers in enumerate(of_document):
        for number in numbers:
            of_area[number].append(place)
    document_start, document_area = _grouped(of_document)
    area_start, area_document = _grouped(of_area)
    return codes, {
        "document_area_start": document_start,
        "document_area": document_area,
        "area_start": area_start,
        "area_document": area_document,
    }


def _hours(documents: Sequence[SearchDocument]) -> dict[str, Array]:
    weekly = sorted(
        (w.start, w.end, w.from_day, w.to_day, w.place, n) for n, d in enumerate(documents) for w in d.weekly
    )
    occasions = sorted((o.start, o.end, n) for n, d in enumerate(documents) for o in d.occasions)
    exceptions = sorted((e.day, e.place, n) for n, d in enumerate(documents) for e in d.exceptions)
    names = ("start", "end", "from", "to", "place", "document")
    arrays = _table(weekly, tuple(f"weekly_{name}" for name in names))
    arrays |= _table(occasions, ("occasion_start", "occasion_end", "occasion_document"))
    return arrays | _table(exceptions, ("exception_day", "exception_place", "exception_document"))


def _table(rows: Sequence[tuple[int, ...]], names: tuple[str, ...]) -> dict[str, Array]:
    table = np.array(rows, dtype=np.int32).reshape(-1, len(names))
    return {name: np.ascontiguousarray(table[:, column]) for column, name in enumerate(names)}


def _vocabulary(library: Library, written: Counter[str]) -> list[tuple[str, int]]:
    """Every word in use with the number of listings that use it, and every word of the thesaurus."""
    used: Counter[str] = Counter()
    for word, listings in written.items():
        if _LETTERS.fullmatch(plain := folded(word)):
            used[plain] += listings
    for word in _thesaurus_words(library.meanings.synonyms):
        used.setdefault(word, 0)
    return sorted(used.items())


def _thesaurus_words(groups: Iterable[Mapping[str, Any]]) -> set[str]:
    kept = (words for group in groups for kind, words in group["words"].items() if kind != "misspelling")
    return {word for words in chain.from_iterable(kept) for word in _LETTERS.findall(folded(words))}
