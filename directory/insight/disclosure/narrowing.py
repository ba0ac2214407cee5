"""Intervals narrowed along sums until nothing moves, and where sums hang together in a ring.

What a sum leaves of one of its cells is what the others of it can be. Without a ring the intervals that are left are
the very ends; in a ring they may be wider than what all sums together leave.
"""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.disclosure.rule import Mark
from directory.insight.disclosure.web import Places, Web
from directory.insight.methods.arrays import Numbers

#: Narrowing goes on so long at most; what it leaves wider than need be is left to linear programming.
ROUNDS = 100
_NONE: Places = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True)
class Narrowed:
    """The interval of each cell, and the cells that hang together in rings, or of which it is not sure."""

    low: Numbers
    high: Numbers
    in_ring: NDArray[np.bool_]


class Lines:
    """The equations of a web, laid out so that all of them are narrowed at once."""

    def __init__(self, sums: "scipy.sparse.csr_array") -> None:
        self.count, self.size = sums.shape
        self.rows = np.repeat(np.arange(self.count), np.diff(sums.indptr))
        self.cells = sums.indices.astype(np.intp)
        self._begins = sums.indptr
        self.is_part = sums.data > 0
        self._order = np.argsort(self.cells, kind="stable")
        self._held, self._starts = np.unique(self.cells[self._order], return_index=True)
        by_cell = np.split(self.rows[self._order], self._starts[1:])
        self._rows_of: dict[int, Places] = dict(zip(self._held.tolist(), by_cell, strict=bool(self.count)))

    def rows_of(self, cell: int) -> Places:
        """The equations that a cell stands in."""
        return self._rows_of.get(int(cell), _NONE)

    def cells_of(self, row: int) -> Places:
        """The cells of an equation."""
        of_row: Places = self.cells[self._begins[row] : self._begins[row + 1]]
        return of_row

    def ends(self, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """For each cell of each equation what the others of it leave."""
        low, high = low[self.cells], high[self.cells]
        least, most = np.where(self.is_part, low, -high), np.where(self.is_part, high, -low)
        up = np.bincount(self.rows, weights=most, minlength=self.count)[self.rows] - most
        down = np.bincount(self.rows, weights=least, minlength=self.count)[self.rows] - least
        return np.where(self.is_part, -up, down), np.where(self.is_part, -down, up)

    def narrow(self, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers, bool]:
        """Intervals that no single equation narrows further; and whether that was reached."""
        if not self.count:
            return low, high, True
        for _ in range(ROUNDS):
            at_least, at_most = self.ends(low, high)
            closer_low, closer_high = low.copy(), high.copy()
            closer_low[self._held] = np.maximum(
                low[self._held], np.maximum.reduceat(at_least[self._order], self._starts)
            )
            closer_high[self._held] = np.minimum(
                high[self._held], np.minimum.reduceat(at_most[self._order], self._starts)
            )
            if np.array_equal(closer_low, low) and np.array_equal(closer_high, high):
                return low, high, True
            low, high = closer_low, closer_high
        return low, high, False


def narrowed(web: Web, lines: Lines) -> Narrowed:
    """What is left of each cell, as far as single equations tell."""
    low, high, is_done = lines.narrow(web.low, web.high)
    in_ring = _in_ring(web, lines, low, high) if is_done else np.ones(len(low), dtype=np.bool_)
    return Narrowed(low, high, in_ring)


def _in_ring(web: Web, lines: Lines, low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Cells whose equations close a ring, once what says nothing is left out."""
    is_open = high > low
    kept = is_open[lines.cells] & ~web.is_spare[lines.rows]
    kept &= ~_idle(web, lines, low, high, kept)[lines.rows]
    rows, cells = lines.rows[kept], lines.cells[kept]
    size = lines.size + lines.count
    graph = scipy.sparse.csr_array((np.ones(len(rows)), (cells, lines.size + rows)), shape=(size, size))
    _, parts = scipy.sparse.csgraph.connected_components(graph, directed=False)
    edges = np.bincount(parts[cells], minlength=size)
    nodes = np.bincount(parts, minlength=size)
    return np.asarray((edges >= nodes)[parts[: lines.size]])


def _idle(web: Web, lines: Lines, low: Numbers, high: Numbers, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Equations that rule nothing out, because a cell that stands in no other takes whatever the rest comes to."""
    unlimited = (web.marks == Mark.WITHHELD) | (web.marks == Mark.UNPUBLISHED)
    most = np.where(unlimited, np.inf, web.high)
    at_least, at_most = lines.ends(low, high)
    takes = (web.low[lines.cells] <= at_least) & (most[lines.cells] >= at_most) & (web.needed[lines.cells] == 0)
    idle: Places = np.zeros(lines.count, dtype=np.intp)
    while True:
        held = kept & (idle[lines.rows] == 0)
        alone = np.bincount(lines.cells[held], minlength=lines.size) == 1
        more = np.unique(lines.rows[held & takes & alone[lines.cells]])
        if not len(more):
            return idle > 0
        idle[more] = 1
