"""Outcome change of people measured twice: never more said than the matched pairs bear, and no cause named."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
import scipy
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import Interval, check_confidence

TOO_FEW_BELOW = 10  # no mean is told
SMALL_BELOW = 30  # the mean is told with a caution; about 30 at each time is what Warwick advises for its scale


class Caution(StrEnum):
    """What has to stand beside the figure."""

    NONE = "none"
    SMALL_NUMBERS = "small_numbers"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """Change from start to end in the measure's own points, among those measured at both."""

    started: int
    matched: int
    caution: Caution
    start_mean: float | None  # of the matched: who people were when they came
    change: float | None
    interval: Interval | None

    @property
    def completion(self) -> float | None:
        """Share of those measured at the start who were measured again; None when nobody started."""
        return self.matched / self.started if self.started else None


def outcome_change(starts: ArrayLike, ends: ArrayLike, *, confidence: float = 0.95) -> OutcomeChange:
    """Mean change of matched pairs with its t interval: mean -/+ t(n - 1) s / sqrt(n).

    `starts` and `ends` are one score a person, not-a-number where it was not taken. Below ten pairs there is no mean.
    """
    check_confidence(confidence)
    before, after = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
    if before.ndim != 1 or before.shape != after.shape:
        raise ValueError("Give one start and one end for each person, not-a-number where there is none")
    begun = ~np.isnan(before)
    both = begun & ~np.isnan(after)
    started, matched = int(begun.sum()), int(both.sum())
    if matched < TOO_FEW_BELOW:
        return OutcomeChange(started, matched, Caution.TOO_FEW, None, None, None)
    changes = after[both] - before[both]
    mean = float(changes.mean())
    half = float(scipy.special.stdtrit(matched - 1, (1 + confidence) / 2)) * float(changes.std(ddof=1)) / sqrt(matched)
    return OutcomeChange(
        started=started,
        matched=matched,
        caution=Caution.SMALL_NUMBERS if matched < SMALL_BELOW else Caution.NONE,
        start_mean=float(before[both].mean()),
        change=mean,
        interval=Interval(mean - half, mean + half, confidence),
    )
