"""The report before this one, so that what is told now cannot be taken from what was told then.

Rows and columns come and go: a row of noughts is left out, a year moves on by a month. Rows are matched by name, and
columns by name or, where none is called the same, by their order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from directory.insight.disclosure.protecting import Earlier, protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Cell, ProtectedTable, Table

NOUGHT = Cell(0, Mark.SHOWN, "0")


@dataclass(frozen=True)
class Counted:
    """A table as it was counted, and as it was told."""

    table: Table
    told: ProtectedTable


def beside(table: Table, rule: Rule, before: Sequence[Counted]) -> ProtectedTable:
    """The table as it may be seen beside the one of the report before that is like it; alone if none is."""
    found = next((each for each in before if _is_like(table, each.table)), None)
    if found is None:
        return protect(table, rule)
    gone = tuple(row for row in found.table.rows if row not in table.rows)
    noughts = tuple((0,) * len(table.columns) for _ in gone)
    both = replace(table, rows=(*table.rows, *gone), counts=(*table.counts, *noughts))
    told = protect(both, rule, earlier=_lined_up(both, found))
    many = len(table.rows)
    totals = told.row_totals
    return replace(told, rows=table.rows, cells=told.cells[:many], row_totals=totals[:many] if totals else None)


def _is_like(table: Table, before: Table) -> bool:
    same_frame = (len(table.columns), table.has_row_totals, table.has_column_totals) == (
        len(before.columns),
        before.has_row_totals,
        before.has_column_totals,
    )
    return same_frame and bool(set(table.rows) & set(before.rows) or set(table.columns) & set(before.columns))


def _lined_up(table: Table, before: Counted) -> Earlier:
    """The earlier report with the rows and columns of this one; a row that it did not have was nought."""
    order = _order(table.columns, before.table.columns)
    rows = {row: number for number, row in enumerate(before.table.rows)}
    counts, cells, totals = [], [], []
    for row in table.rows:
        number = rows.get(row)
        counts.append(tuple(0 if number is None else before.table.counts[number][column] for column in order))
        cells.append(tuple(NOUGHT if number is None else before.told.cells[number][column] for column in order))
        totals.append(NOUGHT if number is None or not before.told.row_totals else before.told.row_totals[number])
    below = before.told.column_totals
    told = replace(
        before.told,
        rows=table.rows,
        columns=table.columns,
        cells=tuple(cells),
        row_totals=tuple(totals) if before.told.row_totals else None,
        column_totals=tuple(below[column] for column in order) if below else None,
    )
    return Earlier(replace(table, counts=tuple(counts)), told)


def _order(columns: Sequence[str], before: Sequence[str]) -> list[int]:
    if set(columns) == set(before):
        return [before.index(column) for column in columns]
    return list(range(len(columns)))


def as_json(counted: Sequence[Counted]) -> list[dict[str, Any]]:
    """The true counts, to be kept beside what was published and shown to nobody."""
    return [
        {
            "rows": list(each.table.rows),
            "columns": list(each.table.columns),
            "counts": [list(line) for line in each.table.counts],
            "has_row_totals": each.table.has_row_totals,
            "has_column_totals": each.table.has_column_totals,
        }
        for each in counted
    ]


def from_json(kept: Sequence[Mapping[str, Any]], told: Sequence[ProtectedTable]) -> tuple[Counted, ...]:
    """The same again with what was told of them: each with the published table of its rows and columns."""
    tables = [
        Table(
            tuple(each["rows"]),
            tuple(each["columns"]),
            tuple(tuple(line) for line in each["counts"]),
            each["has_row_totals"],
            each["has_column_totals"],
        )
        for each in kept
    ]
    found = ((table, next((each for each in told if _frame(each) == _frame(table)), None)) for table in tables)
    return tuple(Counted(table, each) for table, each in found if each is not None)


def _frame(table: Table | ProtectedTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return table.rows, table.columns
