"""Funnel plots: how far a figure may stray by chance alone. Outside the outer line is "look into", not good or bad."""

from dataclasses import dataclass
from math import sqrt

from directory.insight.methods.arrays import Interval
from directory.insight.methods.rates import normal_quantile, poisson_exact

INNER, OUTER = 0.95, 0.998


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A figure and the limits for its size, all in the figure's unit (a share from 0 to 1, or a count)."""

    value: float
    size: float  # the denominator of a share, or the expected count
    inner: Interval
    outer: Interval

    @property
    def look_into(self) -> bool:
        """Whether chance alone would seldom do this (two in a thousand)."""
        return not self.outer.low <= self.value <= self.outer.high


def share_limits(overall: float, size: float, confidence: float = INNER) -> Interval:
    """p -/+ z sqrt(p (1 - p) / n), cut to 0 to 1 (Spiegelhalter 2005)."""
    if not 0 <= overall <= 1 or size <= 0:
        raise ValueError("Give the overall share from 0 to 1 and a size above 0")
    spread = normal_quantile(confidence) * sqrt(overall * (1 - overall) / size)
    return Interval(max(overall - spread, 0.0), min(overall + spread, 1.0), confidence)


def share_point(part: int, whole: int, overall: float) -> FunnelPoint:
    """A share against the overall share."""
    return FunnelPoint(part / whole, whole, share_limits(overall, whole, INNER), share_limits(overall, whole, OUTER))


def count_point(count: int, expected: float) -> FunnelPoint:
    """A count against what was expected: exact Poisson limits around the expected count."""
    return FunnelPoint(count, expected, poisson_exact(expected, INNER), poisson_exact(expected, OUTER))
