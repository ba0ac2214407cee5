"""Coverage: the share of people who live within reach of something suitable and open."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import amounts, same_length

WALK_M = (800.0, 1600.0)  # ten and twenty minutes on foot
BUS_MINUTES = 30.0
DRIVE_MINUTES = 20.0  # the usual limit for the country


@dataclass(frozen=True, slots=True)
class Coverage:
    """People within the limit, out of all."""

    within: float
    people: float
    limit: float  # in the unit of the costs

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when nobody lives there."""
        return self.within / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class CoverageBoth:
    """Coverage by what is open and fresh, and by everything listed: the gap between them is stale or full listings."""

    usable: Coverage
    listed: Coverage


def coverage(
    population: ArrayLike, costs: ArrayLike, *, limit: float, served_at_home: ArrayLike | None = None
) -> Coverage:
    """Count the people of areas whose centre is within the limit of the nearest place.

    `costs`: metres or minutes from each area's population-weighted centre, infinite where there is no place.
    `served_at_home`: areas that a home or phone service covers; they count at any distance.
    """
    people = amounts(population, "population")
    nearest = np.asarray(costs, dtype=np.float64)
    same_length(population=people, costs=nearest)
    within = nearest <= limit
    if served_at_home is not None:
        within |= np.asarray(served_at_home, dtype=np.bool_)
    return Coverage(within=float(people[within].sum()), people=float(people.sum()), limit=limit)


def coverage_both(
    population: ArrayLike,
    *,
    usable: ArrayLike,
    listed: ArrayLike,
    limit: float,
    served_at_home: ArrayLike | None = None,
) -> CoverageBoth:
    """Coverage with and without what is full or stale; costs as in `coverage`."""
    return CoverageBoth(
        usable=coverage(population, usable, limit=limit, served_at_home=served_at_home),
        listed=coverage(population, listed, limit=limit, served_at_home=served_at_home),
    )
