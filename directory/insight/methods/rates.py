"""Rates and shares with their intervals: exact Poisson below ten events, Byar from ten on, Wilson for shares."""

from dataclasses import dataclass
from math import sqrt

import scipy

from directory.insight.methods.arrays import Interval, check_confidence

EXACT_BELOW = 10


@dataclass(frozen=True, slots=True)
class Rate:
    """Events for each `per` people a year, or for each `per` of another denominator."""

    count: int
    population: float  # people, or people times years
    per: float
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a whole, from 0 to 1."""

    part: int
    whole: int
    value: float
    interval: Interval


def poisson_exact(count: float, confidence: float = 0.95) -> Interval:
    """Exact limits of a count of 0 or more: chi2inv(a/2, 2O)/2 to chi2inv(1 - a/2, 2O + 2)/2 (Garwood 1936).

    chi2inv(p, 2k)/2 is the inverse of the incomplete gamma function of k at p; that is quick to load.
    """
    check_confidence(confidence)
    if count < 0:
        raise ValueError("Give a count of nought or more")
    tail = (1 - confidence) / 2
    low = float(scipy.special.gammaincinv(count, tail)) if count else 0.0
    return Interval(low, float(scipy.special.gammaincinv(count + 1, 1 - tail)), confidence)


def byar(count: float, confidence: float = 0.95) -> Interval:
    """Byar's limits of a count of ten or more (Breslow and Day 1987, volume II)."""
    if count <= 0:
        raise ValueError("Give a count above nought")
    z = normal_quantile(confidence)
    more = count + 1
    return Interval(
        count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3,
        more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3,
        confidence,
    )


def count_interval(count: int, confidence: float = 0.95) -> Interval:
    """The limits used everywhere: exact below ten events, Byar from ten on."""
    return poisson_exact(count, confidence) if count < EXACT_BELOW else byar(count, confidence)


def rate(count: int, population: float, *, per: float = 1000, confidence: float = 0.95) -> Rate | None:
    """`count` over `population`, for each `per`; None when there is no population to divide by."""
    if population <= 0:
        return None
    limits = count_interval(count, confidence)
    scale = per / population
    interval = Interval(limits.low * scale, limits.high * scale, confidence)
    return Rate(count=count, population=population, per=per, value=count * scale, interval=interval)


def wilson(part: int, whole: int, confidence: float = 0.95) -> Interval:
    """Limits of a share (Wilson 1927): (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))."""
    if not 0 <= part <= whole or not whole:
        raise ValueError("Give a part of nought or more and a whole that is no smaller, and not nought")
    z = normal_quantile(confidence)
    spread = z * sqrt(z**2 + 4 * part * (1 - part / whole))
    below = 2 * (whole + z**2)
    low = (2 * part + z**2 - spread) / below
    return Interval(max(low, 0.0), min((2 * part + z**2 + spread) / below, 1.0), confidence)


def share(part: int, whole: int, confidence: float = 0.95) -> Share | None:
    """A share with its Wilson interval; None when the whole is nought."""
    if not whole:
        return None
    return Share(part=part, whole=whole, value=part / whole, interval=wilson(part, whole, confidence))


def normal_quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.959964 for 0.95, 3.090232 for 0.998."""
    check_confidence(confidence)
    return float(scipy.special.ndtri((1 + confidence) / 2))
