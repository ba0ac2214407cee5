"""What a reader can work out of published tables, by linear programming over everything they know.

A reader knows the rule, what is shown, that totals are sums, and earlier reports of the same counts. Every hidden count
is a variable between the least and the most it can be; the least and the most that all equations leave is what can be
worked out. Rows, columns and filters are axes of one array, sums behind the last place of each axis.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import block_array, coo_array, csr_array, eye_array, vstack

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Counts, Marks
from directory.insight.methods.arrays import Numbers

#: Solutions in random directions that settle most counts at once, before the rest are asked for one by one.
DIRECTIONS = 6
NEARLY = 1e-6


@dataclass(frozen=True)
class Release:
    """True counts with their totals, and how each is told."""

    counts: Counts
    marks: Marks
    rule: Rule

    def bounds(self, most: int) -> Numbers:
        """The least and the most of each count, for who sees no more than itself."""
        pairs = zip(self.counts.flat, self.marks.flat, strict=True)
        return np.array(
            [self.rule.possible(int(mark), self.rule.rounded(int(count)), most) for count, mark in pairs],
            dtype=np.float64,
        )

    def small(self) -> NDArray[np.bool_]:
        """Counts of the table that must not be told."""
        small = (self.counts > 0) & (self.counts <= self.rule.threshold)
        return np.asarray(small & (self.marks != Mark.UNPUBLISHED))


def exposed(
    new: Release, earlier: Release | None = None, *, growing: bool = False, only_whether: bool = False
) -> NDArray[np.bool_]:
    """Places of the new release through which too much can be worked out: of its own small counts, of those of the
    earlier release, or of small differences between the two.

    `growing`: readers know that counts never go down. `only_whether`: stop at the first.
    """
    questions, places, choices = _questions(new, earlier)
    found = np.zeros(new.counts.size, dtype=np.bool_)
    if len(places):
        reader = _Reader(new, earlier, growing)
        low, high = reader.answers(questions, choices, only_whether=only_whether)
        found[places[_values(low, high) < choices]] = True
    return found.reshape(new.counts.shape)


def _questions(new: Release, earlier: Release | None) -> tuple[csr_array, NDArray[np.intp], Numbers]:
    """Sums of variables that must stay in doubt, the place that each belongs to, and how many values it has to keep."""
    each = eye_array(new.counts.size, format="csr")
    small = np.flatnonzero(new.small())
    enough = min(new.rule.choices, new.rule.threshold)
    if earlier is None:
        return each[small], small, np.full(len(small), enough)
    before = np.flatnonzero(earlier.small())
    gaps = np.abs(new.counts - earlier.counts)
    change = np.flatnonzero((gaps > 0) & (gaps <= new.rule.threshold) & (new.marks != Mark.UNPUBLISHED))
    nothing = csr_array(each.shape)
    both = (
        block_array([[nothing, each]], format="csr")[small],
        block_array([[each, nothing]], format="csr")[before],
        block_array([[-each, each]], format="csr")[change],
    )
    enough_before = min(earlier.rule.choices, earlier.rule.threshold)
    choices = np.repeat((enough, enough_before, enough), (len(small), len(before), len(change)))
    return vstack(both, format="csr"), np.concatenate((small, before, change)), choices


class _Reader:
    """Everything that a reader knows, as equations and bounds."""

    def __init__(self, new: Release, earlier: Release | None, growing: bool) -> None:
        releases = [release for release in (earlier, new) if release is not None]
        most = 10 * max(int(release.counts.max(initial=0)) + release.rule.threshold for release in releases)
        sums = _sums(new.counts.shape)
        self.bounds = np.concatenate([release.bounds(most) for release in releases])
        self.truth = np.concatenate([release.counts.ravel() for release in releases]).astype(np.float64)
        self.equal = block_array([[sums, None], [None, sums]], format="csr") if earlier else sums
        each = eye_array(new.counts.size, format="csr")
        self.below = block_array([[each, -each]], format="csr") if earlier and growing else None

    def answers(self, questions: csr_array, choices: Numbers, *, only_whether: bool) -> tuple[Numbers, Numbers]:
        """The least and the most of each question, or bounds far enough apart to leave the choices."""
        low = high = questions @ self.truth
        sure = _values(*self._at_most(questions)) < choices
        if sure.all() or (only_whether and sure.any()):
            return low, high
        unsure, generator = questions[~sure], np.random.default_rng(0)
        for _ in range(DIRECTIONS):
            way = unsure.T @ generator.choice((-1.0, 1.0), size=unsure.shape[0])
            low, high = self._stretch(questions, way, low, high)
        for number in np.flatnonzero(~sure & (_values(low, high) < choices)):
            for sign in (1.0, -1.0):
                if _values(low, high)[number] < choices[number]:
                    low, high = self._stretch(questions, sign * questions[[number]].toarray()[0], low, high)
            if only_whether and _values(low, high)[number] < choices[number]:
                break
        return low, high

    def _at_most(self, questions: csr_array) -> tuple[Numbers, Numbers]:
        """Bounds of each question that hold before any sum is looked at."""
        least, most = self.bounds.T
        up, down = questions.maximum(0), questions.minimum(0)
        return up @ least + down @ most, up @ most + down @ least

    def _stretch(self, questions: csr_array, way: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """The same bounds, wider where this direction's solution lies beyond them."""
        solved = linprog(
            way,
            A_eq=self.equal,
            b_eq=np.zeros(self.equal.shape[0]),
            A_ub=self.below,
            b_ub=None if self.below is None else np.zeros(self.below.shape[0]),
            bounds=self.bounds,
            method="highs",
        )
        if solved.x is None:
            raise RuntimeError(f"The audit of small numbers has no solution: {solved.message}")
        values = questions @ solved.x
        return np.minimum(low, values), np.maximum(high, values)


def _values(low: Numbers, high: Numbers) -> Numbers:
    """How many whole numbers lie between."""
    return np.asarray(np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1)


def _sums(shape: tuple[int, ...]) -> csr_array:
    """Equations that say that the last place of every line, along every axis, is the sum of the others."""
    numbers = np.arange(int(np.prod(shape))).reshape(shape)
    parts = []
    for axis, length in enumerate(shape):
        lines = np.moveaxis(numbers, axis, -1).reshape(-1, length)
        signs = np.ones(lines.shape)
        signs[:, -1] = -1
        rows = np.repeat(np.arange(len(lines)), length)
        parts.append(coo_array((signs.ravel(), (rows, lines.ravel())), shape=(len(lines), numbers.size)))
    return vstack(parts, format="csr")
