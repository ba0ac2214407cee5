"""Small areas made steady: rates drawn towards the overall rate by how little they rest on, and ranks with doubt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from directory.insight.methods.arrays import Numbers, amounts, check_confidence, same_length

DRAWS = 4_000


@dataclass(frozen=True)
class Shrunken:
    """Raw and smoothed rates (events a person, or a person-year), by area."""

    raw: Numbers
    smoothed: Numbers
    overall: float
    shape: float  # a of the gamma distribution; infinite when areas differ no more than by chance
    rate: float  # b, in people; likewise
    counts: Numbers
    populations: Numbers


@dataclass(frozen=True)
class Ranks:
    """Rank 1 is the highest smoothed rate; the interval is where the rank may lie."""

    rank: NDArray[np.int_]
    low: NDArray[np.int_]
    high: NDArray[np.int_]
    confidence: float


def shrink(counts: ArrayLike, populations: ArrayLike) -> Shrunken:
    """Gamma-Poisson by the method of moments: smoothed = (O + a) / (N + b) (Marshall 1991; Clayton and Kaldor 1987).

    m = sum O / sum N; variance between areas = sum N (r - m)^2 / sum N - m / mean N, no less than 0; b = m / variance,
    a = m b. With no variance left every area has the overall rate.
    """
    events, people = amounts(counts, "counts"), amounts(populations, "populations")
    same_length(counts=events, populations=people)
    if not len(people) or (people == 0).any():
        raise ValueError("Give areas with people in them")
    raw, overall = events / people, float(events.sum() / people.sum())
    spread = float(people @ (raw - overall) ** 2 / people.sum()) - overall / float(people.mean())
    if spread <= 0:
        level = np.full_like(raw, overall)
        return Shrunken(raw, level, overall, np.inf, np.inf, events, people)
    b = overall / spread
    a = overall * b
    return Shrunken(raw, (events + a) / (people + b), overall, a, b, events, people)


def rank_areas(
    shrunken: Shrunken, generator: "np.random.Generator", *, draws: int = DRAWS, confidence: float = 0.95
) -> Ranks:
    """Ranks by smoothed rate, with intervals from `draws` of each area's gamma distribution.

    Where areas differ no more than by chance, every rank is possible for each.
    """
    check_confidence(confidence)
    number = len(shrunken.smoothed)
    order = np.argsort(-shrunken.smoothed, kind="stable")
    rank = np.empty(number, dtype=np.int_)
    rank[order] = np.arange(1, number + 1)
    if not np.isfinite(shrunken.rate):
        return Ranks(rank, np.ones(number, dtype=np.int_), np.full(number, number, dtype=np.int_), confidence)
    shapes, scales = shrunken.counts + shrunken.shape, 1 / (shrunken.populations + shrunken.rate)
    drawn = generator.gamma(shapes, scales, size=(draws, number))
    ranks = np.argsort(np.argsort(-drawn, axis=1), axis=1) + 1
    tails = ((1 - confidence) / 2, (1 + confidence) / 2)
    low, high = np.quantile(ranks, tails, axis=0, method="nearest").astype(np.int_)
    return Ranks(rank, low, high, confidence)
