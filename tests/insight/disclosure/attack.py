"""A reader who wants the hidden counts and has nothing but what is published: rule, tables, sums, earlier reports.

Written apart from the audit it tests: one variable a count, one linear programme for each end of each hidden count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Cell, ProtectedTable

Place = tuple[int, int, int]  # table, row, column; totals are behind the last of each
UNLIMITED = 100_000.0


def known(cell: Cell | None, rule: Rule) -> tuple[float, float]:
    """The least and the most that a published cell leaves open."""
    if cell is None or cell.mark is Mark.WITHHELD:
        return 0, UNLIMITED
    if cell.value is None:
        return 1, rule.threshold
    if cell.value == 0:
        return 0, 0
    fits = [
        n for n in range(cell.value - rule.rounding, cell.value + rule.rounding + 1) if rule.rounded(n) == cell.value
    ]
    return max(min(fits), rule.threshold + 1), max(fits)


@dataclass
class Attacker:
    """Collects tables and what links them, and works out the range of any count or difference."""

    tables: Sequence[ProtectedTable]
    sums: Iterable[tuple[Sequence[int], int]] = ()  # tables that add up to another
    grows: Iterable[tuple[int, int]] = ()  # earlier and later tables of counts that never go down
    places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = [
            (number, row, column)
            for number, table in enumerate(self.tables)
            for row, column in product(range(len(table.rows) + 1), range(len(table.columns) + 1))
        ]
        self.index = {place: number for number, place in enumerate(self.places)}
        self.bounds = [known(self.cell(place), self.tables[place[0]].rule) for place in self.places]
        self.equal = [row for number in range(len(self.tables)) for row in self.totals(number)] + [
            self.vector({(n, r, c): 1.0 for n in parts} | {(whole, r, c): -1.0})
            for parts, whole in self.sums
            for _, r, c in (place for place in self.places if place[0] == whole)
        ]
        self.below = [
            self.vector({(old, r, c): 1.0, (new, r, c): -1.0})
            for old, new in self.grows
            for _, r, c in (place for place in self.places if place[0] == old)
        ]

    def cell(self, place: Place) -> Cell | None:
        number, row, column = place
        table = self.tables[number]
        if row == len(table.rows) and column == len(table.columns):
            return table.total
        if row == len(table.rows):
            return table.column_totals[column] if table.column_totals else None
        if column == len(table.columns):
            return table.row_totals[row] if table.row_totals else None
        return table.cells[row][column]

    def totals(self, number: int) -> Iterable[np.ndarray]:
        rows, columns = len(self.tables[number].rows), len(self.tables[number].columns)
        for column in range(columns + 1):
            yield self.vector({(number, r, column): 1.0 for r in range(rows)} | {(number, rows, column): -1.0})
        for row in range(rows + 1):
            yield self.vector({(number, row, c): 1.0 for c in range(columns)} | {(number, row, columns): -1.0})

    def vector(self, parts: dict[Place, float]) -> np.ndarray:
        found = np.zeros(len(self.places))
        for place, sign in parts.items():
            found[self.index[place]] += sign
        return found

    def choices(self, parts: dict[Place, float]) -> int:
        """How many whole numbers the sum of these counts can still be."""
        way = self.vector(parts)
        ends = []
        for sign in (1, -1):
            solved = linprog(
                sign * way,
                A_eq=np.array(self.equal),
                b_eq=np.zeros(len(self.equal)),
                A_ub=np.array(self.below) if self.below else None,
                b_ub=np.zeros(len(self.below)) if self.below else None,
                bounds=self.bounds,
            )
            assert solved.x is not None, solved.message
            ends.append(float(way @ solved.x))
        return floor(ends[1] + 1e-6) - ceil(ends[0] - 1e-6) + 1
