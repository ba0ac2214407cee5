"""Proves counts safe without solving anything: by rings along which counts can be moved while every sum stays as it is.

In a table, and in a sheet, each count stands in two sums; what flows into one flows out of the other, so that counts
are a flow. A count can go up by two if the flow finds a way back through others that may move as far, and all ways back
are found at once, since a ring lies within one strongly connected part of a graph. A count that is
tied to one of a wider sheet, or of an earlier report, moves alone, and what is left between the two takes it up.

What is proved is so. What is not proved may be safe as well.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.disclosure.rerouting import Network
from directory.insight.disclosure.table import Counts
from directory.insight.disclosure.web import NEARLY, Places, Web
from directory.insight.methods.arrays import Numbers

#: How often counts that could go both ways are sent one way or the other by chance; fewer where all is asked anyway.
TRIES, FEWER = 6, 2
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class _Ties:
    """Sums that tie two counts through a third that stands in no other: cells, and that third cell beside each."""

    cells: Places
    between: Places
    is_same_way: Mask  # whether the third goes up when the cell does


class Flow:
    """The sums of a web as a graph: sums are nodes, counts are arcs. Nothing is proved where they are no flow."""

    def __init__(self, web: Web) -> None:
        sums = web.sums[~web.is_spare & ~web.is_tie]
        self._tails, self._heads, self._nodes, self.is_one = _arcs(sums)
        self._ties = _ties(web)
        self._chance = np.random.default_rng(0)

    @property
    def is_all(self) -> bool:
        """Whether the flow is all there is, with nothing tied to it."""
        return self.is_one and not len(self._ties.cells)

    def network(self, counts: Counts, low: Numbers, high: Numbers) -> Network:
        """The counts as arcs between sums, to ask exactly; only where the flow is all there is."""
        up, down = np.floor(high + NEARLY) - counts, counts - np.ceil(low - NEARLY)
        rooms = (np.maximum(each, 0).astype(np.int64).tolist() for each in (up, down))
        return Network(self._tails.tolist(), self._heads.tolist(), *rooms)

    def proved(self, web: Web, open_: Mask, tries: int = TRIES) -> Mask:
        """Which of these questions are safe beyond doubt."""
        safe: Mask = np.zeros(len(open_), dtype=np.bool_)
        if not self.is_one:
            return safe
        up, down = self._room(web)
        for needed in np.unique(web.needed[open_]):
            asked = open_ & (web.needed == needed)
            safe |= asked & self._reaches(up, down, asked, int(needed) - 1, tries)
            if needed == 3 and (left := asked & ~safe).any():
                safe |= left & self._goes_both_ways(up, down, left, tries)
        return safe

    def _room(self, web: Web) -> tuple[Numbers, Numbers]:
        """How far each count can go up and down by itself, and as far as what is left between two lets it."""
        up, down = web.high - web.counts, web.counts - web.low
        ties = self._ties
        rise = np.where(ties.is_same_way, up[ties.between], down[ties.between])
        fall = np.where(ties.is_same_way, down[ties.between], up[ties.between])
        np.minimum.at(up, ties.cells, rise)
        np.minimum.at(down, ties.cells, fall)
        return up, down

    def _reaches(self, up: Numbers, down: Numbers, asked: Mask, far: int, tries: int) -> Mask:
        """Counts, or what is left between two, that can go so far one way."""
        tested = self._tested(asked)
        risen, fallen = self._moved(up >= far, down >= far, tested, tries)
        return self._with_ties(risen | fallen)

    def _goes_both_ways(self, up: Numbers, down: Numbers, asked: Mask, tries: int) -> Mask:
        """Those that can go up by one and down by one."""
        risen, fallen = self._moved(up >= 1, down >= 1, self._tested(asked), tries, both=True)
        return self._with_ties(risen & fallen)

    def _tested(self, asked: Mask) -> Mask:
        tested = asked.copy()
        tested[self._ties.cells] |= asked[self._ties.between]
        return tested

    def _with_ties(self, moved: Mask) -> Mask:
        found = moved.copy()
        np.logical_or.at(found, self._ties.between, moved[self._ties.cells])
        return found

    def _moved(self, rises: Mask, falls: Mask, tested: Mask, tries: int, *, both: bool = False) -> tuple[Mask, Mask]:
        """Which of the tested counts can be moved up, and which down, in a ring."""
        risen, fallen = np.zeros_like(tested), np.zeros_like(tested)
        for number in range(tries):
            left = tested & ~((risen & fallen) if both else (risen | fallen))
            if not left.any():
                break
            is_double = left & rises & falls
            way = self._chance.random(len(tested)) < 0.5 if number else np.ones(len(tested), dtype=np.bool_)
            goes_up, goes_down = rises & ~(is_double & ~way), falls & ~(is_double & way)
            in_ring = self._in_ring(goes_up, goes_down)
            risen |= left & in_ring & goes_up & ~goes_down
            fallen |= left & in_ring & goes_down & ~goes_up
        return risen, fallen

    def _in_ring(self, goes_up: Mask, goes_down: Mask) -> Mask:
        starts = np.concatenate((self._tails[goes_up], self._heads[goes_down]))
        ends = np.concatenate((self._heads[goes_up], self._tails[goes_down]))
        _, parts = scipy.sparse.csgraph.connected_components(
            _graph(starts, ends, self._nodes), directed=True, connection="strong"
        )
        return np.asarray(parts[self._tails] == parts[self._heads])


def _graph(starts: Places, ends: Places, nodes: int) -> "scipy.sparse.csr_array":
    """The arcs from each node, laid out at once: the ways of scipy take longer than what is asked of small graphs."""
    begins = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(starts, minlength=nodes), out=begins[1:])
    to = ends[np.argsort(starts, kind="stable")].astype(np.int32)
    return scipy.sparse.csr_array((np.ones(len(to)), to, begins), shape=(nodes, nodes))


def _arcs(sums: "scipy.sparse.csr_array") -> tuple[Places, Places, int, bool]:
    """The sum that each count flows out of and the one it flows into; the last node takes what stands in one sum only.

    A count that stands in no sum goes round by itself. Not a flow where a count stands in three, or signs do not fit.
    """
    rows, size = sums.shape
    by_cell = sums.tocsc()
    often = np.diff(by_cell.indptr)
    tails, heads = np.full(size, rows, dtype=np.intp), np.full(size, rows, dtype=np.intp)
    if (often > 2).any():
        return tails, heads, rows + 1, False
    signs = _signs(sums, by_cell)
    if signs is None:
        return tails, heads, rows + 1, False
    cells = np.repeat(np.arange(size), often)
    flows_in = by_cell.data * signs[by_cell.indices] > 0
    heads[cells[flows_in]] = by_cell.indices[flows_in]
    tails[cells[~flows_in]] = by_cell.indices[~flows_in]
    return tails, heads, rows + 1, True


def _signs(sums: "scipy.sparse.csr_array", by_cell: "scipy.sparse.csr_array") -> Numbers | None:
    """1 or -1 for each sum, so that each count flows into one of its two and out of the other; None if none fit."""
    signs = np.zeros(sums.shape[0])
    for start in range(sums.shape[0]):
        if signs[start]:
            continue
        signs[start] = 1
        waiting = deque((start,))
        while waiting:
            row = waiting.popleft()
            for place in range(sums.indptr[row], sums.indptr[row + 1]):
                cell = sums.indices[place]
                for other in range(by_cell.indptr[cell], by_cell.indptr[cell + 1]):
                    beside = by_cell.indices[other]
                    fits = -signs[row] * sums.data[place] * by_cell.data[other]
                    if beside == row:
                        continue
                    if not signs[beside]:
                        signs[beside] = fits
                        waiting.append(beside)
                    elif signs[beside] != fits:
                        return None
    return signs


def _ties(web: Web) -> _Ties:
    """Each tie is a sum of three cells of which the last stands in no other sum."""
    ties = web.sums[web.is_tie].tocoo()
    often = np.bincount(web.sums.indices, minlength=len(web.counts))
    lone = np.full(ties.shape[0], -1, dtype=np.intp)
    sign = np.ones(ties.shape[0])
    is_lone = often[ties.col] == 1
    lone[ties.row[is_lone]] = ties.col[is_lone]
    sign[ties.row[is_lone]] = ties.data[is_lone]
    others = ~is_lone
    rows = ties.row[others]
    return _Ties(ties.col[others].astype(np.intp), lone[rows], ties.data[others] * sign[rows] < 0)
