"""How much a place counts for people further away: weights of 0 to 1 by cost, in whatever unit `limit` is in."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Costs = NDArray[np.floating[Any]]


class Decay(Protocol):
    """A rule that weighs costs (metres or minutes), and the cost beyond which it gives nothing."""

    @property
    def limit(self) -> float:
        """The cost beyond which nothing counts."""

    def weigh(self, costs: ArrayLike) -> Costs:
        """A weight for each cost, in the same precision."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """All within the limit count in full (Radke and Mu 2000; Luo and Wang 2003)."""

    limit: float

    def weigh(self, costs: ArrayLike) -> Costs:
        """1 up to and at the limit, 0 beyond."""
        given = _floats(costs)
        return (given <= self.limit).astype(given.dtype)


@dataclass(frozen=True, slots=True)
class Bands:
    """Weights by band, nearest first: ((20, 1), (40, 0.68), (60, 0.22)) is the weaker set of Luo and Qi 2009."""

    steps: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        ends = [end for end, _ in self.steps]
        if not ends or ends != sorted(set(ends)) or any(not 0 <= weight <= 1 for _, weight in self.steps):
            raise ValueError("Give bands from the nearest to the furthest, with weights from 0 to 1")

    @property
    def limit(self) -> float:
        """Where the last band ends."""
        return self.steps[-1][0]

    def weigh(self, costs: ArrayLike) -> Costs:
        """The weight of the band that each cost lies in; a band holds its own end."""
        given = _floats(costs)
        weights = np.zeros_like(given)
        for end, weight in reversed(self.steps):
            np.copyto(weights, given.dtype.type(weight), where=given <= end)
        return weights


@dataclass(frozen=True, slots=True)
class InversePower:
    """Gravity: 1 / cost ** power, up to the limit. Costs below `closest` count as `closest`, so none divides by 0."""

    limit: float
    power: float = 1.0
    closest: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.closest <= self.limit or self.power <= 0:
            raise ValueError("Give a power above 0, and a closest cost above 0 and within the limit")

    def weigh(self, costs: ArrayLike) -> Costs:
        """(closest / cost) ** power: 1 at the closest cost, so that weights are shares here too."""
        given = _floats(costs)
        weights = (self.closest / np.maximum(given, self.closest)) ** self.power
        return np.where(given <= self.limit, weights, 0).astype(given.dtype)


def _floats(costs: ArrayLike) -> Costs:
    given = np.asarray(costs)
    return given if np.issubdtype(given.dtype, np.floating) else given.astype(np.float64)
