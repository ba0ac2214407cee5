"""Who can reach how much: listings with room set against the people of each small area.

Each usable listing counts as one, shared out over its venues, or over the people of the area it serves where it comes
to people or answers from afar. What serves a whole country is counted by itself: it would hide every gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from directory.insight.gap_map.ground import Ground
from directory.insight.gap_map.supply import Offer
from directory.insight.methods.access import Balance
from directory.insight.methods.arrays import Numbers
from directory.insight.methods.catchments import DETOUR, Places, catchment_access, nearest_m
from directory.insight.methods.decay import Bands
from directory.settings import Settings

COUNTRIES = ("E92", "W92", "S92", "N92", "K0")


@dataclass(frozen=True)
class Reachability:
    """How access is worked out in this installation."""

    bands: Bands
    balance: Balance


@dataclass(frozen=True)
class Reach:
    """By small area: listings with room for each person, metres to the nearest; and what serves the whole country."""

    scores: Numbers
    nearest_usable: Numbers
    nearest_listed: Numbers
    served_usable: NDArray[np.bool_]
    everywhere: int


def reachability_from(settings: Settings) -> Reachability:
    """The settings of this installation."""
    return Reachability(Bands(bands_of(settings.access_bands)), Balance(settings.access_balance))


def bands_of(words: str) -> tuple[tuple[float, float], ...]:
    """`3200:1,6400:0.68` as metres and weights."""
    pairs = (part.split(":") for part in words.split(","))
    return tuple((float(metres), float(weight)) for metres, weight in pairs)


def reach(
    ground: Ground, offers: Sequence[Offer], people: Numbers, parents: Mapping[str, str], how: Reachability
) -> Reach:
    """Access and distances of every small area; `parents` names the county of each district."""
    usable = [offer for offer in offers if offer.is_usable]
    local = [offer for offer in usable if offer.points]
    spots, shares = _spots(local)
    scores = np.zeros(len(ground.codes))
    if len(spots):
        scores = catchment_access(
            ground.points, spots, supply=shares, demand=people, decay=how.bands, balance=how.balance
        ).scores
    served = np.zeros(len(ground.codes), dtype=np.bool_)
    everywhere = 0
    for offer in usable:
        if offer.points and not offer.comes_to_people:
            continue
        if is_everywhere(offer):
            everywhere += 1
            continue
        inside = within(ground, offer.serves, parents)
        served |= inside
        if not offer.points and people[inside].sum():
            scores = scores + inside / people[inside].sum()
    return Reach(
        scores=scores,
        nearest_usable=nearest_m(ground.points, spots) * DETOUR,
        nearest_listed=nearest_m(ground.points, _spots([each for each in offers if each.points])[0]) * DETOUR,
        served_usable=served,
        everywhere=everywhere,
    )


def is_everywhere(offer: Offer) -> bool:
    """Whether it serves a whole country: said so, or answers from afar and names no area."""
    if any(code.startswith(COUNTRIES) for code in offer.serves):
        return True
    return not offer.serves and not offer.points and offer.from_afar


def within(ground: Ground, codes: frozenset[str], parents: Mapping[str, str]) -> NDArray[np.bool_]:
    """The small areas that lie in any of these areas."""
    return np.array(
        [
            not codes.isdisjoint((*here, parents.get(here[2], "")))
            for here in zip(ground.codes, ground.wards, ground.districts, ground.neighbourhoods, strict=True)
        ],
        dtype=np.bool_,
    )


def _spots(offers: Sequence[Offer]) -> tuple[Places, Numbers]:
    points = [(point, 1 / len(offer.points)) for offer in offers for point in offer.points]
    return (
        Places.of([point[0] for point, _ in points], [point[1] for point, _ in points]),
        np.array([share for _, share in points], dtype=np.float64),
    )


#: A venue further than this (in metres) from the middle of every small area lies outside all of them.
OUTSIDE = 5_000.0


def offers_by_row(
    ground: Ground, offers: Sequence[Offer], rows: NDArray[np.intp], parents: Mapping[str, str], count: int
) -> NDArray[np.intp]:
    """How many usable listings have a venue in each row, or say that they serve it; each counts once in a row."""
    found = np.zeros(count, dtype=np.intp)
    usable = [offer for offer in offers if offer.is_usable and not is_everywhere(offer)]
    homes = _homes(ground, [point for offer in usable for point in offer.points])
    at = 0
    for offer in usable:
        near = homes[at : at + len(offer.points)]
        here = set(rows[near[near >= 0]].tolist())
        at += len(offer.points)
        if not offer.points or offer.comes_to_people:
            here |= set(rows[within(ground, offer.serves, parents)].tolist())
        for row in here - {-1}:
            found[row] += 1
    return found


def _homes(ground: Ground, points: Sequence[tuple[float, float]]) -> NDArray[np.intp]:
    """The small area whose middle is nearest to each point; -1 for a point outside all of them."""
    if not points or not ground.codes:
        return np.full(len(points), -1, dtype=np.intp)
    spots = Places.of([latitude for latitude, _ in points], [longitude for _, longitude in points])
    metres, nearest = scipy.spatial.cKDTree(ground.points.on_sphere()).query(spots.on_sphere())
    return np.where(metres <= OUTSIDE, nearest, -1).astype(np.intp)
