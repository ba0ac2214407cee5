"""The durable Whoosh index of a generation, and the export of its postings with BM25F scores. Knows no query."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from directory.search.documents import SearchDocument
from directory.search.schema import FIELDS, schema

#: Whoosh's own defaults, so that a plain Whoosh search of the index gives the same scores.
B, K1 = 0.75, 1.2
_WRITER_MB = 256

#: Looks on while documents are taken, such as `progress.track`.
Watch = Callable[[Sequence[SearchDocument], str, int], Iterable[SearchDocument]]


@dataclass(frozen=True)
class Postings:
    """Per term (sorted): from where to where, which documents, what score. Scores of all fields are added up."""

    terms: list[str]
    start: NDArray[np.int64]
    document: NDArray[np.int32]
    impact: NDArray[np.float32]


def write_index(folder: Path, documents: Sequence[SearchDocument], watch: Watch) -> None:
    """Write the index in one segment, so that Whoosh's document numbers are our order."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = index.create_in(str(folder), schema()).writer(limitmb=_WRITER_MB)
    for document in watch(documents, "Indexing listings", len(documents)):
        texts = {name: text for name, text in document.texts.items() if text}
        writer.add_document(service_id=str(document.service_id), **texts)
    writer.commit(optimize=True)


def export_postings(folder: Path) -> Postings:
    """Read every posting once and score it as Whoosh's BM25F does, times the field's weight."""
    found = index.open_dir(str(folder))
    reader = found.reader()
    try:
        terms: dict[str, int] = {}
        columns: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
        for field in FIELDS:
            columns.extend(_field_postings(reader, field.name, field.weight, terms))
        return _grouped(terms, columns)
    finally:
        reader.close()
        found.close()


def _field_postings(
    reader: IndexReader, name: str, weight: float, terms: dict[str, int]
) -> Iterable[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    size = reader.doc_count_all()
    lengths = np.array([reader.doc_field_length(number, name) for number in range(size)], dtype=np.float64)
    average = (reader.field_length(name) / (size or 1)) or 1.0
    for term in reader.lexicon(name):
        word = term.decode("utf-8")
        ids, weights = _read(reader, name, word)
        idf = log(size / (len(ids) + 1)) + 1
        scores = idf * (weights * (K1 + 1)) / (weights + K1 * ((1 - B) + B * lengths[ids] / average))
        number = terms.setdefault(word, len(terms))
        yield np.full(len(ids), number), ids, weight * scores


def _read(reader: IndexReader, name: str, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    ids: list[int] = []
    weights: list[float] = []
    matcher = reader.postings(name, word)
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(ids, dtype=np.int64), np.array(weights, dtype=np.float64)


def _grouped(
    terms: dict[str, int], columns: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]
) -> Postings:
    """One row a term and document, ordered by both, the fields' scores added."""
    ordered = sorted(terms)
    if not columns:
        return Postings([], np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    rank = np.empty(len(terms), dtype=np.int64)
    rank[[terms[word] for word in ordered]] = np.arange(len(ordered))
    term = rank[np.concatenate([column[0] for column in columns])]
    document = np.concatenate([column[1] for column in columns])
    score = np.concatenate([column[2] for column in columns])
    order = np.lexsort((document, term))
    term, document, score = term[order], document[order], score[order]
    first = np.flatnonzero(np.r_[True, (term[1:] != term[:-1]) | (document[1:] != document[:-1])])
    start = np.searchsorted(term[first], np.arange(len(ordered) + 1))
    impact = np.add.reduceat(score, first).astype(np.float32)
    return Postings(ordered, start.astype(np.int64), document[first].astype(np.int32), impact)
