"""Access from coordinates, for as many areas as a country has: catchments in blocks, no list of pairs kept.

Areas are taken in blocks of neighbours. For each block the points that may be in range are cut out by latitude and
longitude, and all distances between the two come from one product of matrices, around the block's own middle so that
nothing is lost to rounding. Distances are the shortest on a sphere (within 0.5 % of the ellipsoid in Britain). Times
`detour` they stand for a way on foot or by road, and are an estimate.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from directory.geo.distance import DEGREE_M, EARTH_RADIUS_M
from directory.insight.methods.access import Access, Balance, balanced, supply_ratios
from directory.insight.methods.arrays import Numbers, amounts, column, same_length
from directory.insight.methods.decay import Bands, Decay, Threshold

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
    chords, _ = scipy.spatial.cKDTree(points.on_sphere()).query(areas.on_sphere())
    return _arcs(np.square(chords))


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
        self.areas, self.balance = areas, balance
        self.reach = decay.limit / detour
        self.weigh = _weighing(decay, detour)
        self.order = np.argsort(points.latitudes, kind="stable")
        self.points = Places(points.latitudes[self.order], points.longitudes[self.order])
        self.area_axes, self.point_axes = areas.on_sphere(), self.points.on_sphere()
        self.members = list(_neighbours(areas, np.arange(len(areas)))) if len(areas) and len(points) else []

    def blocks(self) -> Iterator[tuple[Indices, Indices, Numbers]]:
        """Areas of a block, points near it, and the weights between them."""
        for members in self.members:
            near = self._near(members)
            middle = self.area_axes[members].mean(axis=0)
            here, there = self.area_axes[members] - middle, self.point_axes[near] - middle
            widest = self.reach + np.sqrt(np.square(here).sum(axis=1).max()) + 1
            inside = np.flatnonzero(np.square(there).sum(axis=1) <= widest**2)
            near, there = near[inside], there[inside]
            for part in np.array_split(np.arange(len(members)), -(-len(members) * len(near) // TABLE) or 1):
                weights = self.weigh(_squares(here[part], there))
                yield members[part], self.order[near], balanced(weights, self.balance)

    def _near(self, members: Indices) -> Indices:
        """Points within reach of the block's edges, by latitude and longitude."""
        north = self.areas.latitudes[members]
        east = self.areas.longitudes[members]
        margin = self.reach / DEGREE_M + 1e-6
        first, last = np.searchsorted(self.points.latitudes, (north.min() - margin, north.max() + margin))
        widest = min(max(abs(north.min()), abs(north.max())) + margin, 89.0)
        margin_east = margin / np.cos(np.radians(widest))
        found = self.points.longitudes[first:last]
        return np.flatnonzero((found >= east.min() - margin_east) & (found <= east.max() + margin_east)) + int(first)


def _weighing(decay: Decay, detour: float) -> Callable[[Numbers], Numbers]:
    """Weights from squared chords. Bands are cut in that unit at once, which spares a root for every pair."""
    if isinstance(decay, Threshold | Bands):
        return Bands(tuple((_squared_chord(end / detour), weight) for end, weight in decay.steps)).weigh
    return lambda squares: decay.weigh(detour * _arcs(squares))


def _squared_chord(arc: float) -> float:
    return float((2 * EARTH_RADIUS_M * np.sin(min(arc / EARTH_RADIUS_M, np.pi) / 2)) ** 2)


def _arcs(squares: Numbers) -> Numbers:
    """Metres along the sphere over a chord, of which the square is given."""
    halves = np.sqrt(np.maximum(squares, 0)) / (2 * EARTH_RADIUS_M)
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.minimum(halves, 1.0)))


def _squares(here: Numbers, there: Numbers) -> Numbers:
    """|a - b|^2 of all pairs, as |a|^2 - 2ab + |b|^2: one product of matrices."""
    left = np.column_stack((-2 * here, np.square(here).sum(axis=1), np.ones(len(here))))
    right = np.vstack((there.T, np.ones(len(there)), np.square(there).sum(axis=1)))
    return np.asarray(left @ right)


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
