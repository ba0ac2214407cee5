"""What a reader can work out of published counts: whether everything they know leaves each small count enough values.

Each step is exact in what it says. Intervals are narrowed along every sum: what is left too few values then is given
away for certain. Where sums close no ring the intervals are the very ends, and nothing more is to be done. What is left
is asked along the flow, where sums are one. Where they are none, linear programming looks for other counts that fit all
that is published: a count that differs enough between two of them is safe, and only the few that never do are asked for
one by one.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.disclosure.cycles import FEWER, TRIES, Flow
from directory.insight.disclosure.narrowing import Lines, Narrowed, narrowed
from directory.insight.disclosure.web import NEARLY, Places, Web
from directory.insight.methods.arrays import Numbers

#: So few open questions are asked one by one at once.
FEW = 3
#: Other counts that fit, kept for the next look at the same web.
KEPT = 60


class Audit:
    """A web under audit, again and again while more of it is hidden or shown: what fitted before mostly fits again."""

    def __init__(self, web: Web, *, is_thorough: bool = True) -> None:
        self._is_thorough = is_thorough
        self._lines = Lines(web.sums)
        self._bare = web
        self._fitting = web.counts[None, :].astype(np.float64)
        self._chance = np.random.default_rng(0)

    @cached_property
    def _flow(self) -> Flow:
        """Laid out for the first question that needs it: most tables close no ring."""
        return Flow(self._bare)

    def exposed(self, web: Web, beside: NDArray[np.bool_] | None = None, *, only_whether: bool = False) -> Places:
        """Cells that are left too few values; as soon as some are found without solving anything, only these.

        `beside`: questions that are not asked. `only_whether`: stop at the first.
        """
        needed = web.needed if beside is None else np.where(beside, 0, web.needed)
        known = narrowed(web, self._lines)
        is_question = needed > 0
        sure = is_question & (_values(known.low, known.high) < needed)
        if sure.any():
            return np.flatnonzero(sure)
        is_open = is_question & known.in_ring
        if is_open.any():
            follows = self._is_thorough and self._flow.is_all
            is_open &= ~self._flow.proved(web, is_open, FEWER if follows else TRIES)
        if not self._is_thorough or not is_open.any():
            return np.flatnonzero(is_open)
        ask = self._follow if follows else self._ask
        return np.array(list(ask(web, known, np.where(is_open, needed, 0), only_whether)), dtype=np.intp)

    def _follow(self, web: Web, known: Narrowed, needed: NDArray[np.int64], only_whether: bool) -> Iterator[int]:
        """Asked one by one along the flow."""
        network = self._flow.network(web.counts, known.low, known.high)
        for cell in np.flatnonzero(needed).tolist():
            if network.values(cell, int(needed[cell])) < needed[cell]:
                yield cell
                if only_whether:
                    break

    def _ask(self, web: Web, known: Narrowed, needed: NDArray[np.int64], only_whether: bool) -> Iterator[int]:
        """The same by linear programming, for sums that are no flow."""
        fits = ((self._fitting >= known.low - NEARLY) & (self._fitting <= known.high + NEARLY)).all(axis=1)
        search = _Search(web, known, self._fitting[fits])
        while len(open_ := search.open(needed)) > FEW:
            together = self._apart(open_)
            search.look(together, needed)
            if len(search.open(needed)) > 0.8 * len(open_):
                break
        for number in search.open(needed):
            search.look(np.array([number]), needed)
            if _values(search.low, search.high)[number] < needed[number]:
                yield int(number)
                if only_whether:
                    break
        self._fitting = np.concatenate((search.found[-KEPT:], web.counts[None, :]))

    def _apart(self, cells: Places) -> Places:
        """Some of these cells, no two in one equation, so that each can go as far as it may."""
        rows, taken = self._lines.rows_of, np.zeros(self._lines.count, dtype=np.bool_)
        chosen = []
        for cell in self._chance.permutation(cells):
            if not taken[rows(cell)].any():
                taken[rows(cell)] = True
                chosen.append(cell)
        return np.array(chosen, dtype=np.intp)


class _Search:
    """Counts that fit what is published, and the least and the most that they show of each cell."""

    def __init__(self, web: Web, known: Narrowed, found: Numbers) -> None:
        self.found = found
        self.low, self.high = found.min(axis=0), found.max(axis=0)
        self._known = known
        self._equations: scipy.sparse.csr_array = web.sums[~web.is_spare]

    def open(self, needed: NDArray[np.int64]) -> Places:
        """Questions that are not settled by what was found."""
        return np.flatnonzero(_values(self.low, self.high) < needed)

    def look(self, cells: Places, needed: NDArray[np.int64]) -> None:
        """Push these cells as far down, then as far up, as everything published lets them go together."""
        for sign in (1.0, -1.0):
            if (_values(self.low[cells], self.high[cells]) < needed[cells]).any():
                self._solve(sign, cells)

    def _solve(self, sign: float, cells: Places) -> None:
        way = np.zeros(len(self.low))
        way[cells] = sign
        nothing = np.zeros(self._equations.shape[0])
        solved = scipy.optimize.milp(  # read when first asked for: 30 MB that few workers ever need
            way,
            constraints=scipy.optimize.LinearConstraint(self._equations, nothing, nothing),
            bounds=scipy.optimize.Bounds(self._known.low, self._known.high),
        )
        if solved.x is None:
            raise RuntimeError(f"The audit of small numbers has no solution: {solved.message}")
        self.found = np.concatenate((self.found, solved.x[None, :]))
        self.low, self.high = np.minimum(self.low, solved.x), np.maximum(self.high, solved.x)


def _values(low: Numbers, high: Numbers) -> Numbers:
    """How many whole numbers lie between."""
    return np.asarray(np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1)
