"""Access from coordinates, for as many areas as a country has: catchments in blocks, no list of pairs kept.

Areas are taken in blocks of neighbours. For each block the points that may be in range are cut out by latitude and
longitude, and all distances between the two come from one product of matrices, around the block's own middle so that
nothing is lost to rounding. Distances are straight lines on a sphere (0.5 % of the ellipsoid in Britain), chords rather
than arcs: 0.2 m short at 60 km. Times `detour` they stand for a way on foot or by road, and are an estimate.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from directory.geo.distance import DEGREE_M, EARTH_RADIUS_M
from directory.insight.methods.access import Access, Balance, balanced, supply_ratios
from directory.insight.methods.arrays import Numbers, amounts, column, same_length
from directory.insight.methods.decay import Decay

#: A way on foot is about 1.3 times the straight line in towns: an estimate, and to be called one.
DETOUR = 1.3
BLOCK = 128  # areas; larger blocks waste distances on far corners, smaller ones waste calls
TABLE = 250_000  # distances at a time, so that a table stays in the processor's cache
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Places:
    """Points on the earth, in degrees (WGS84)."""

    latitudes: Numbers
    longitudes: Numbers

    @classmethod
    def of(cls, latitudes: ArrayLike, longitudes: ArrayLike) -> "Places":
        """Two columns of degrees beside each other."""
        places = cls(column(latitudes, "latitudes"), column(longitudes, "longitudes"))
        same_length(latitudes=places.latitudes, longitudes=places.longitudes)
        return places

    def __len__(self) -> int:
        return len(self.latitudes)

    def on_sphere(self) -> Numbers:
        """Metres from the middle of the earth along its three axes."""
        north, east = np.radians(self.latitudes), np.radians(self.longitudes)
        flat = np.cos(north)
        return EARTH_RADIUS_M * np.column_stack((flat * np.cos(east), flat * np.sin(east), np.sin(north)))


def nearest_m(areas: Places, points: Places) -> Numbers:
    """Metres in a straight line from each area to the nearest point; infinite when there is no point."""
    if not len(points):
        return np.full(len(areas), np.inf)
    chords, _ = cKDTree(points.on_sphere()).query(areas.on_sphere())
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chords / (2 * EARTH_RADIUS_M), 1.0)))


def catchment_access(
    areas: Places,
    points: Places,
    *,
    supply: ArrayLike,
    demand: ArrayLike,
    decay: Decay,
    balance: Balance = Balance.NONE,
    detour: float = DETOUR,
) -> Access:
    """Access of each area; `decay` weighs metres of the estimated way (straight line times `detour`)."""
    places, people = amounts(supply, "supply"), amounts(demand, "demand")
    same_length(areas=areas.latitudes, demand=people)
    same_length(points=points.latitudes, supply=places)
    pairs = _Pairs(areas, points, decay, balance, detour)
    wanted = np.zeros(len(places))
    for members, near, weights in pairs.blocks():
        wanted[near] += people[members] @ weights
    ratios = supply_ratios(places, wanted)
    scores, reached = np.zeros(len(people)), np.zeros(len(people), dtype=np.bool_)
    for members, near, weights in pairs.blocks():
        scores[members] = weights @ ratios[near]
        reached[members] = weights.any(axis=1)
    return Access(scores=scores, ratios=ratios, reached=reached, reachable_supply=float(places[ratios > 0].sum()))


class _Pairs:
    """The weights between areas and points, block by block."""

    def __init__(self, areas: Places, points: Places, decay: Decay, balance: Balance, detour: float) -> None:
        self.areas, self.decay, self.balance, self.detour = areas, decay, balance, detour
        self.order = np.argsort(points.latitudes, kind="stable")
        self.points = Places(points.latitudes[self.order], points.longitudes[self.order])
        self.area_axes, self.point_axes = areas.on_sphere(), self.points.on_sphere()
        self.members = list(_neighbours(areas, np.arange(len(areas)))) if len(areas) and len(points) else []

    def blocks(self) -> Iterator[tuple[Indices, Indices, Numbers]]:
        """Areas of a block, points near it, and the weights between them."""
        for members in self.members:
            near = self._near(members)
            middle = self.area_axes[members].mean(axis=0)
            there = (self.point_axes[near] - middle) * self.detour
            for part in np.array_split(members, -(-len(members) * len(near) // TABLE) or 1):
                here = (self.area_axes[part] - middle) * self.detour
                yield part, self.order[near], balanced(self.decay.weigh(_distances(here, there)), self.balance)

    def _near(self, members: Indices) -> Indices:
        """Points within the limit of the block's edges, by latitude and longitude."""
        north = self.areas.latitudes[members]
        east = self.areas.longitudes[members]
        margin = self.decay.limit / self.detour / DEGREE_M + 1e-6
        first, last = np.searchsorted(self.points.latitudes, (north.min() - margin, north.max() + margin))
        widest = min(max(abs(north.min()), abs(north.max())) + margin, 89.0)
        margin_east = margin / np.cos(np.radians(widest))
        found = self.points.longitudes[first:last]
        return np.flatnonzero((found >= east.min() - margin_east) & (found <= east.max() + margin_east)) + int(first)


def _distances(here: Numbers, there: Numbers) -> Numbers:
    """|a - b| of all pairs, from |a|^2 - 2ab + |b|^2 as one product of matrices."""
    left = np.column_stack((-2 * here, np.square(here).sum(axis=1), np.ones(len(here))))
    right = np.vstack((there.T, np.ones(len(there)), np.square(there).sum(axis=1)))
    squares = left @ right
    np.maximum(squares, 0, out=squares)
    return np.asarray(np.sqrt(squares, out=squares))


def _neighbours(areas: Places, members: Indices) -> Iterator[Indices]:
    """Halve along the longer side until a block is small enough."""
    if len(members) <= BLOCK:
        yield members
        return
    north, east = areas.latitudes[members], areas.longitudes[members] * np.cos(np.radians(areas.latitudes[members]))
    along = north if np.ptp(north) >= np.ptp(east) else east
    order = np.argsort(along, kind="stable")
    half = len(members) // 2
    yield from _neighbours(areas, members[order[:half]])
    yield from _neighbours(areas, members[order[half:]])
