"""The memory-mapped arrays that answer every query: postings with their scores, and columns of facts.

A document is a number from 0; each array is one `.npy` file of a generation. Knows no query and no database.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from directory.errors import Unavailable
from directory.search.catalogue import Catalogue
from directory.search.index.bits import Bits, words_for
from directory.search.index.deletions import hashes_of
from directory.search.index.schema import SCHEMA_VERSION

Array = NDArray[Any]
#: Names of the arrays every snapshot has; a generation without one of them is not used.
ARRAYS = (
    "ids",
    "posting_start",
    "posting_document",
    "posting_impact",
    "facet_rows",
    "minimum_age",
    "maximum_age",
    "verified_day",
    "freshness_day",
    "closed_from_day",
    "closed_to_day",
    "closing_day",
    "standing",
    "reach",
    "kept_anywhere",
    "kept_round_base",
    "venue_document",
    "venue_latitude",
    "venue_longitude",
    "venue_id",
    "venue_exact",
    "document_venue_start",
    "document_venue",
    "area_start",
    "area_document",
    "document_area_start",
    "document_area",
    "weekly_document",
    "weekly_start",
    "weekly_end",
    "weekly_from",
    "weekly_to",
    "weekly_place",
    "occasion_document",
    "occasion_start",
    "occasion_end",
    "exception_day",
    "exception_document",
    "exception_place",
    "spelling_hash",
    "spelling_word",
)


@dataclass(frozen=True)
class Snapshot:
    """One generation's arrays and dictionaries. Read-only; shared by threads without a lock."""

    arrays: Mapping[str, Array]
    terms: Mapping[str, int]
    facets: Mapping[str, Mapping[str, int]]
    areas: Mapping[str, int]
    area_names: tuple[str, ...]
    catalogue: Catalogue
    vocabulary: tuple[str, ...]
    frequencies: tuple[int, ...]
    synonyms: tuple[Mapping[str, Any], ...]
    generation: str = ""
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
        return UUID(bytes=self.arrays["ids"][document].tobytes())

    def location_id(self, venue: int) -> UUID:
        """The location a venue number stands for."""
        return UUID(bytes=self.arrays["venue_id"][venue].tobytes())

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
        found = self.postings(term)
        return 0 if found is None else len(found[0])

    def lookalikes(self, word: str) -> Iterator[tuple[str, int]]:
        """Words in use that share a shortened form with a word, each with the listings that use it."""
        keys, owners = self.arrays["spelling_hash"], self.arrays["spelling_word"]
        forms = np.array(hashes_of(word), dtype=np.uint32)
        ranges = zip(np.searchsorted(keys, forms), np.searchsorted(keys, forms, side="right"), strict=True)
        for number in sorted({owner for first, last in ranges for owner in owners[first:last].tolist()}):
            yield self.vocabulary[number], self.frequencies[number]

    def has_facet(self, key: str, code: str) -> bool:
        """Whether any document carries the code, or the catalogue names it."""
        return code in self.facets.get(key, {})

    def facet_rows(self, key: str, codes: tuple[str, ...]) -> Bits:
        """One set of documents for each code of a facet; empty sets for codes nobody carries."""
        if codes is self.catalogue.values(key):  # all of them, as every count asks: no copy
            return self._blocks[key]
        known = self.facets.get(key, {})
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


def _group_of(name: str) -> str:
    return {"document_area": "document_area", "document_venue": "document_venue", "area_document": "area"}[name]


def save(snapshot: Snapshot, folder: Path) -> None:
    """Write every array and dictionary, and last a manifest of sizes by which a torn file is known."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", snapshot.arrays[name])
    words = {
        "terms": sorted(snapshot.terms, key=snapshot.terms.__getitem__),
        "facets": {key: sorted(codes, key=codes.__getitem__) for key, codes in snapshot.facets.items()},
        "facet_first": {key: min(codes.values(), default=0) for key, codes in snapshot.facets.items()},
        "areas": sorted(snapshot.areas, key=snapshot.areas.__getitem__),
        "area_names": snapshot.area_names,
        "catalogue": snapshot.catalogue.as_json(),
        "vocabulary": snapshot.vocabulary,
        "frequencies": snapshot.frequencies,
        "synonyms": snapshot.synonyms,
    }
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    sizes = {f.name: f.stat().st_size for f in sorted(folder.iterdir()) if f.suffix in (".npy", ".json")}
    (folder / "manifest.json").write_text(json.dumps({"schema": SCHEMA_VERSION, "sizes": sizes}), encoding="utf-8")


def load(folder: Path) -> Snapshot:
    """Open a generation's snapshot; raises `Unavailable` when a file is missing or not whole."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["schema"] != SCHEMA_VERSION:
            raise Unavailable("The search index is of another version. Run `waypost reindex` to build it again.")
        sizes = manifest["sizes"]
        torn = [name for name, size in sizes.items() if (folder / name).stat().st_size != size]
        if torn or any(f"{name}.npy" not in sizes for name in ARRAYS):
            raise Unavailable("The search index is damaged. Run `waypost reindex` to build it again.")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        return _assemble(arrays, words, folder.name)
    except (OSError, ValueError, KeyError) as error:
        raise Unavailable("The search index cannot be read. Run `waypost reindex` to build it again.") from error


def _assemble(arrays: dict[str, Array], words: dict[str, Any], generation: str) -> Snapshot:
    first = words["facet_first"]
    return Snapshot(
        # A plain view of the mapped bytes: NumPy's memmap class costs a microsecond at every slice.
        arrays={name: np.asarray(array).view(np.ndarray) for name, array in arrays.items()},
        terms={term: number for number, term in enumerate(words["terms"])},
        facets={key: {code: first[key] + n for n, code in enumerate(codes)} for key, codes in words["facets"].items()},
        areas={code: number for number, code in enumerate(words["areas"])},
        area_names=tuple(words["area_names"]),
        catalogue=Catalogue.from_json(words["catalogue"]),
        vocabulary=tuple(words["vocabulary"]),
        frequencies=tuple(words["frequencies"]),
        synonyms=tuple(words["synonyms"]),
        generation=generation,
    )
