"""Which words stand how often in which field of which document, and the BM25F score that follows from that.

Counts are kept beside the scores: a document more or less changes every score a little, and from the counts all of
them are computed again in a moment. Arithmetic and rounded lengths are Whoosh's, to the bit: a test compares the two.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.util import numeric

from directory.search.documents import SearchDocument
from directory.search.index.arrays import Array
from directory.search.index.schema import FIELDS, WORD, folded, term_of_word
from directory.search.keeping import Watch

#: Whoosh's own defaults.
B, K1 = 0.75, 1.2

# One part of a posting in 16 bits: whether it is the posting's first, the field, how often the word stands there.
FIRST = np.uint16(1 << 15)
_FIELD_AT, _MOST = 11, (1 << 11) - 1
_WEIGHTS = np.array([each.weight for each in FIELDS])
_ROUNDED = np.array([numeric.byte_to_length(byte) for byte in range(256)], dtype=np.float64)
_PARTS_AT_ONCE = 1 << 16

#: Words that may be suggested to somebody who misspelt one: no numbers, no abbreviations.
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_find = re.compile(WORD).findall
#: In plain text all but letters, digits and underscores stand between words.
_BETWEEN = str.maketrans({code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")})


@dataclass(frozen=True)
class Analysed:
    """The words of some documents. Postings are ordered by term and document, their parts by field as well."""

    terms: list[str]
    start: NDArray[np.int64]
    document: NDArray[np.int32]
    parts: NDArray[np.uint16]
    lengths: NDArray[np.uint32]
    words: list[str]
    word_start: NDArray[np.int64]
    document_word: NDArray[np.int32]


class _Numbers(dict[str, int]):
    """Gives each word it has not met the next number."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Texts(dict[str, "array[int]"]):
    """The numbers of the words of each text. Each is read once, and so is each of its lines: many share one."""

    def __init__(self) -> None:
        self.words = _Numbers()

    def __missing__(self, text: str) -> "array[int]":
        first, *others = text.split("\n")
        if others:
            found = array("i", self[first])
            for line in others:
                found.extend(self[line])
        else:
            found = array("i", list(map(self.words.__getitem__, _split(text))))
        self[text] = found
        return found


def analyse(documents: Sequence[SearchDocument], watch: Watch) -> Analysed:
    """Read every text. The loop only splits what it has not met, columns do the rest."""
    texts = _Texts()
    written, sizes = array("i"), array("i")
    for document in watch(documents, "Indexing listings", len(documents)):
        for each in FIELDS:
            found = texts[document.texts.get(each.name, "")]
            sizes.append(len(found))
            written.extend(found)
    met = texts.words
    group = np.repeat(np.arange(len(sizes)), np.frombuffer(sizes, dtype=np.int32) if sizes else 0)
    numbers = np.frombuffer(written, dtype=np.int32) if written else np.zeros(0, np.int32)
    plain = [folded(word) for word in met]
    terms, term_of = _renamed([term_of_word(word) for word in plain])
    words, word_of = _renamed([word if _LETTERS.fullmatch(word) else "" for word in plain])
    lengths, start, document_of, parts = _postings(term_of[numbers], group, len(terms), len(documents))
    word_start, document_word = _words(word_of[numbers], group // len(FIELDS), len(words), len(documents))
    return Analysed(terms, start, document_of, parts, lengths, words, word_start, document_word)


def _split(text: str) -> list[str]:
    """The words of a text as `WORD` finds them. Plain text, as most is, is split several times faster."""
    if text.isascii() and "'" not in text:
        return text.translate(_BETWEEN).split()
    return _find(text)


def _renamed(names: list[str]) -> tuple[list[str], NDArray[np.int64]]:
    """All different names in order, and the place of each given one among them; -1 for empty ones."""
    ordered = sorted({name for name in names if name})
    places = {name: place for place, name in enumerate(ordered)} | {"": -1}
    return ordered, np.array([places[name] for name in names], dtype=np.int64)


def _postings(
    term: NDArray[np.int64], group: NDArray[np.int64], terms: int, documents: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int32], NDArray[np.uint16]]:
    groups = documents * len(FIELDS)
    kept = term >= 0  # not a stop word
    term, group = term[kept], group[kept]
    lengths = np.bincount(group, minlength=groups).astype(np.uint32).reshape(documents, len(FIELDS))
    keys = np.sort(term * groups + group)
    part_at = np.flatnonzero(_is_first(keys))
    often = np.diff(part_at, append=len(keys))
    keys = keys[part_at]
    posting, field = _divided(keys, len(FIELDS))
    is_first = _is_first(posting)
    parts = np.minimum(often, _MOST).astype(np.uint16) | (field << _FIELD_AT).astype(np.uint16)
    parts[is_first] |= FIRST
    term, document = _divided(posting[is_first], documents)
    start = np.searchsorted(term, np.arange(terms + 1)).astype(np.int64)
    return lengths, start, document.astype(np.int32), parts


def _is_first(ascending: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which are other than the one before."""
    firsts: NDArray[np.bool_] = np.diff(ascending, prepend=-1) != 0
    return firsts


def _divided(keys: NDArray[np.int64], by: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Quotients and remainders; NumPy's `divmod` takes twice as long."""
    quotient = keys // (by or 1)
    return quotient, keys - quotient * by


def _words(
    word: NDArray[np.int64], document: NDArray[np.int64], words: int, documents: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which words as written each document has, each once."""
    kept = word >= 0
    keys = np.sort(document[kept] * words + word[kept])
    document, word = _divided(keys[_is_first(keys)], words)
    return np.searchsorted(document, np.arange(documents + 1)).astype(np.int64), word.astype(np.int32)


def impacts(start: Array, document: Array, parts: Array, lengths: Array) -> NDArray[np.float32]:
    """The score of each posting: each field's BM25 times its weight, added up."""
    size = len(lengths)
    scores = np.empty(len(document), dtype=np.float32)
    if not size:
        return scores
    means = lengths.sum(axis=0, dtype=np.int64) / size
    norm = K1 * ((1 - B) + B * rounded(lengths) / np.where(means > 0, means, 1.0))
    for posting, some, first_part in _shares(start, parts):
        scores[posting] = _scores(start[some], document[posting], parts[first_part], norm.ravel(), size)
    return scores


def rounded(lengths: Array) -> NDArray[np.float64]:
    """Field lengths as Whoosh keeps them, in one byte each."""
    kept: NDArray[np.float64] = _ROUNDED[np.minimum(np.searchsorted(_ROUNDED, lengths), 255)]
    return kept


def _shares(start: Array, parts: Array) -> Iterator[tuple[slice, slice, slice]]:
    """Postings, term starts and parts of some terms at a time: what fits the processor's cache is added up faster."""
    terms = len(start) - 1
    part_at = np.flatnonzero(np.append(parts >= FIRST, True))[start]
    cuts = np.searchsorted(part_at, np.arange(0, len(parts), _PARTS_AT_ONCE), side="right") - 1
    edges = np.unique(np.append(cuts, terms))
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        yield slice(start[low], start[high]), slice(low, high + 1), slice(part_at[low], part_at[high])


def _scores(start: Array, document: Array, parts: Array, norm: Array, size: int) -> NDArray[np.float64]:
    """`start` are those of these terms; `norm` has, document by document, what each field's length does to a score."""
    is_first = parts >= FIRST
    first_part = np.flatnonzero(is_first)
    posting = np.cumsum(is_first, dtype=np.int32) - 1
    field = ((parts >> _FIELD_AT) & 15).astype(np.intp)
    often = (parts & _MOST).astype(np.float64)
    terms = len(start) - 1
    per_term = np.diff(np.append(first_part, len(parts))[start - start[0]])
    word = np.repeat(np.arange(0, terms * len(FIELDS), len(FIELDS)), per_term) + field
    holders = np.bincount(word, minlength=terms * len(FIELDS))
    worth = np.tile(_WEIGHTS, terms) * (np.log(size / (holders + 1.0)) + 1.0)
    at = (document.astype(np.intp) * len(FIELDS))[posting] + field
    scores = worth[word] * (often * (K1 + 1) / (often + norm[at]))
    return np.add.reduceat(scores, first_part) if len(scores) else scores
