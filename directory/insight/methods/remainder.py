"""The remainder model: expected need less what the council, families and private providers already give."""

from dataclasses import dataclass
from math import hypot

from numpy.typing import ArrayLike

from directory.insight.methods.arrays import amounts, same_length


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that says where it comes from. Without a source and a year it is not taken."""

    value: float
    low: float
    high: float
    source: str
    year: int

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("Name the source of the estimate")
        if not 0 <= self.low <= self.value <= self.high:
            raise ValueError("Give an interval of nought or more that holds the estimate")


@dataclass(frozen=True, slots=True)
class Remainder:
    """People left without, floored at 0; `is_negative` tells that the sources give more than is expected."""

    value: float
    low: float
    high: float
    is_negative: bool
    expected: Estimate
    council: Estimate
    informal: Estimate
    private: Estimate


def expected_need(
    population: ArrayLike,
    prevalence: ArrayLike,
    *,
    low: ArrayLike,
    high: ArrayLike,
    source: str,
    year: int,
) -> Estimate:
    """Sum over age, sex and area of people x published prevalence (a share), with the prevalence's own interval.

    The bounds are summed as they are: errors of one source go the same way in every group.
    """
    people = amounts(population, "population")
    shares = [amounts(values, "prevalence") for values in (prevalence, low, high)]
    for each in shares:
        same_length(population=people, prevalence=each)
    value, least, most = (float(people @ each) for each in shares)
    return Estimate(value=value, low=least, high=most, source=source, year=year)


def remainder(*, expected: Estimate, council: Estimate, informal: Estimate, private: Estimate) -> Remainder:
    """expected - council - informal - private. The four errors are taken as independent: half-widths add as squares."""
    given = (council, informal, private)
    value = expected.value - sum(part.value for part in given)
    below = hypot(expected.value - expected.low, *(part.high - part.value for part in given))
    above = hypot(expected.high - expected.value, *(part.value - part.low for part in given))
    return Remainder(
        value=max(value, 0.0),
        low=max(value - below, 0.0),
        high=max(value + above, 0.0),
        is_negative=value < 0,
        expected=expected,
        council=council,
        informal=informal,
        private=private,
    )
