"""What a place keeps: venues within reach, and everything that reaches the person there without a venue.

A local search never drops help by phone, online, by post, at home or for the whole area; nor a hidden address whose
area fits. Areas a listing names are believed: a phone line for Kent only is not shown in Nottinghamshire.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from directory.geo.distance import bounding_box, distances_m
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.documents.areas import NATIONS
from directory.search.engine import Place
from directory.search.index.bits import Flags
from directory.search.index.snapshot import Snapshot

DEFAULT_MILES, WIDER_MILES = 10, 25
FEW_VENUES = 5
#: How far from its base a home-visiting listing is believed to go when it names no area.
HOME_MILES = 50
_NATION_CODES = frozenset(NATIONS.values())
_UNITED_KINGDOM, _GREAT_BRITAIN, _ENGLAND_AND_WALES = "K02000001", "K03000001", "K04000001"


@dataclass(frozen=True)
class Nearby:
    """Seen from a place: each document's nearest venue within reach, and which documents reach the place otherwise."""

    metres: NDArray[np.float32]
    venue: NDArray[np.int32]
    near: Flags
    kept: Flags
    miles: int

    @property
    def local(self) -> Flags:
        """Every document a local search keeps."""
        flags: Flags = self.near | self.kept
        return flags


def nearby(snapshot: Snapshot, place: Place, miles: int, before: Nearby | None = None) -> Nearby:
    """Mark what is within some miles of a place or reaches it. `before` is the same place seen less far."""
    metres = np.full(snapshot.size, np.inf, dtype=np.float32)
    venue = np.full(snapshot.size, -1, dtype=np.int32)
    venues, away = _venues_within(snapshot, place.point, miles * METRES_IN_A_MILE)
    order = np.argsort(-away, kind="stable")  # the nearest is written last and stays
    metres[snapshot["venue_document"][venues[order]]] = away[order]
    venue[snapshot["venue_document"][venues[order]]] = venues[order]
    return Nearby(metres, venue, venue >= 0, before.kept if before else _reaching(snapshot, place), miles)


def within(seen: Nearby, miles: int) -> Nearby:
    """What a look less far would have seen."""
    return replace(seen, near=seen.near & (seen.metres <= miles * METRES_IN_A_MILE), miles=miles)


def _venues_within(snapshot: Snapshot, point: Point, metres: float) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    south, west, north, east = bounding_box(point.latitude, point.longitude, metres)
    first, last = np.searchsorted(snapshot["venue_latitude"], [south, north])
    longitudes = snapshot["venue_longitude"][first:last]
    venues = first + np.flatnonzero((longitudes >= west) & (longitudes <= east))
    away = distances_m(
        point.latitude, point.longitude, snapshot["venue_latitude"][venues], snapshot["venue_longitude"][venues]
    )
    within = away <= metres
    return venues[within], away[within]


def _reaching(snapshot: Snapshot, place: Place) -> Flags:
    """Documents that reach a place without a venue near it."""
    flags: Flags = snapshot["kept_anywhere"].copy()
    for code in covering(place.areas):
        if code in snapshot.areas:
            flags[snapshot.slice("area_document", snapshot.areas[code])] = True
    if snapshot["kept_round_base"].any():
        venues, _ = _venues_within(snapshot, place.point, HOME_MILES * METRES_IN_A_MILE)
        based = np.zeros(snapshot.size, dtype=np.bool_)
        based[snapshot["venue_document"][venues]] = True
        flags |= based & snapshot["kept_round_base"]
    return flags


def covering(areas: Iterable[str]) -> tuple[str, ...]:
    """The codes of all areas that contain a place, with the countries above it; any country when it is not known."""
    known = tuple(areas)
    nations = _NATION_CODES.intersection(known)
    if not nations:
        return (*known, "E92000001", _ENGLAND_AND_WALES, _GREAT_BRITAIN, _UNITED_KINGDOM)
    above = [_UNITED_KINGDOM]
    if not nations & {"N92000002"}:
        above.insert(0, _GREAT_BRITAIN)
    if nations & {"E92000001", "W92000004"}:
        above.insert(0, _ENGLAND_AND_WALES)
    return (*known, *above)
