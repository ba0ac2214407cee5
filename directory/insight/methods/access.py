"""Floating catchments: how much supply there is for each person, when places are shared by all who can reach them.

Two steps (Radke and Mu 2000; Luo and Wang 2003): R_j = S_j / sum_k(P_k W_kj) for each supply point j, then
A_i = sum_j(R_j W_ij) for each area i. Enhanced (Luo and Qi 2009) when W falls by band; three-step (Wan, Zou and
Sternberg 2012) and row-balanced weights (after Paez, Higgins and Vivona 2019) share a person out among the places
they can reach. `catchments` does the same from coordinates for a whole country.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from directory.insight.methods.arrays import Numbers, amounts


class Balance(StrEnum):
    """What is done about people who can reach several places."""

    NONE = "none"  # each of them counts at every place: demand is overstated where catchments overlap
    THREE_STEP = "three_step"  # W times W over its row's sum
    ROWS = "rows"  # W over its row's sum: each person counts once, and is shared out


@dataclass(frozen=True)
class Access:
    """Supply for each person by area. `supply` has one unit, such as places a week, and scores are that per person."""

    scores: Numbers
    ratios: Numbers  # supply per person of each supply point's own catchment; 0 where nobody is in range
    reached: NDArray[np.bool_]  # areas with any supply in range
    reachable_supply: float  # what has anybody in range; equals sum(scores * demand)


def floating_catchment(
    *,
    supply: ArrayLike,
    demand: ArrayLike,
    weights: ArrayLike,
    balance: Balance = Balance.NONE,
    reach: ArrayLike | None = None,
) -> Access:
    """Access of each area from a matrix of weights, areas by supply points.

    `demand`: people by area. `supply`: by point. `reach`: weights of the second step where they differ from those of
    the first; then scores no longer add up to the supply.
    """
    places, people = amounts(supply, "supply"), amounts(demand, "demand")
    shared = balanced(_matrix(weights, len(people), len(places)), balance)
    reached = shared if reach is None else balanced(_matrix(reach, len(people), len(places)), balance)
    ratios = supply_ratios(places, people @ shared)
    return Access(
        scores=reached @ ratios,
        ratios=ratios,
        reached=reached.sum(axis=1) > 0,
        reachable_supply=float(places[ratios > 0].sum()),
    )


def supply_ratios(supply: Numbers, wanted: Numbers) -> Numbers:
    """Supply over the weighted people in range; 0 where there is nobody."""
    return np.divide(supply, wanted, out=np.zeros_like(supply), where=wanted > 0)


def balanced(weights: NDArray[Any], balance: Balance) -> NDArray[Any]:
    """The weights as the second and third kind of balance want them; rows are areas."""
    if balance is Balance.NONE:
        return weights
    sums = weights.sum(axis=1, keepdims=True)
    shares: NDArray[Any] = np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0)
    return shares if balance is Balance.ROWS else np.asarray(weights * shares)


def _matrix(weights: ArrayLike, areas: int, points: int) -> Numbers:
    matrix = np.asarray(weights, dtype=np.float64)
    if matrix.shape != (areas, points) or not np.isfinite(matrix).all() or (matrix < 0).any():
        raise ValueError("Give one weight of nought or more for each area (rows) and supply point (columns)")
    return matrix
