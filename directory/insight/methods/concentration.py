"""Concentration index: whether something gathers among the disadvantaged (below 0) or the advantaged (above 0)."""

import numpy as np
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import Interval, Numbers, amounts, check_confidence, same_length
from directory.insight.methods.draws import DRAWS, drawn


def concentration_index(populations: ArrayLike, values: ArrayLike) -> float | None:
    """C = (2 / mu) sum(f y r) - 1, from -1 to 1; groups from the most to the least disadvantaged.

    f: population share; y: value a head; r: rank at the middle of the group; mu: overall mean. None when mu is 0.
    (Kakwani, Wagstaff and van Doorslaer 1997.)
    """
    shares, heads = _groups(populations, values)
    mean = float(shares @ heads)
    ranks = np.cumsum(shares) - shares / 2
    return 2 / mean * float(np.sum(shares * heads * ranks)) - 1 if mean else None


def partial_terms(populations: ArrayLike, values: ArrayLike) -> Numbers | None:
    """p_t L_(t+1) - p_(t+1) L_t between groups: p cumulative people, L cumulative amount. Their sum is C."""
    shares, heads = _groups(populations, values)
    amount = shares * heads
    if not amount.sum():
        return None
    people, owned = np.cumsum(shares), np.cumsum(amount) / amount.sum()
    return np.asarray(people[:-1] * owned[1:] - people[1:] * owned[:-1])


def concentration_index_grouped(populations: ArrayLike, values: ArrayLike) -> float | None:
    """The grouped shortcut (Fuller and Lury 1977): the sum of the partial terms, equal to `concentration_index`."""
    terms = partial_terms(populations, values)
    return None if terms is None else float(terms.sum())


def erreygers_index(populations: ArrayLike, values: ArrayLike, *, lowest: float, highest: float) -> float | None:
    """E = 4 mu C / (highest - lowest), for values that have bounds such as a share of 0 to 1 (Erreygers 2009)."""
    if highest <= lowest:
        raise ValueError("Give a highest possible value above the lowest")
    shares, heads = _groups(populations, values)
    index = concentration_index(populations, values)
    return None if index is None else 4 * float(shares @ heads) * index / (highest - lowest)


def concentration_interval(
    populations: ArrayLike,
    values: ArrayLike,
    *,
    standard_errors: ArrayLike,
    seed: int,
    draws: int = DRAWS,
    confidence: float = 0.95,
) -> Interval | None:
    """Where C may lie: `draws` simulated sets of values within their standard errors, none below nought, seeded.

    None when the overall mean is 0.
    """
    check_confidence(confidence)
    shares, heads = _groups(populations, values)
    errors = amounts(standard_errors, "standard errors")
    same_length(values=heads, standard_errors=errors)
    if not float(shares @ heads):
        return None
    sets = np.maximum(drawn(heads, errors, seed, draws), 0.0)
    means = sets @ shares
    weights = shares * (np.cumsum(shares) - shares / 2)
    found = 2 * (sets @ weights)[means > 0] / means[means > 0] - 1
    low, high = np.quantile(found, ((1 - confidence) / 2, (1 + confidence) / 2))
    return Interval(float(low), float(high), confidence)


def _groups(populations: ArrayLike, values: ArrayLike) -> tuple[Numbers, Numbers]:
    people, heads = amounts(populations, "populations"), amounts(values, "values")
    same_length(populations=people, values=heads)
    if not people.sum():
        raise ValueError("Give groups with people in them")
    return people / people.sum(), heads
