"""Towns that listings name and the list of places lacks: learnt from their addresses, so that a search finds them.

The list of places comes from a world-wide source with gaps: it may know a hamlet in Norfolk and not the town of 37,000
people in which half of the directory's clubs meet. Only towns inside the areas whose outlines are loaded are learnt.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.geo.areas import areas_above, assign_areas
from directory.geo.folding import fold
from directory.geo.models import FROM_ADDRESSES, AreaType, PlaceName
from directory.geo.point import Point, distance_miles
from directory.listings.codes import AddressVisibility
from directory.listings.models import Address, Location

#: A place of the same name this near is the same place.
SAME_MILES = 6
LONGEST_NAME = 40
_TELLING = (AreaType.COUNTY, AreaType.UNITARY, AreaType.DISTRICT)


@dataclass(frozen=True)
class Town:
    """A town as addresses name it: how it is written most often, and the middle of the venues there."""

    name: str
    within: str
    point: Point

    @property
    def key(self) -> str:
        """What the town is known by from one night to the next."""
        return f"{fold(self.name)}|{fold(self.within)}"


def learn_places(session: Session, at: datetime) -> str:
    """Bring the learnt places up to date with the addresses, and say how many there are."""
    known = {
        place.external_id: place
        for place in session.scalars(select(PlaceName).where(PlaceName.source == FROM_ADDRESSES))
    }
    towns = {town.key: town for town in _towns(session) if not _is_listed(session, town)}
    for key, town in towns.items():
        place = known.get(key) or PlaceName(id=new_id(), source=FROM_ADDRESSES, external_id=key, created_at=at)
        place.name, place.folded_name, place.within = town.name, fold(town.name), town.within
        place.latitude, place.longitude = round(town.point.latitude, 4), round(town.point.longitude, 4)
        session.add(place)
    for place in [place for key, place in known.items() if key not in towns]:
        session.delete(place)
    session.flush()
    return f"{len(towns)} places known from addresses only"


def _towns(session: Session) -> Iterable[Town]:
    """One a name and county. Only addresses shown in full teach: a lone venue is its town's middle."""
    rows = session.execute(
        select(Address.city, Location.latitude, Location.longitude)
        .join(Location, Location.id == Address.location_id)
        .where(
            Address.city != "",
            Location.latitude.is_not(None),
            Location.longitude.is_not(None),
            Location.address_visibility == AddressVisibility.FULL,
        )
        .order_by(Address.city, Location.id)
    )
    named = [row for row in rows if _is_a_name(row.city)]
    districts = assign_areas(session, [(row.latitude, row.longitude) for row in named])
    counties = {code: _county(session, code) for code in {codes.district for codes in districts} if code}
    points: dict[tuple[str, str], list[tuple[str, Point]]] = defaultdict(list)
    for row, codes in zip(named, districts, strict=True):
        if codes.district:
            place = row.city.strip(), Point(row.latitude, row.longitude)
            points[fold(row.city), counties[codes.district]].append(place)
    return [_town(within, found) for (_, within), found in sorted(points.items())]


def _town(within: str, found: list[tuple[str, Point]]) -> Town:
    names = [name for name, _ in found]
    middle = Point(median(point.latitude for _, point in found), median(point.longitude for _, point in found))
    return Town(max(sorted(set(names)), key=names.count), within, middle)


def _is_a_name(city: str) -> bool:
    return len(city) <= LONGEST_NAME and bool(fold(city)) and not any(letter.isdigit() for letter in city)


def _county(session: Session, district: str) -> str:
    names = {area.area_type: area.name for area in areas_above(session, district)}
    return next((names[kind] for kind in _TELLING if kind in names), "")


def _is_listed(session: Session, town: Town) -> bool:
    """Whether the list of places knows it, as itself or as a longer name of it."""
    same = session.scalars(
        select(PlaceName).where(PlaceName.folded_name == fold(town.name), PlaceName.source != FROM_ADDRESSES)
    )
    return any(distance_miles(Point(each.latitude, each.longitude), town.point) <= SAME_MILES for each in same)
