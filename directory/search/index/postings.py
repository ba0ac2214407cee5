"""Terms of all documents with their BM25F scores, straight from the texts with Whoosh's analyser and arithmetic.

Ten times faster than writing a Whoosh index and reading it again, and to the bit the same: a test compares the two.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

from directory.search.documents import SearchDocument
from directory.search.index.schema import FIELDS, WORD, analyser

#: Whoosh's own defaults.
B, K1 = 0.75, 1.2

#: Looks on while documents are taken, such as `progress.track`.
Watch = Callable[[Sequence[SearchDocument], str, int], Iterable[SearchDocument]]


@dataclass(frozen=True)
class Postings:
    """Per term (sorted): from where to where, which documents, what score. Scores of all fields are added up."""

    terms: list[str]
    start: NDArray[np.int64]
    document: NDArray[np.int32]
    impact: NDArray[np.float32]


@dataclass
class _Columns:
    """What is gathered of one field: one entry a term and document, and how long the field is in each document."""

    term: list[int] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Analysed:
    """The postings of some documents, and in how many of them each word as written occurs."""

    postings: Postings
    words: Counter[str]


def analyse(documents: Sequence[SearchDocument], watch: Watch) -> Analysed:
    """Read every text once. A word met before costs a look into a dictionary."""
    find = re.compile(WORD).findall
    terms: dict[str, int] = {}
    known: dict[str, int] = {}
    stem = analyser(remember=True)
    columns = {each.name: _Columns() for each in FIELDS}
    words: Counter[str] = Counter()

    def number_of(word: str) -> int:
        found = [token.text for token in stem(word)]
        number = terms.setdefault(found[0], len(terms)) if found else -1
        known[word] = number
        return number

    for place, document in enumerate(watch(documents, "Indexing listings", len(documents))):
        seen: set[str] = set()
        for name, column in columns.items():
            written = find(document.texts.get(name, ""))
            seen.update(written)
            numbers = [known[word] if word in known else number_of(word) for word in written]
            _gather(column, place, Counter(number for number in numbers if number >= 0))
        words.update(seen)
    return Analysed(_scored(terms, columns, len(documents)), words)


def _gather(column: _Columns, place: int, counted: Counter[int]) -> None:
    column.term.extend(counted)
    column.weight.extend(counted.values())
    column.document.extend([place] * len(counted))
    column.lengths.append(counted.total())


def _scored(terms: dict[str, int], columns: dict[str, _Columns], size: int) -> Postings:
    parts = [_scores(columns[each.name], each.weight, len(terms), size) for each in FIELDS]
    return grouped(terms, [part for part in parts if len(part[0])])


Part = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


def _scores(column: _Columns, weight: float, terms: int, size: int) -> Part:
    """BM25 of one field times its weight, as Whoosh computes it, its rounded field lengths included."""
    term = np.array(column.term, dtype=np.int64)
    document = np.array(column.document, dtype=np.int64)
    lengths = np.array([byte_to_length(length_to_byte(length)) for length in column.lengths], dtype=np.float64)
    average = (sum(column.lengths) / (size or 1)) or 1.0
    holders = np.bincount(term, minlength=terms)
    idf = np.log(size / (holders + 1.0)) + 1.0
    often = np.array(column.weight, dtype=np.float64)
    saturated = often * (K1 + 1) / (often + K1 * ((1 - B) + B * lengths[document] / average)) if len(term) else often
    return term, document, weight * idf[term] * saturated


def grouped(terms: dict[str, int], parts: list[Part]) -> Postings:
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
