"""The durable Whoosh index beside the generations, and its postings read back. Nothing waits for it at query time.

It is the plain, documented form of the same words: any Whoosh program can open it, and tests hold our arrays to it.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from directory.search.documents import SearchDocument
from directory.search.index.postings import K1, B
from directory.search.index.schema import FIELDS, schema
from directory.search.keeping import Watch

WHOOSH = "whoosh"
_WRITER_MB = 256

Part = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True)
class Postings:
    """Per term (sorted): from where to where, which documents, what score. Scores of all fields are added up."""

    terms: list[str]
    start: NDArray[np.int64]
    document: NDArray[np.int32]
    impact: NDArray[np.float32]


def replace_index(index_dir: Path, documents: Sequence[SearchDocument], watch: Watch) -> None:
    """Write the index beside the one there is, and put it in its place. Call within `one_writer`."""
    for leftover in index_dir.glob(f".{WHOOSH}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    beside, gone, place = index_dir / f".{WHOOSH}-new", index_dir / f".{WHOOSH}-old", index_dir / WHOOSH
    write_index(beside, documents, watch)
    if place.exists():
        place.rename(gone)
    beside.rename(place)
    shutil.rmtree(gone, ignore_errors=True)


def write_index(folder: Path, documents: Sequence[SearchDocument], watch: Watch) -> None:
    """Write the index in one segment, so that Whoosh's document numbers are our order."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = index.create_in(str(folder), schema()).writer(limitmb=_WRITER_MB)
    for document in watch(documents, "Writing the Whoosh index", len(documents)):
        texts = {name: text for name, text in document.texts.items() if text}
        writer.add_document(service_id=str(document.service_id), **texts)
    writer.commit(optimize=True)


def export_postings(folder: Path) -> Postings:
    """Read every posting once and score it as Whoosh's BM25F does, times the field's weight."""
    found = index.open_dir(str(folder))
    reader = found.reader()
    try:
        terms: dict[str, int] = {}
        parts = [part for each in FIELDS for part in _field_postings(reader, each.name, each.weight, terms)]
        return _grouped(terms, parts)
    finally:
        reader.close()
        found.close()


def _field_postings(reader: IndexReader, name: str, weight: float, terms: dict[str, int]) -> Iterable[Part]:
    size = reader.doc_count_all()
    lengths = np.array([reader.doc_field_length(number, name) for number in range(size)], dtype=np.float64)
    average = (reader.field_length(name) / (size or 1)) or 1.0
    for term in reader.lexicon(name):
        word = term.decode("utf-8")
        ids, weights = _read(reader, name, word)
        idf = log(size / (len(ids) + 1)) + 1
        scores = idf * (weights * (K1 + 1)) / (weights + K1 * ((1 - B) + B * lengths[ids] / average))
        yield np.full(len(ids), terms.setdefault(word, len(terms))), ids, weight * scores


def _read(reader: IndexReader, name: str, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    ids: list[int] = []
    weights: list[float] = []
    matcher = reader.postings(name, word)
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(ids, dtype=np.int64), np.array(weights, dtype=np.float64)


def _grouped(terms: dict[str, int], parts: list[Part]) -> Postings:
    """One row a term and document, ordered by both, the fields' scores added."""
    if not parts:
        return Postings([], np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    ordered = sorted(terms)
    rank = np.empty(len(terms), dtype=np.int64)
    rank[[terms[word] for word in ordered]] = np.arange(len(ordered))
    term = rank[np.concatenate([part[0] for part in parts])]
    document = np.concatenate([part[1] for part in parts])
    score = np.concatenate([part[2] for part in parts])
    order = np.lexsort((document, term))
    term, document, score = term[order], document[order], score[order]
    first = np.flatnonzero(np.r_[True, (term[1:] != term[:-1]) | (document[1:] != document[:-1])])
    start = np.searchsorted(term[first], np.arange(len(ordered) + 1))
    impact = np.add.reduceat(score, first).astype(np.float32)
    return Postings(ordered, start.astype(np.int64), document[first].astype(np.int32), impact)
