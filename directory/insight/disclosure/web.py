"""Counts that hang together: each with its mark, the sums they stand in, and what a reader knows of each by itself.

A table, the tables of a filter beside the table of all, one report beside the one before: all are cells and sums. What
is never published, such as everybody but one group or the change since last month, is a cell too.
"""

from dataclasses import dataclass, replace

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Counts, Marks
from directory.insight.methods.arrays import Numbers

Places = NDArray[np.intp]
NEARLY = 1e-6  # bounds may be off by so much, having been added up


@dataclass(frozen=True)
class Web:
    """Cells in one row of numbers; `sums` holds equations, +1 for each part and -1 for the whole."""

    counts: Counts
    marks: Marks
    low: Numbers  # what a reader knows of each cell by itself
    high: Numbers
    needed: NDArray[np.int64]  # how many values a cell has to keep; nought for one that may be known
    is_free: NDArray[np.bool_]  # whether its mark may still be changed
    sums: "scipy.sparse.csr_array"
    is_spare: NDArray[np.bool_]  # equations that follow from the others
    is_tie: NDArray[np.bool_]  # equations of two cells and what lies between them, a cell that stands in no other
    rule: Rule
    most: int
    ceiling: Numbers | None = None  # what a reader knows to be the most of each from elsewhere

    def marked(self, places: Places, marks: Marks) -> "Web":
        """The same with other marks at these places."""
        changed, low, high = self.marks.copy(), self.low.copy(), self.high.copy()
        changed[places] = marks  # one for all, or one each
        low[places], high[places] = possible(self.counts[places], changed[places], self.rule, self.most)
        if self.ceiling is not None:
            high[places] = np.minimum(high[places], self.ceiling[places])
        return replace(self, marks=changed, low=low, high=high)


def possible(counts: Counts, marks: Marks, rule: Rule, most: int) -> tuple[Numbers, Numbers]:
    """The least and the most of each count, for who knows the rule and how it is told: `Rule.possible` of many."""
    shown = (counts + rule.rounding // 2) // rule.rounding * rule.rounding
    low = np.where(shown == 0, 0, np.maximum(shown - rule.rounding // 2, rule.threshold + 1))
    high = np.where(shown == 0, 0, shown + (rule.rounding - 1) // 2)
    is_small, is_shown = marks == Mark.SMALL, marks == Mark.SHOWN
    low = np.where(is_small, 1, np.where(is_shown, low, 0))
    high = np.where(is_small, rule.threshold, np.where(is_shown, high, most))
    return low.astype(np.float64), high.astype(np.float64)


def first_marks(counts: Counts, offered: Marks, rule: Rule) -> Marks:
    """Each count by itself: small ones hidden."""
    marks = offered.copy()
    marks[(counts > 0) & (counts <= rule.threshold) & (offered == Mark.SHOWN)] = Mark.SMALL
    return marks


def needed(counts: Counts, rule: Rule) -> NDArray[np.int64]:
    """How many values each has to keep open: small ones as many as the rule says, others none."""
    small = (counts != 0) & (np.abs(counts) <= rule.threshold)
    return np.where(small, min(rule.choices, rule.threshold), 0).astype(np.int64)


def unlimited(*counts: Counts, rule: Rule) -> int:
    """A number that stands for no limit at all."""
    return 10 * (max(int(each.max(initial=0)) for each in counts) + rule.threshold)


def web_of(counts: Counts, marks: Marks, rule: Rule, most: int) -> Web:
    """The web of one table, totals behind the last place of each axis."""
    flat, told = counts.ravel(), marks.ravel()
    low, high = possible(flat, told, rule, most)
    is_told = told != Mark.UNPUBLISHED
    wanted = np.where(is_told, needed(flat, rule), 0)
    sums, is_spare = table_sums(counts.shape)
    return Web(flat, told, low, high, wanted, is_told, sums, is_spare, np.zeros_like(is_spare), rule, most)


def beside(new: Web, earlier: Web, *, growing: bool) -> Web:
    """A web and the earlier one of the same cells, with the changes between; only the new one's marks may change.

    `growing`: readers know that counts never go down.
    """
    size = new.counts.size
    change = new.counts - earlier.counts
    wanted = np.where(new.marks != Mark.UNPUBLISHED, needed(change, new.rule), 0)
    each, never = scipy.sparse.eye_array(size), np.zeros(size, dtype=np.bool_)
    return Web(
        counts=np.concatenate((new.counts, earlier.counts, change)),
        marks=np.concatenate((new.marks, earlier.marks, np.full(size, Mark.UNPUBLISHED, dtype=np.int8))),
        low=np.concatenate((new.low, earlier.low, np.full(size, 0.0 if growing else -float(new.most)))),
        high=np.concatenate((new.high, earlier.high, np.full(size, float(new.most)))),
        needed=np.concatenate((new.needed, earlier.needed, wanted)),
        is_free=np.concatenate((new.is_free, never, never)),
        sums=scipy.sparse.block_array(
            [[new.sums, None, None], [None, earlier.sums, None], [each, -each, -each]], format="csr"
        ),
        is_spare=np.concatenate((new.is_spare, earlier.is_spare, never)),
        is_tie=np.concatenate((new.is_tie, earlier.is_tie, ~never)),
        rule=new.rule,
        most=new.most,
    )


def table_sums(shape: tuple[int, ...]) -> tuple["scipy.sparse.csr_array", NDArray[np.bool_]]:
    """Equations that say that the last place of every line, along every axis, is the sum of the others; and which of
    them follow from the rest: lines of totals, since the lines that they are totals of add up.
    """
    numbers = np.arange(int(np.prod(shape))).reshape(shape)
    parts, spare = [], []
    for axis, length in enumerate(shape):
        lines = np.moveaxis(numbers, axis, -1).reshape(-1, length)
        signs = np.ones(lines.shape)
        signs[:, -1] = -1
        rows = np.repeat(np.arange(len(lines)), length)
        parts.append(scipy.sparse.coo_array((signs.ravel(), (rows, lines.ravel())), shape=(len(lines), numbers.size)))
        where = np.unravel_index(lines[:, 0], shape)
        is_total = [where[before] == shape[before] - 1 for before in range(axis)]
        spare.append(np.any(is_total, axis=0) if is_total else np.zeros(len(lines), dtype=np.bool_))
    return scipy.sparse.vstack(parts, format="csr"), np.concatenate(spare)
