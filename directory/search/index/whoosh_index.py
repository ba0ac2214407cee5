"""The durable Whoosh index of a generation, and its postings read back. Nothing waits for it at query time.

It is the plain, documented form of the same words: any Whoosh program can open it, and tests hold our arrays to it.
"""

from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import index
from whoosh.reading import IndexReader

from directory.search.documents import SearchDocument
from directory.search.index.postings import K1, B, Part, Postings, Watch, grouped
from directory.search.index.schema import FIELDS, schema

_WRITER_MB = 256


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
        return grouped(terms, parts)
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
