"""From documents to a snapshot: shelve them, derive what follows, give facets the order in which pages show them."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np

from directory.search.catalogue import Catalogue
from directory.search.choices import catalogue_with
from directory.search.documents import Library
from directory.search.index import lines
from directory.search.index.arrays import Array
from directory.search.index.bits import words_for
from directory.search.index.deletions import Deletions, deletion_index, renumbered
from directory.search.index.derived import derive
from directory.search.index.postings import Analysed, analyse
from directory.search.index.schema import folded
from directory.search.index.shelf import Facets, Shelf, shelve
from directory.search.index.snapshot import Snapshot
from directory.search.index.splicing import splice
from directory.search.keeping import unwatched

_LETTERS = re.compile(r"[^\W\d_]{3,}")


def build_snapshot(library: Library, analysed: Analysed) -> Snapshot:
    """Everything a query needs, from all documents."""
    shelf = shelve(library.documents, analysed, thesaurus_words(library.meanings.synonyms))
    return _finish(shelf, library, deletion_index(shelf.words))


def change_snapshot(before: Snapshot, changes: Library, changed: Iterable[bytes]) -> Snapshot:
    """The same as a build of everything, from what was built before and the documents that changed.

    `changed` are the ids of all services looked at; those without a document in `changes` are taken out. Word lists
    and areas must be those of the build before.
    """
    always = thesaurus_words(changes.meanings.synonyms)
    fresh = shelve(changes.documents, analyse(changes.documents, unwatched))
    held = _shelf_of(before)
    shelf = splice(held, fresh, set(changed), always)
    spelling = _spelling(shelf.words, held.words, (before["spelling_hash"], before["spelling_word"]))
    return _finish(shelf, changes, spelling)


def thesaurus_words(groups: Iterable[Mapping[str, Any]]) -> set[str]:
    """The words of the thesaurus that are spelt as they should be."""
    kept = (words for group in groups for kind, words in group["words"].items() if kind != "misspelling")
    return {word for words in chain.from_iterable(kept) for word in _LETTERS.findall(folded(words))}


def _shelf_of(snapshot: Snapshot) -> Shelf:
    areas = sorted(snapshot.areas, key=snapshot.areas.__getitem__)
    return Shelf(snapshot.arrays, list(snapshot.terms), lines.read(snapshot["word_text"]), areas, snapshot.facets)


def _finish(shelf: Shelf, library: Library, spelling: Deletions) -> Snapshot:
    catalogue = catalogue_with(library.meanings, library.areas, shelf.facets)
    facets, rows = _in_order(shelf, catalogue)
    arrays = dict(shelf.arrays) | {
        "facet_rows": rows,
        "term_text": lines.written(shelf.terms),
        "word_text": lines.written(shelf.words),
        "spelling_hash": spelling[0],
        "spelling_word": spelling[1],
    }
    arrays |= derive(arrays, len(shelf.areas))
    return Snapshot(
        arrays=arrays,
        terms={term: number for number, term in enumerate(shelf.terms)},
        facets=facets,
        areas={code: number for number, code in enumerate(shelf.areas)},
        area_names=tuple(library.areas.name(code) or code for code in shelf.areas),
        catalogue=catalogue,
        vocabulary=shelf.words,
        synonyms=library.meanings.synonyms,
        basis=library.basis,
        day=library.day,
    )


def _in_order(shelf: Shelf, catalogue: Catalogue) -> tuple[Facets, Array]:
    """The codes of a facet one after another in the catalogue's order, then those it does not name."""
    facets: Facets = {}
    sources: list[int] = []
    for key in sorted({*catalogue.entries, *(key for key, codes in shelf.facets.items() if codes)}):
        carried = shelf.facets.get(key, {})
        named = catalogue.values(key)
        facets[key] = {}
        for code in (*named, *sorted(set(carried) - set(named))):
            facets[key][code] = len(sources)
            sources.append(carried.get(code, -1))
    empty = np.zeros((1, words_for(shelf.size)), dtype=np.uint64)  # what -1, the last row, stands for
    return facets, np.concatenate([shelf.arrays["facet_rows"], empty])[sources]


def _spelling(words: Iterable[str], before: Iterable[str], index: Deletions) -> Deletions:
    """The spelling index of the words, from that of the words before."""
    number = {word: place for place, word in enumerate(words)}
    known = list(before)
    if known == list(number):
        return index
    number_of = np.array([number.get(word, -1) for word in known], dtype=np.int32)
    new = sorted(set(number) - set(known))
    return renumbered(index, number_of, deletion_index(new, [number[word] for word in new]))
