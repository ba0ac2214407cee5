"""How good a ranking is: nDCG@10 with graded gains, success at one and three, and how sure those numbers are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

DEPTH = 10
RESAMPLES = 2_000


@dataclass(frozen=True)
class Judged:
    """One ranking, judged. Success means something labelled as best (2) came that early."""

    ndcg: float
    first: float
    among_three: float


@dataclass(frozen=True)
class Verdict:
    """The mean over searches with its 95 % confidence interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}–{self.high:.3f})"


def judge(ranked: Sequence[str], helps: Mapping[str, int]) -> Judged:
    """Judge one ranking; gains are 3 for what is meant, 1 for what helps too."""
    best = max(helps.values())
    gained = _discounted([helps.get(each, 0) for each in ranked[:DEPTH]])
    most = _discounted(sorted(helps.values(), reverse=True)[:DEPTH])
    hits = [helps.get(each, 0) == best for each in ranked[:3]]
    return Judged(gained / most, float(any(hits[:1])), float(any(hits)))


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def verdict(values: Sequence[float]) -> Verdict:
    """Mean and bootstrap interval; the same at every run."""
    chosen = np.random.default_rng(7).integers(0, len(values), (RESAMPLES, len(values)))
    means = np.array(values)[chosen].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Verdict(float(np.mean(values)), float(low), float(high))
