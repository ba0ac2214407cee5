"""A table of counts before and after small numbers are protected; pages, files and the interface share the second."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from directory.insight.disclosure.rule import Mark, Rule

Counts: TypeAlias = NDArray[np.int64]
Marks: TypeAlias = NDArray[np.int8]  # of Mark


@dataclass(frozen=True, slots=True)
class Table:
    """True counts of people or events, each in one cell only. Never leaves the server."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    has_row_totals: bool = True
    has_column_totals: bool = True

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(line) != len(self.columns) for line in self.counts):
            raise ValueError("Give one line of counts for each row, with one count for each column")
        if len(set(self.rows)) < len(self.rows) or len(set(self.columns)) < len(self.columns):
            raise ValueError("Give every row and every column a name of its own")
        if any(count < 0 for line in self.counts for count in line):
            raise ValueError("Give counts of nought or more")

    def with_totals(self) -> Counts:
        """Counts with one more row and one more column that hold the totals."""
        body = np.array(self.counts, dtype=np.int64).reshape(len(self.rows), len(self.columns))
        return add_totals(body)


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as anybody may see it: `value` is None where it is hidden, `text` says so in words."""

    value: int | None
    mark: Mark
    text: str

    @staticmethod
    def told(count: int, mark: Mark, rule: Rule) -> "Cell":
        """A count as it is told; of one that is hidden nothing stays in it."""
        if mark is Mark.SHOWN:
            value = rule.rounded(count)
            return Cell(value, mark, f"{value:,}")
        return Cell(None, mark, {Mark.SMALL: rule.small_words, Mark.WITHHELD: "withheld"}.get(mark, ""))


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What pages, files and the interface show. Holds nothing that is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...] | None
    column_totals: tuple[Cell, ...] | None
    total: Cell | None
    rule: Rule

    def marks(self) -> Marks:
        """How each count is told, totals in the last row and column."""
        return np.array([[cell.mark for cell in line] for line in self._with_totals()], dtype=np.int8)

    def shown(self) -> Counts:
        """The numbers that are shown, totals in the last row and column; nought where hidden."""
        return np.array([[cell.value or 0 for cell in line] for line in self._with_totals()], dtype=np.int64)

    def lines(self, corner: str = "", total: str = "Total") -> Iterator[tuple[str, ...]]:
        """The table as lines of text, for a file of comma-separated values."""
        extra = (total,) if self.row_totals is not None else ()
        yield (corner, *self.columns, *extra)
        for number, (row, cells) in enumerate(zip(self.rows, self.cells, strict=True)):
            last = (self.row_totals[number].text,) if self.row_totals is not None else ()
            yield (row, *(cell.text for cell in cells), *last)
        if self.column_totals is not None:
            last = (self.total.text,) if self.total else ()
            yield (total, *(cell.text for cell in self.column_totals), *last)

    def records(self) -> Iterator[Mapping[str, str | int | None]]:
        """One record a cell, for an interface: hidden values are null and say how they are hidden."""
        for row, cells in zip(self.rows, self.cells, strict=True):
            for column, cell in zip(self.columns, cells, strict=True):
                yield {"row": row, "column": column, "value": cell.value, "mark": cell.mark.name.lower()}

    def _with_totals(self) -> list[tuple[Cell, ...]]:
        none = Cell(None, Mark.UNPUBLISHED, "")
        row_totals = self.row_totals or (none,) * len(self.rows)
        column_totals = self.column_totals or (none,) * len(self.columns)
        lines = [(*cells, last) for cells, last in zip(self.cells, row_totals, strict=True)]
        return [*lines, (*column_totals, self.total or none)]


def percentage(part: Cell, whole: Cell) -> float | None:
    """Per cent from what is shown, so that it tells no more than that; None when either is hidden or the whole is 0."""
    if part.value is None or not whole.value:
        return None
    return 100 * part.value / whole.value


def add_totals(body: Counts) -> Counts:
    """The counts with their sums behind the last place of every axis."""
    for axis in range(body.ndim):
        body = np.concatenate((body, body.sum(axis=axis, keepdims=True)), axis=axis)
    return body


def as_told(
    rows: tuple[str, ...], columns: tuple[str, ...], counts: Counts, marks: Marks, rule: Rule
) -> ProtectedTable:
    """The protected table of counts and marks, both with totals in the last row and column."""
    cells = [
        tuple(Cell.told(int(count), Mark(mark), rule) for count, mark in zip(*pair, strict=True))
        for pair in zip(counts, marks, strict=True)
    ]
    return ProtectedTable(
        rows=rows,
        columns=columns,
        cells=tuple(line[:-1] for line in cells[:-1]),
        row_totals=tuple(line[-1] for line in cells[:-1]) if _published(line[-1] for line in cells) else None,
        column_totals=cells[-1][:-1] if _published(cells[-1]) else None,
        total=cells[-1][-1] if _published(cells[-1][-1:]) else None,
        rule=rule,
    )


def _published(cells: Iterable[Cell]) -> bool:
    return any(cell.mark is not Mark.UNPUBLISHED for cell in cells)
