"""A set of documents in the form that is cheaper: as ascending numbers while it is small, as packed bits when large."""

import numpy as np
from numpy.typing import NDArray

from directory.search.index import bits
from directory.search.index.bits import Bits, Flags, Places

Numbers = NDArray[np.intp]

#: Looking a number up in a mask costs about as much as passing over this many documents a word at a time.
_LOOKUP = 16


class DocumentSet:
    """Some of `size` documents. Never changes; the form it was not given in is made when somebody asks for it."""

    __slots__ = ("_count", "_flags", "_numbers", "_packed", "_places", "_size")

    def __init__(self, size: int, *, numbers: Numbers | None = None, packed: Bits | None = None) -> None:
        self._size = size
        self._numbers, self._packed = numbers, packed
        self._flags: Flags | None = None
        self._places: Places | None = None
        self._count = -1 if numbers is None else len(numbers)

    @classmethod
    def of_flags(cls, flags: Flags) -> "DocumentSet":
        """The documents whose flag is up."""
        return cls(len(flags), packed=bits.pack(flags))

    @property
    def numbers(self) -> Numbers:
        """The documents, ascending."""
        if self._numbers is None:
            self._numbers = bits.numbers(self.bits, self._size)
        return self._numbers

    @property
    def bits(self) -> Bits:
        """The documents as packed bits."""
        if self._packed is None:
            self._packed = bits.pack(self.flags)
        return self._packed

    @property
    def flags(self) -> Flags:
        """A flag for each of all documents."""
        if self._flags is None:
            if self._packed is None:
                self._flags = np.zeros(self._size, dtype=np.bool_)
                self._flags[self.numbers] = True
            else:
                self._flags = bits.unpack(self._packed, self._size)
        return self._flags

    @property
    def count(self) -> int:
        """How many there are."""
        if self._count < 0:
            self._count = bits.count(self.bits)
        return self._count

    @property
    def is_large(self) -> bool:
        """Whether looking at all documents costs less than at each of these."""
        return self.count * 4 > self._size

    def counts(self, rows: Bits) -> list[int]:
        """How many of them each of a few masks holds."""
        if self._numbers is not None and len(self._numbers) * len(rows) * _LOOKUP <= self._size:
            found: list[int] = self._held(rows).sum(axis=1).tolist()
        else:
            found = bits.counts(rows, self.bits).tolist()
        return found

    def meeting(self, mask: Bits) -> "DocumentSet":
        """Those that a mask holds too."""
        if self._numbers is not None and len(self._numbers) * _LOOKUP <= self._size:
            return self.where(self._held(mask))
        return DocumentSet(self._size, packed=self.bits & mask)

    def _held(self, masks: Bits) -> Flags:
        """Which of them a mask, or each of several, holds: where they stand in a mask is worked out once."""
        if self._places is None:
            self._places = bits.places_of(self.numbers)
        return bits.holds(masks, self._places)

    def among(self, numbers: Numbers) -> "DocumentSet":
        """Those among some documents, given in ascending order."""
        return DocumentSet(self._size, numbers=numbers[self.flags[numbers]])

    def others(self) -> "DocumentSet":
        """All documents that are not among them."""
        return DocumentSet(self._size, numbers=np.flatnonzero(~self.flags))

    def of(self, numbers: Numbers) -> "DocumentSet":
        """Those numbers, of which all are known to be among them; in ascending order."""
        return DocumentSet(self._size, numbers=numbers)

    def where(self, flags: Flags) -> "DocumentSet":
        """Those whose flag is up; one flag for each document of the set."""
        return DocumentSet(self._size, numbers=self.numbers[flags])
