"""The memory-mapped arrays that answer every query: postings with their scores, and columns of facts.

A document is a number from 0; `arrays.py` lists the arrays and says how each follows the documents. Knows no query and
no database.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np

from directory.search.catalogue import Catalogue
from directory.search.index.arrays import Array
from directory.search.index.bits import Bits, words_for
from directory.search.index.deletions import hashes_of
from directory.search.index.memory import Memory


@dataclass(frozen=True)
class Snapshot:
    """One generation's arrays and dictionaries. Read-only; shared by threads without a lock."""

    arrays: Mapping[str, Array]
    terms: Mapping[str, int]
    facets: Mapping[str, Mapping[str, int]]
    areas: Mapping[str, int]
    area_names: tuple[str, ...]
    catalogue: Catalogue
    vocabulary: Sequence[str]
    synonyms: tuple[Mapping[str, Any], ...]
    generation: str = ""
    #: What it was built by: the word lists and areas as they were, in short, and the day.
    basis: str = ""
    day: int = 0
    #: What queries worked out from it.
    memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)
    _none: Bits = field(init=False, repr=False)
    _blocks: Mapping[str, Bits] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_none", np.zeros(self.words, dtype=np.uint64))
        object.__setattr__(self, "_blocks", {key: self._block(key) for key in self.catalogue.entries})

    def _block(self, key: str) -> Bits:
        """The rows of all choices of a facet, which stand one after another in the catalogue's order."""
        first = min(self.facets[key].values(), default=0) if self.facets.get(key) else 0
        rows: Bits = self.arrays["facet_rows"][first : first + len(self.catalogue.values(key))]
        return rows

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.arrays["ids"])

    @property
    def words(self) -> int:
        """How many 64-bit words a set of documents takes."""
        return words_for(self.size)

    def service_id(self, document: int) -> UUID:
        """The service a document number stands for."""
        return self.service_ids(np.array([document]))[0]

    def service_ids(self, documents: Array) -> list[UUID]:
        """The services that some document numbers stand for."""
        return _ids(self.arrays["ids"], documents)

    def location_id(self, venue: int) -> UUID:
        """The location a venue number stands for."""
        return self.location_ids(np.array([venue]))[0]

    def location_ids(self, venues: Array) -> list[UUID]:
        """The locations that some venue numbers stand for."""
        return _ids(self.arrays["venue_id"], venues)

    def postings(self, term: str) -> tuple[Array, Array] | None:
        """The documents with a term, ascending, and the term's score in each; None for a term nobody uses."""
        number = self.terms.get(term)
        if number is None:
            return None
        start, end = self.arrays["posting_start"][number], self.arrays["posting_start"][number + 1]
        return self.arrays["posting_document"][start:end], self.arrays["posting_impact"][start:end]

    def has(self, term: str) -> bool:
        """Whether a listing uses the term."""
        return term in self.terms

    def spread(self, term: str) -> int:
        """How many listings use the term."""
        number = self.terms.get(term)
        if number is None:
            return 0
        start = self.arrays["posting_start"]
        return int(start[number + 1]) - int(start[number])

    def lookalikes(self, word: str) -> Iterator[tuple[str, int]]:
        """Words in use that share a shortened form with a word, each with the listings that use it."""
        keys, owners = self.arrays["spelling_hash"], self.arrays["spelling_word"]
        forms = np.array(hashes_of(word), dtype=np.uint32)
        ranges = zip(np.searchsorted(keys, forms), np.searchsorted(keys, forms, side="right"), strict=True)
        for number in sorted({owner for first, last in ranges for owner in owners[first:last].tolist()}):
            yield self.vocabulary[number], int(self.arrays["word_used"][number])

    def has_facet(self, key: str, code: str) -> bool:
        """Whether any document carries the code, or the catalogue names it."""
        return code in self.facets.get(key, {})

    def facet_rows(self, key: str, codes: tuple[str, ...]) -> Bits:
        """One set of documents for each code of a facet; empty sets for codes nobody carries."""
        if codes and codes is self.catalogue.values(key):  # all of them, as every count asks: no copy
            return self._blocks[key]
        known = self.facets.get(key, {})
        if len(codes) == 1 and codes[0] in known:  # as most filters ask: no copy
            one: Bits = self.arrays["facet_rows"][known[codes[0]], None]
            return one
        rows = [known.get(code, -1) for code in codes]
        found = [self.arrays["facet_rows"][row] if row >= 0 else self._none for row in rows]
        return np.stack(found) if found else np.zeros((0, self.words), dtype=np.uint64)

    def facet_row(self, key: str, code: str) -> Bits:
        """The set of documents that carry one code."""
        row: Bits = self.facet_rows(key, (code,))[0]
        return row

    def slice(self, name: str, number: int) -> Array:
        """The entries of one document (or area) in a grouped array: `document_area`, `area_document`, …"""
        start = self.arrays[f"{_group_of(name)}_start"]
        return self.arrays[name][start[number] : start[number + 1]]


def _ids(column: Array, numbers: Array) -> list[UUID]:
    octets = column[numbers].tobytes()
    return [_id(octets[first : first + 16]) for first in range(0, len(octets), 16)]


@lru_cache(maxsize=20_000)
def _id(octets: bytes) -> UUID:
    """An id as an object, which takes a microsecond to make. Pages show the same listings again and again."""
    return UUID(bytes=octets)


def _group_of(name: str) -> str:
    return {"document_area": "document_area", "document_venue": "document_venue", "area_document": "area"}[name]
