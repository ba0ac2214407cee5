"""Sets of documents as packed bits: one bit a document, 64 to a word. Knows no listing and no query."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint64]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = tuple[NDArray[np.intp], Bits]

_WORD = 64
#: The word in which one document stands alone, by its place there.
_ALONE: Bits = np.uint64(1) << np.arange(_WORD, dtype=np.uint64)


def words_for(size: int) -> int:
    """How many 64-bit words hold `size` documents."""
    return -(-size // _WORD)


def pack(flags: Flags) -> Bits:
    """The set of the documents whose flag is up."""
    packed = np.zeros(words_for(len(flags)) * 8, dtype=np.uint8)
    octets = np.packbits(flags, bitorder="little")
    packed[: len(octets)] = octets
    return packed.view(np.uint64)


def pack_rows(flags: Flags) -> Bits:
    """Several sets at once: one row of flags a set."""
    rows, size = flags.shape
    packed = np.zeros((rows, words_for(size) * 8), dtype=np.uint8)
    octets = np.packbits(flags, axis=1, bitorder="little")
    packed[:, : octets.shape[1]] = octets
    return packed.view(np.uint64)


def unpack(bits: Bits, size: int) -> Flags:
    """The flags of a set."""
    return np.unpackbits(bits.view(np.uint8), count=size, bitorder="little").view(np.bool_)


def numbers(bits: Bits, size: int) -> NDArray[np.intp]:
    """The document numbers in a set, ascending."""
    return np.flatnonzero(unpack(bits, size))


def places_of(documents: NDArray[np.intp]) -> Places:
    """Where some documents stand in any set: each one's word, and the word in which it stands alone."""
    return documents >> 6, _ALONE.take(documents & 63)


def holds(bits: Bits, places: Places) -> Flags:
    """For each of some documents, whether a set holds it; of several sets, one row of flags each."""
    words, alone = places
    flags: Flags = (bits.take(words, axis=-1) & alone) != 0
    return flags


def everything(size: int) -> Bits:
    """The set of all documents."""
    return pack(np.ones(size, dtype=np.bool_))


def nothing(size: int) -> Bits:
    """The empty set."""
    return np.zeros(words_for(size), dtype=np.uint64)


def count(bits: Bits) -> int:
    """How many documents a set holds."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def counts(rows: Bits, bits: Bits) -> NDArray[np.int64]:
    """For each row, how many of its documents are in `bits`."""
    found: NDArray[np.int64] = np.bitwise_count(rows & bits).sum(axis=1, dtype=np.int64)
    return found


def union(rows: Bits) -> Bits:
    """The documents in any row."""
    joined: Bits = rows[0] if len(rows) == 1 else np.bitwise_or.reduce(rows, axis=0)
    return joined
