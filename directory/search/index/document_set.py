"""A set of documents in the form that is cheaper: as ascending numbers while it is small, as packed bits when large."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory.search.index import bits
from directory.search.index.bits import Bits, Flags

Numbers = NDArray[np.intp]

#: Looking a number up in a mask costs about as much as passing over this many documents a word at a time.
_LOOKUP = 16


class DocumentSet:
    """Some of `size` documents. Never changes."""

    def __init__(self, size: int, *, numbers: Numbers | None = None, packed: Bits | None = None) -> None:
        self._size = size
        self._numbers, self._packed = numbers, packed

    @classmethod
    def of_flags(cls, flags: Flags) -> "DocumentSet":
        """The documents whose flag is up."""
        return cls(len(flags), packed=bits.pack(flags))

    @cached_property
    def numbers(self) -> Numbers:
        """The documents, ascending."""
        return bits.numbers(self._bits, self._size) if self._numbers is None else self._numbers

    @cached_property
    def bits(self) -> Bits:
        """The documents as packed bits."""
        return self._bits

    @property
    def _bits(self) -> Bits:
        if self._packed is None:
            flags = np.zeros(self._size, dtype=np.bool_)
            flags[self.numbers] = True
            self._packed = bits.pack(flags)
        return self._packed

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return bits.count(self._bits) if self._numbers is None else len(self._numbers)

    def counts(self, rows: Bits) -> list[int]:
        """How many of them each of a few masks holds."""
        if self._numbers is not None and len(self._numbers) * len(rows) * _LOOKUP <= self._size:
            return [int(np.count_nonzero(bits.holds(row, self._numbers))) for row in rows]
        found: list[int] = bits.counts(rows, self._bits).tolist()
        return found

    def meeting(self, mask: Bits) -> "DocumentSet":
        """Those that a mask holds too."""
        if self._numbers is not None and len(self._numbers) * _LOOKUP <= self._size:
            return self.where(bits.holds(mask, self._numbers))
        return DocumentSet(self._size, packed=self._bits & mask)

    def among(self, numbers: Numbers) -> "DocumentSet":
        """Those among some documents, given in ascending order."""
        return DocumentSet(self._size, numbers=numbers).meeting(self.bits)

    def where(self, flags: Flags) -> "DocumentSet":
        """Those whose flag is up; one flag for each document of the set."""
        return DocumentSet(self._size, numbers=self.numbers[flags])
