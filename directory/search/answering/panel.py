"""All choices of all filters side by side, so that one pass over some documents counts every choice at once.

Few documents are counted by gathering their codes, many by counting bits in rows. What every choice of a filter keeps
(open to all, age not stated) is a row of its own and added afterwards, so that no document carries dozens of codes
that say nothing. What depends on the minute or on another filter's choice is not in here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.filters import Filter, View
from directory.search.index.bits import Bits, counts, everything, numbers
from directory.search.index.document_set import DocumentSet

#: At most so many codes of a document stand in the table; the few with more have the others in a list beside it.
_WIDTH = 32
#: Gathering a document's codes costs about as much as passing over this many documents in every row.
_GATHER = 11


@dataclass(frozen=True)
class Part:
    """Where a filter's rows are: its choices, what all of them keep, what says nothing, what says no to each."""

    choices: range
    always: int | None
    silent: int | None
    refused: range

    @property
    def length(self) -> int:
        """How many rows it has."""
        return len(self.choices) + len(self.refused) + (self.always is not None) + (self.silent is not None)


@dataclass(frozen=True)
class Counted:
    """Of one filter: what each choice would find, how many of each do not say, how many say nothing at all."""

    found: list[int]
    silent: list[int]
    not_known: int


@dataclass(frozen=True)
class Tally:
    """How many of `among` documents each row has, from the row `first` on."""

    totals: NDArray[np.integer]
    among: int
    first: int = 0

    def of(self, rows: range) -> list[int]:
        """Of some rows, which stand one after another."""
        found: list[int] = self.totals[rows.start - self.first : rows.stop - self.first].tolist()
        return found

    def one(self, row: int | None) -> int:
        """Of one row; nothing of none."""
        return 0 if row is None else int(self.totals[row - self.first])


@dataclass(frozen=True)
class Spilt:
    """Codes that found no room in the table, each with its document."""

    documents: NDArray[np.intp]
    codes: NDArray[np.intp]


class Panel:
    """The rows of some filters as one snapshot has them on one day."""

    def __init__(self, view: View, filters: Iterable[Filter]) -> None:
        blocks: list[Bits] = []
        self._parts = {each.key: _part(view, each, blocks) for each in filters}
        self._rows: Bits = np.concatenate(blocks) if blocks else np.zeros((0, view.snapshot.words), dtype=np.uint64)
        self._size = view.snapshot.size
        self._codes, self._spilt = _codes(self._rows, self._size)
        self._everywhere = counts(self._rows, everything(self._size))

    def tally(self, among: DocumentSet) -> Tally:
        """Count every row among some documents; where nearly all are meant, what the others would take from it."""
        if among.count * _GATHER <= self._size:
            return Tally(self._gathered(among), among.count)
        if (self._size - among.count) * _GATHER <= self._size:
            return Tally(self._everywhere - self._gathered(among.others()), among.count)
        return Tally(counts(self._rows, among.bits), among.count)

    def lifted(self, key: str, among: DocumentSet) -> Tally:
        """The same, right only for the rows of one filter."""
        part = self._parts[key]
        if among.count * _GATHER * len(self._rows) <= self._size * part.length:
            return Tally(self._gathered(among), among.count)
        first, last = part.choices.start, part.choices.start + part.length
        return Tally(counts(self._rows[first:last], among.bits), among.count, first)

    def of(self, key: str, tally: Tally) -> Counted:
        """What a tally says of one filter."""
        part = self._parts[key]
        always, own, refused = tally.one(part.always), tally.of(part.choices), tally.of(part.refused)
        return Counted(
            [number + always for number in own],
            [tally.among - yes - no for yes, no in zip(own, refused, strict=True)] if refused else [],
            tally.one(part.silent),
        )

    def _gathered(self, among: DocumentSet) -> NDArray[np.integer]:
        # The row past the last takes the empty places of the table.
        totals = np.bincount(self._codes.take(among.numbers, axis=0).ravel(), minlength=len(self._rows) + 1)[:-1]
        if len(self._spilt.documents):
            within = among.flags[self._spilt.documents]
            totals = totals + np.bincount(self._spilt.codes[within], minlength=len(self._rows))
        return totals


def _part(view: View, each: Filter, blocks: list[Bits]) -> Part:
    """Put the rows of a filter into the blocks; says where they are."""
    values = each.values(view.snapshot.catalogue)
    own, always, silent = each.stating(view, values, {}), each.always(view), each.not_known(view, values)
    if not values:
        own = np.zeros((0, view.snapshot.words), dtype=np.uint64)
    first = sum(len(block) for block in blocks)
    end = first + len(own)
    blocks.append(own if always is None else own & ~always)
    places: list[int | None] = []
    for row in (always, silent if silent is not None and silent.ndim == 1 else None):
        places.append(end if row is not None else None)
        if row is not None:
            blocks.append(row[None, :])
            end += 1
    refused = range(end, end)
    if silent is not None and silent.ndim == 2 and len(silent) == len(own):
        blocks.append(everything(view.snapshot.size) & ~(own | silent))
        refused = range(end, end + len(own))
    return Part(range(first, first + len(own)), places[0], places[1], refused)


def _codes(rows: Bits, size: int) -> tuple[NDArray[np.uint16], Spilt]:
    """Each document's rows in a table, padded with one row too many, and those that do not fit there."""
    table = np.full((size, _WIDTH), len(rows), dtype=np.uint16)
    filled = np.zeros(size, dtype=np.intp)
    documents: list[NDArray[np.intp]] = []
    codes: list[NDArray[np.intp]] = []
    for number, row in enumerate(rows):
        holders = numbers(row, size)
        places = filled[holders]
        fits = places < _WIDTH
        table[holders[fits], places[fits]] = number
        filled[holders] += 1
        documents.append(holders[~fits])
        codes.append(np.full(len(documents[-1]), number, dtype=np.intp))
    widest = min(int(filled.max(initial=1)), _WIDTH)
    none = np.zeros(0, dtype=np.intp)
    spilt = Spilt(np.concatenate([none, *documents]), np.concatenate([none, *codes]))
    return np.ascontiguousarray(table[:, :widest]), spilt
