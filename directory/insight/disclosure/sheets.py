"""Sheets: all that may be asked of one area at once, by place and need, so that no two answers give a third away.

A sheet holds each need, each group of needs and all together, for each place and all places: whoever asks for two of
them and takes one from the other has both. So it is protected as one. A sheet that is part of another, as a quarter is
of its year, a group of people of everybody and wards of their district, tells nothing of a count that the other
withholds, and nothing by which a small rest of the other could be taken apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Counts, Marks
from directory.insight.disclosure.web import Web, first_marks, needed, possible, unlimited
from directory.insight.disclosure.withholding import withhold
from directory.insight.methods.arrays import Numbers

ALL = ""  # all places, or all needs
UNSORTED = "?"  # needs of no group: among all, and never told by themselves
#: Place, and need or group of needs.
Key: TypeAlias = tuple[str, str]
Marked: TypeAlias = Mapping[Key, Mark]
#: So many withheld counts of a sheet, the largest first, are tried again.
SECOND_LOOKS = 10


@dataclass(frozen=True)
class Sheet:
    """True counts with all their sums. What is nought is left out: nought is always shown."""

    counts: Mapping[Key, int]
    groups: Mapping[str, str]  # of each need that has one

    @staticmethod
    def of(amounts: Mapping[Key, int], groups: Mapping[str, str]) -> "Sheet":
        """The sheet of counts by place and need."""
        counts: dict[Key, int] = defaultdict(int)
        for (place, need), amount in amounts.items():
            columns = (need, groups[need], ALL) if need in groups else (UNSORTED, ALL)
            for column in columns:
                counts[place, column] += amount
                counts[ALL, column] += amount
        return Sheet({key: amount for key, amount in counts.items() if amount}, groups)

    def line(self, place: str) -> "Sheet":
        """One place of it, as all that there is."""
        return Sheet({(ALL, column): n for (where, column), n in self.counts.items() if where == place}, self.groups)

    def lines(self) -> Iterator[tuple[list[Key], Key, bool]]:
        """Sums: the parts, the whole, and whether it follows from the other sums."""
        across: dict[Key, list[Key]] = defaultdict(list)
        down: dict[str, list[Key]] = defaultdict(list)
        for place, column in self.counts:
            if column != ALL:
                across[place, self.groups.get(column, ALL)].append((place, column))
            if place != ALL:
                down[column].append((place, column))
        for column, parts in down.items():
            yield parts, (ALL, column), column in self._summed
        for whole, parts in across.items():
            yield parts, whole, False

    @property
    def _summed(self) -> frozenset[str]:
        """What is a sum of needs: its sum over places follows from those of the needs."""
        return frozenset((ALL, *self.groups.values()))


@dataclass(frozen=True)
class Wider:
    """A sheet of which another is part, and how it is told."""

    sheet: Sheet
    marks: Marked


def protect_sheet(
    sheet: Sheet, wider: Sequence[Wider], rule: Rule, before: Mapping[Key, int] | None = None
) -> dict[Key, Mark]:
    """How each count is told; beside what wider sheets tell already, and beside the counts of the month before."""
    told = withhold(web_of_sheet(sheet, wider, rule, before), second_looks=SECOND_LOOKS, hidden_first=True)
    return {key: Mark(int(mark)) for key, mark in zip(sheet.counts, told.marks, strict=True) if key[1] != UNSORTED}


def web_of_sheet(sheet: Sheet, wider: Sequence[Wider], rule: Rule, before: Mapping[Key, int] | None = None) -> Web:
    """The sheet as a web; what would tell too much beside a wider one is withheld, and has to stay in doubt."""
    keys = list(sheet.counts)
    counts = np.array([sheet.counts[key] for key in keys], dtype=np.int64)
    is_told = np.array([key[1] != UNSORTED for key in keys], dtype=np.bool_)
    marks = first_marks(counts, np.where(is_told, Mark.SHOWN, Mark.UNPUBLISHED).astype(np.int8), rule)
    most = unlimited(counts, rule=rule)
    wanted, ceiling = needed(counts, rule), np.full(len(keys), float(most))
    for each in wider:
        gives_away, highest = _beside(each, keys, counts, marks, rule)
        marks[gives_away & is_told] = Mark.WITHHELD
        wanted[gives_away & is_told] = min(rule.choices, rule.threshold)
        ceiling = np.minimum(ceiling, highest)
    if before is not None:
        changed = _tells_a_change(counts, np.array([before.get(key, 0) for key in keys], dtype=np.int64), rule)
        marks[changed & is_told] = Mark.WITHHELD
        wanted[changed & is_told] = min(rule.choices, rule.threshold)
    low, high = possible(counts, marks, rule, most)
    sums, is_spare = _sums(sheet, {key: number for number, key in enumerate(keys)})
    return Web(
        counts=counts,
        marks=marks,
        low=low,
        high=np.minimum(high, ceiling),
        needed=wanted,
        is_free=is_told & (marks != Mark.WITHHELD),
        sums=sums,
        is_spare=is_spare,
        is_tie=np.zeros_like(is_spare),
        rule=rule,
        most=most,
        ceiling=ceiling,
    )


def _beside(
    wider: Wider, keys: Sequence[Key], counts: Counts, marks: Marks, rule: Rule
) -> tuple[NDArray[np.bool_], Numbers]:
    """Counts that give away a small rest of a wider one, or say more of one that is withheld; and the most of each."""
    wholes = np.array([wider.sheet.counts.get(key, 0) for key in keys], dtype=np.int64)
    theirs = np.array([wider.marks.get(key, Mark.UNPUBLISHED) for key in keys], dtype=np.int8)
    theirs[wholes == 0] = Mark.UNPUBLISHED
    most = unlimited(wholes, counts, rule=rule)
    low, high = possible(counts, marks, rule, most)
    whole_low, whole_high = possible(wholes, theirs, rule, most)
    left = np.minimum(whole_high - low, most) - np.maximum(whole_low - high, 0) + 1
    is_small = (wholes - counts > 0) & (wholes - counts <= rule.threshold)
    gives_away = is_small & (left < min(rule.choices, rule.threshold))
    return gives_away | (theirs == Mark.WITHHELD), whole_high


def _tells_a_change(counts: Counts, before: Counts, rule: Rule) -> NDArray[np.bool_]:
    """Counts of which a small change since the month before could be told, had that been shown as it was."""
    changes = np.abs(counts - before)
    low, high = possible(counts, np.zeros(len(counts), dtype=np.int8), rule, 0)
    was_low, was_high = possible(before, np.zeros(len(before), dtype=np.int8), rule, 0)
    left = (high - was_low) - (low - was_high) + 1
    both_shown = (counts > rule.threshold) & ((before > rule.threshold) | (before == 0))
    is_small = (changes > 0) & (changes <= rule.threshold)
    return np.asarray(both_shown & is_small & (left < min(rule.choices, rule.threshold)))


def _sums(sheet: Sheet, numbers: Mapping[Key, int]) -> tuple["scipy.sparse.csr_array", NDArray[np.bool_]]:
    """The sums of a sheet by the numbers of its cells, and which follow from the others."""
    cells: list[tuple[int, int, float]] = []
    spare: list[bool] = []
    for row, (parts, whole, is_spare) in enumerate(sheet.lines()):
        cells += [(row, numbers[part], 1.0) for part in parts]
        cells.append((row, numbers[whole], -1.0))
        spare.append(is_spare)
    rows, columns, signs = zip(*cells, strict=True) if cells else ((), (), ())
    sums = scipy.sparse.csr_array((signs, (rows, columns)), shape=(len(spare), len(numbers)), dtype=np.float64)
    return sums, np.array(spare, dtype=np.bool_)
