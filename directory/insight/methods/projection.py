"""Demand lines ahead, each with the assumptions it rests on. A line is what follows if they hold, not a forecast."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.insight.methods.arrays import amounts, same_length


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a line takes for granted. Changes are a year: 0.02 is 2 % more than the year before."""

    name: str
    rate_change: float = 0.0  # in the share of people who need it, at every age
    price_change: float = 0.0
    note: str = ""

    def __post_init__(self) -> None:
        if min(self.rate_change, self.price_change) <= -1:
            raise ValueError("Give yearly changes above -100 %")


#: Rates and prices stay as they are; only the population changes.
DO_NOTHING = Assumptions(name="do nothing")


@dataclass(frozen=True, slots=True)
class Line:
    """People (or events) a year, and what they would cost, by year."""

    assumptions: Assumptions
    years: tuple[int, ...]
    demand: tuple[float, ...]
    cost: tuple[float, ...] | None  # in the unit of the price; None without a price


def project(
    populations: Mapping[int, Sequence[float]],
    rates: Sequence[float],
    *,
    price: float | None = None,
    scenarios: Iterable[Assumptions] = (),
) -> tuple[Line, ...]:
    """demand(year) = sum over ages of people x rate. The do-nothing line comes first, always.

    `populations`: people by age group for each year; the first year is the one that `rates` (share of people a year)
    and `price` (for each person or event) were measured in.
    """
    if not populations:
        raise ValueError("Give the population of at least one year")
    return tuple(_line(populations, rates, price, scenario) for scenario in (DO_NOTHING, *scenarios))


def _line(
    populations: Mapping[int, Sequence[float]], rates: Sequence[float], price: float | None, scenario: Assumptions
) -> Line:
    years = tuple(sorted(populations))
    demand = []
    by_age = amounts(rates, "rates")
    for year in years:
        people = amounts(populations[year], "population")
        same_length(population=people, rates=by_age)
        demand.append(float(people @ by_age) * (1 + scenario.rate_change) ** (year - years[0]))
    prices = [(1 + scenario.price_change) ** (year - years[0]) for year in years]
    cost = None if price is None else tuple(need * price * rise for need, rise in zip(demand, prices, strict=True))
    return Line(assumptions=scenario, years=years, demand=tuple(demand), cost=cost)
