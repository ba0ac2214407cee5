"""Slope index of inequality: the difference between the least and the most deprived, all tenths taken into account."""

from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import Interval, Numbers, amounts, check_confidence, column, same_length
from directory.insight.methods.draws import DRAWS, drawn


@dataclass(frozen=True, slots=True)
class SlopeIndex:
    """From the most deprived end (`intercept`) to the least (`intercept + slope`), in the unit of the values."""

    slope: float  # SII; above 0: higher among the least deprived
    intercept: float
    relative: float | None  # RII: least deprived end over most deprived end; None when the intercept is 0
    slope_interval: Interval | None = None
    relative_interval: Interval | None = None


def slope_index(
    populations: ArrayLike,
    values: ArrayLike,
    *,
    standard_errors: ArrayLike | None = None,
    seed: int | None = None,
    draws: int = DRAWS,
    confidence: float = 0.95,
) -> SlopeIndex:
    """Weighted regression of values on rank, groups given from the most to the least deprived.

    a = population share, b = cumulative share up to the middle of the group: y sqrt(a) on sqrt(a) and b sqrt(a),
    without intercept. With `standard_errors` of the values and a `seed`, intervals come from `draws` simulated
    sets of values.
    """
    people, observed = amounts(populations, "populations"), column(values, "values")
    same_length(populations=people, values=observed)
    check_confidence(confidence)
    solve = _solver(people)
    intercept, slope = (float(number) for number in solve @ observed)
    relative = (intercept + slope) / intercept if intercept else None
    if standard_errors is None:
        return SlopeIndex(slope, intercept, relative)
    if seed is None:
        raise ValueError("Give a seed, so that the interval can be worked out again")
    errors = amounts(standard_errors, "standard errors")
    same_length(values=observed, standard_errors=errors)
    starts, slopes = solve @ drawn(observed, errors, seed, draws).T
    return SlopeIndex(slope, intercept, relative, _middle(slopes, confidence), _middle(1 + slopes / starts, confidence))


@dataclass(frozen=True, slots=True)
class SlopeChange:
    """By how much the gap between the two ends grew from one time to another; below 0 it narrowed."""

    change: float  # of the absolute slope, in the unit of the values
    interval: Interval

    @property
    def may_be_chance(self) -> bool:
        """Whether no change at all is within the interval."""
        return self.interval.low <= 0 <= self.interval.high


def slope_change(before: SlopeIndex, after: SlopeIndex) -> SlopeChange:
    """|after| - |before|; half-widths of the two intervals add as squares, the two times being independent."""
    if before.slope_interval is None or after.slope_interval is None:
        raise ValueError("Give two slopes with their intervals")
    widths = [(each.high - each.low) / 2 for each in (before.slope_interval, after.slope_interval)]
    half, change = hypot(*widths), abs(after.slope) - abs(before.slope)
    return SlopeChange(change, Interval(change - half, change + half, after.slope_interval.confidence))


def _solver(people: Numbers) -> Numbers:
    """The matrix that turns values into (intercept, slope): least squares are linear in the values."""
    if len(people) < 2 or (people == 0).any():
        raise ValueError("Give at least two groups, each with people in it")
    shares = people / people.sum()
    ranks = np.cumsum(shares) - shares / 2
    root = np.sqrt(shares)
    return np.asarray(np.linalg.pinv(np.column_stack((root, ranks * root))) * root)


def _middle(drawn: Numbers, confidence: float) -> Interval:
    low, high = np.quantile(drawn, ((1 - confidence) / 2, (1 + confidence) / 2))
    return Interval(float(low), float(high), confidence)
