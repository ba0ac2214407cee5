"""Protecting small numbers: the one function that every single table goes through before it is seen.

Rounded totals do not by themselves keep a hidden count safe (12, 12, 12 and 7 give 10, 10, 10, hidden, 45: only one set
of counts rounds so). So every table is audited as a reader would take it apart, and what gives a small count away is
withheld, until nothing does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from directory.insight.disclosure.rule import NHS, Mark, Rule
from directory.insight.disclosure.table import Counts, Marks, ProtectedTable, Table, as_told
from directory.insight.disclosure.web import Web, beside, first_marks, unlimited, web_of
from directory.insight.disclosure.withholding import withhold


@dataclass(frozen=True, slots=True)
class Earlier:
    """The report before this one: what was counted, and what was told of it."""

    table: Table
    told: ProtectedTable
    growing: bool = False  # whether readers know that counts never go down, as in totals since a day


def protect(
    table: Table,
    rule: Rule = NHS,
    *,
    earlier: Earlier | None = None,
    told: Mapping[tuple[int, int], Mark] | None = None,
) -> ProtectedTable:
    """The table as it may be seen. With the `earlier` report, small differences between the two stay hidden too.

    `told`: how some places, such as totals that another table tells as well, are told already.
    """
    counts = table.with_totals()
    marks = first_marks(counts, _offered(table), rule)
    if earlier is None and not (told or table.has_row_totals or table.has_column_totals):
        return as_told(table.rows, table.columns, counts, marks, rule)  # no sums: nothing tells of anything else
    if earlier is None:
        web = _as_told_already(web_of(counts, marks, rule, unlimited(counts, rule=rule)), counts, told or {})
    else:
        before = _before(earlier, table)
        most = unlimited(counts, before, rule=rule)
        old = web_of(before, earlier.told.marks(), earlier.told.rule, most)
        web = beside(web_of(counts, marks, rule, most), old, growing=earlier.growing)
    safe = withhold(web).marks[: counts.size].reshape(counts.shape)
    return as_told(table.rows, table.columns, counts, safe, rule)


def _as_told_already(web: Web, counts: Counts, told: Mapping[tuple[int, int], Mark]) -> Web:
    if not told:
        return web
    places = np.array([np.ravel_multi_index(place, counts.shape) for place in told], dtype=np.intp)
    is_free = web.is_free.copy()
    is_free[places] = False
    return replace(web.marked(places, np.array(list(told.values()), dtype=np.int8)), is_free=is_free)


def _offered(table: Table) -> Marks:
    """Which places the table has at all."""
    marks = np.full((len(table.rows) + 1, len(table.columns) + 1), Mark.SHOWN, dtype=np.int8)
    if not table.has_column_totals:
        marks[-1, :] = Mark.UNPUBLISHED
    if not table.has_row_totals:
        marks[:, -1] = Mark.UNPUBLISHED
    return marks


def _before(earlier: Earlier, table: Table) -> Counts:
    if (earlier.table.rows, earlier.table.columns) != (table.rows, table.columns):
        raise ValueError("Give the earlier report with the same rows and columns")
    return earlier.table.with_totals()
