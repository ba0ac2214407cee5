"""How much a place counts for people further away: weights of 0 to 1 by cost, in whatever unit `limit` is in."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import Numbers


class Decay(Protocol):
    """A rule that weighs costs (metres or minutes), and the cost beyond which it gives nothing."""

    @property
    def limit(self) -> float:
        """The cost beyond which nothing counts."""

    def weigh(self, costs: ArrayLike) -> Numbers:
        """A weight for each cost."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """All within the limit count in full (Radke and Mu 2000; Luo and Wang 2003)."""

    limit: float

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """The same as one band."""
        return ((self.limit, 1.0),)

    def weigh(self, costs: ArrayLike) -> Numbers:
        """1 up to and at the limit, 0 beyond."""
        return (np.asarray(costs) <= self.limit).astype(np.float64)


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

    def weigh(self, costs: ArrayLike) -> Numbers:
        """The weight of the band that each cost lies in; a band holds its own end."""
        given = np.asarray(costs, dtype=np.float64)
        held = np.zeros(given.shape, dtype=np.uint8)  # by how many bands: a table is far quicker than a choice
        for end, _ in self.steps:
            held += given <= end
        return np.array([0.0, *(weight for _, weight in reversed(self.steps))]).take(held)


@dataclass(frozen=True, slots=True)
class InversePower:
    """Gravity: 1 / cost ** power, up to the limit. Costs below `closest` count as `closest`, so none divides by 0."""

    limit: float
    power: float = 1.0
    closest: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.closest <= self.limit or self.power <= 0:
            raise ValueError("Give a power above 0, and a closest cost above 0 and within the limit")

    def weigh(self, costs: ArrayLike) -> Numbers:
        """(closest / cost) ** power: 1 at the closest cost, so that weights are shares here too."""
        given = np.asarray(costs, dtype=np.float64)
        weights = (self.closest / np.maximum(given, self.closest)) ** self.power
        return np.where(given <= self.limit, weights, 0.0)
