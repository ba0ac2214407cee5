"""Provider-to-population ratio: places for each thousand people, and how much of it is not known."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provision:
    """Places a week (or another stated unit) for a target population."""

    places: float  # of those that say
    population: float
    known: int  # listings that say how many they take
    unknown: int

    @property
    def per_thousand(self) -> float | None:
        """Known places for each 1,000 people; None when nobody lives there or no listing says."""
        return self.places / self.population * 1000 if self.population and self.known else None

    @property
    def unknown_share(self) -> float | None:
        """Share of listings whose places are not known; None when there are no listings."""
        return self.unknown / (self.known + self.unknown) if self.known + self.unknown else None


def provision(places: Iterable[float | None], population: float) -> Provision:
    """Add up places; None is a listing that does not say, and stays unknown rather than nought."""
    given = list(places)
    said = [number for number in given if number is not None]
    if population < 0 or any(number < 0 for number in said):
        raise ValueError("Give places and population of nought or more")
    return Provision(places=sum(said), population=population, known=len(said), unknown=len(given) - len(said))
