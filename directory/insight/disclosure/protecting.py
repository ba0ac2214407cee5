"""Protecting small numbers: the one function that every table goes through before it is seen, and its two companions.

Rounded totals do not by themselves keep a hidden count safe (12, 12, 12 and 7 give 10, 10, 10, hidden, 45: only one set
of counts rounds so). So every table is audited as a reader would take it apart, and what gives a small count away is
withheld, until nothing does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.insight.disclosure.audit import Release, exposed
from directory.insight.disclosure.rule import NHS, Mark, Rule
from directory.insight.disclosure.table import Counts, Marks, ProtectedTable, Table, add_totals, as_told

#: How many withheld counts, the largest first, are tried again once all is safe: each costs an audit.
SECOND_LOOKS = 40


@dataclass(frozen=True, slots=True)
class Earlier:
    """The report before this one: what was counted, and what was told of it."""

    table: Table
    told: ProtectedTable
    growing: bool = False  # whether readers know that counts never go down, as in totals since a day


@dataclass(frozen=True, slots=True)
class ProtectedFilters:
    """One table for each choice of a filter, and the table of all; safe together."""

    choices: Mapping[str, ProtectedTable]
    all: ProtectedTable


def protect(table: Table, rule: Rule = NHS, *, earlier: Earlier | None = None) -> ProtectedTable:
    """The table as it may be seen. With the `earlier` report, small differences between the two stay hidden too."""
    counts = table.with_totals()
    before = None if earlier is None else _release_of(earlier, table)
    growing = earlier is not None and earlier.growing
    marks = _withhold(Release(counts, _first_marks(counts, _offered(table), rule), rule), before, growing=growing)
    return as_told(table.rows, table.columns, counts, marks, rule)


def protect_filters(tables: Mapping[str, Table], rule: Rule = NHS) -> ProtectedFilters:
    """The tables of a filter's choices, each person in one of them, and the table of all. None gives another away."""
    first = next(iter(tables.values()))
    if any(_frame(table) != _frame(first) for table in tables.values()):
        raise ValueError("Give tables of the same rows, columns and totals")
    counts = add_totals(np.stack([table.with_totals()[:-1, :-1] for table in tables.values()]))
    offered = np.broadcast_to(_offered(first), counts.shape)
    marks = _withhold(Release(counts, _first_marks(counts, offered, rule), rule), None, growing=False)
    told = [as_told(first.rows, first.columns, *layer, rule) for layer in zip(counts, marks, strict=True)]
    return ProtectedFilters(choices=dict(zip(tables, told[:-1], strict=True)), all=told[-1])


def _frame(table: Table) -> tuple[object, ...]:
    return table.rows, table.columns, table.has_row_totals, table.has_column_totals


def _offered(table: Table) -> Marks:
    """Which places the table has at all."""
    marks = np.full((len(table.rows) + 1, len(table.columns) + 1), Mark.SHOWN, dtype=np.int8)
    if not table.has_column_totals:
        marks[-1, :] = Mark.UNPUBLISHED
    if not table.has_row_totals:
        marks[:, -1] = Mark.UNPUBLISHED
    return marks


def _first_marks(counts: Counts, offered: Marks, rule: Rule) -> Marks:
    """Each count by itself: small ones hidden."""
    marks = offered.copy()
    marks[(counts > 0) & (counts <= rule.threshold) & (offered == Mark.SHOWN)] = Mark.SMALL
    return marks


def _release_of(earlier: Earlier, table: Table) -> Release:
    if (earlier.table.rows, earlier.table.columns) != (table.rows, table.columns):
        raise ValueError("Give the earlier report with the same rows and columns")
    return Release(earlier.table.with_totals(), earlier.told.marks(), earlier.told.rule)


def _withhold(release: Release, before: Release | None, *, growing: bool) -> Marks:
    """Withhold more until no small count, and no small difference, can be worked out; then show again what is safe."""
    counts, marks = release.counts, release.marks.copy()

    def places(*, only_whether: bool = False) -> list[tuple[int, ...]]:
        told = Release(counts, marks, release.rule)
        return _places(exposed(told, before, growing=growing, only_whether=only_whether))

    found = places()
    while chosen := {_next_to_withhold(counts, marks, place) for place in found} - {None}:
        for place in chosen:
            marks[place] = Mark.WITHHELD
        found = places()
    if found:  # an earlier report gave itself away
        return marks
    withheld = sorted(_places(marks != release.marks), key=lambda place: (-int(counts[place]), place))
    for place in withheld[:SECOND_LOOKS]:
        marks[place] = release.marks[place]
        if places(only_whether=True):
            marks[place] = Mark.WITHHELD
    return marks


def _places(where: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    return [tuple(map(int, place)) for place in np.argwhere(where)]


def _next_to_withhold(counts: Counts, marks: Marks, place: tuple[int, ...]) -> tuple[int, ...] | None:
    """What to hide so that the count at this place is safer: itself if it is shown, else another of its lines.

    The line with the least hidden comes first; in it the smallest count shown, before its total, before small ones.
    """
    if marks[place] == Mark.SHOWN:
        return place
    lines = sorted((_line(counts, place, axis) for axis in range(counts.ndim)), key=lambda line: _hidden(marks, line))
    for kind in (Mark.SHOWN, Mark.SMALL):
        for line in lines:
            if found := _smallest(counts, marks, line, kind):
                return found
    rest = _places((marks == Mark.SHOWN) & (counts > 0))
    return min(rest, key=lambda other: (int(counts[other]), other), default=None)


def _line(counts: Counts, place: tuple[int, ...], axis: int) -> list[tuple[int, ...]]:
    """The other places of the line through this one along the axis; its total comes last."""
    return [
        (*place[:axis], number, *place[axis + 1 :]) for number in range(counts.shape[axis]) if number != place[axis]
    ]


def _hidden(marks: Marks, line: list[tuple[int, ...]]) -> int:
    return sum(marks[place] != Mark.SHOWN for place in line)


def _smallest(counts: Counts, marks: Marks, line: list[tuple[int, ...]], kind: Mark) -> tuple[int, ...] | None:
    found = [place for place in line if marks[place] == kind and counts[place]]
    return min(found, key=lambda place: (int(counts[place]), place), default=None)
