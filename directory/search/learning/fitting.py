"""Fits multinomial logistic regression to sparse rows in plain NumPy, the same numbers at every run. Knows no words."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: Entries gathered at a time: few enough to stay in the processor's cache.
_AT_ONCE = 1 << 13
_REMEMBERED = 6
_ENOUGH_DECREASE = 1e-4


@dataclass(frozen=True)
class Sparse:
    """Rows of (column, value) entries; no row is empty."""

    start: NDArray[np.int64]
    column: NDArray[np.int64]
    value: Floats

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.start) - 1

    def turned(self, columns: int) -> "Sparse":
        """Rows for columns. Every column has to have an entry."""
        order = np.argsort(self.column, kind="stable")
        row = np.repeat(np.arange(self.rows), np.diff(self.start))
        start = np.searchsorted(self.column[order], np.arange(columns + 1))
        return Sparse(start.astype(np.int64), row[order], self.value[order])

    def times(self, dense: Floats) -> Floats:
        """The product with a dense matrix, some rows at a time."""
        out = np.empty((self.rows, dense.shape[1]), dtype=np.float32)
        first = 0
        while first < self.rows:
            last = int(np.searchsorted(self.start, self.start[first] + _AT_ONCE, side="right")) - 1
            last = min(max(last, first + 1), self.rows)
            low, high = self.start[first], self.start[last]
            gathered = dense[self.column[low:high]] * self.value[low:high, None]
            out[first:last] = np.add.reduceat(gathered, self.start[first:last] - low, axis=0)
            first = last
        return out


@dataclass(frozen=True)
class Pace:
    """How to fit: rounds of descent, how small weights are held, how much each label is doubted."""

    rounds: int
    hold: float
    doubt: float


def fit(rows: Sparse, wanted: NDArray[np.int64], weight: Floats, shape: tuple[int, int], pace: Pace) -> Floats:
    """Weights (columns × classes) that tell the wanted class of each row."""
    turned = rows.turned(shape[0])
    target = np.full((rows.rows, shape[1]), pace.doubt / shape[1], dtype=np.float32)
    target[np.arange(rows.rows), wanted] += 1 - pace.doubt

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = rows.times(weights)
        score -= score.max(axis=1, keepdims=True)
        likely = np.exp(score)
        total = likely.sum(axis=1, keepdims=True)
        missed = weight * (np.log(total[:, 0]) - (score * target).sum(axis=1))
        slope = turned.times((likely / total - target) * weight[:, None]) + np.float32(pace.hold) * weights
        return float(missed.sum(dtype=np.float64)) + pace.hold / 2 * _dot(weights, weights), slope

    return _descend(loss, np.zeros(shape, dtype=np.float32), pace.rounds)


def _descend(loss: Callable[[Floats], tuple[float, Floats]], at: Floats, rounds: int) -> Floats:
    """Limited-memory BFGS with a halving line search."""
    steps: deque[tuple[Floats, Floats, float]] = deque(maxlen=_REMEMBERED)
    height, slope = loss(at)
    for _ in range(rounds):
        direction = _direction(slope, steps)
        fall = _dot(slope, direction)
        stride = 1.0 if steps else 1.0 / max(1.0, float(np.sqrt(_dot(slope, slope))))
        new_height, new, new_slope = height, at, slope
        while stride > 1e-6:
            new = at + np.float32(stride) * direction
            new_height, new_slope = loss(new)
            if new_height <= height + _ENOUGH_DECREASE * stride * fall:
                break
            stride /= 2
        else:
            return at
        moved, turned = new - at, new_slope - slope
        curve = _dot(moved, turned)
        if curve > 0:
            steps.append((moved, turned, curve))
        at, height, slope = new, new_height, new_slope
    return at


def _direction(slope: Floats, steps: "deque[tuple[Floats, Floats, float]]") -> Floats:
    direction = -slope
    shares: list[float] = []
    for moved, turned, curve in reversed(steps):
        shares.append(_dot(moved, direction) / curve)
        direction -= np.float32(shares[-1]) * turned
    if steps:
        _, turned, curve = steps[-1]
        direction *= np.float32(curve / _dot(turned, turned))
    for (moved, turned, curve), share in zip(steps, reversed(shares), strict=True):
        direction += np.float32(share - _dot(turned, direction) / curve) * moved
    return direction


def _dot(one: Floats, other: Floats) -> float:
    # Not `np.dot`: BLAS adds up in an order that depends on how many threads it was given.
    return float(np.multiply(one, other).sum(dtype=np.float64))
