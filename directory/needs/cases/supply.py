"""What there is for a need in an area or that comes to it, and how far the nearest open one is from where it is missed.

Distances are in a straight line, as everywhere here: the road is longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely.geometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.areas import areas_above
from directory.geo.distance import distances_m
from directory.geo.models import Area
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.listings.codes import AddressVisibility, CapacityStatus, LinkType, ListingStatus
from directory.listings.models import (
    Attribute,
    Location,
    Organization,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from directory.listings.policy import Reader, rule_for
from directory.taxonomy.models import TaxonomyTerm

NEAR_MILES = 15.0
MOST_OUTSIDE = 5
_NO_ROOM = (CapacityStatus.FULL, CapacityStatus.WAITING_LIST)


@dataclass(frozen=True)
class Offer:
    """A listing for the need: whether it is here, comes here, or how far away it is, and whether it has room."""

    id: UUID
    name: str
    organization: str
    is_here: bool
    comes_here: bool
    miles: float | None
    room: str
    is_open: bool
    bus: str
    points: tuple[Point, ...]


def offers(session: Session, reader: Reader, need: str, area_code: str, at: datetime) -> list[Offer]:
    """What is there first, then what comes to people there, then the nearest outside."""
    rows = session.execute(_listed(reader, need, at)).all()
    served = _served(session, {row.id for row in rows})
    within = {ref.code for ref in areas_above(session, area_code)} | {area_code}
    centre = centre_of(session, area_code)
    by_listing: dict[UUID, list[Any]] = {}
    for row in rows:
        by_listing.setdefault(row.id, []).append(row)
    found = [
        _offer(own, area_code, served.get(service_id, frozenset()) & within, centre, at)
        for service_id, own in by_listing.items()
    ]
    local = [each for each in found if each.is_here or each.comes_here]
    outside = [each for each in found if not (each.is_here or each.comes_here) and _is_near(each)]
    local.sort(key=lambda each: (not each.is_here, each.name.casefold()))
    outside.sort(key=lambda each: (each.miles or 0, each.name.casefold()))
    return [*local, *outside[:MOST_OUTSIDE]]


def journey_miles(session: Session, offered: Sequence[Offer], people_of: Mapping[str, int]) -> float | None:
    """Miles to the nearest open listing, on average for the people of these wards; None where none has a place."""
    points = [point for each in offered if each.is_open for point in each.points]
    centres = {code: centre_of(session, code) for code in people_of}
    known = {code: centre for code, centre in centres.items() if centre is not None}
    people = sum(people_of[code] for code in known)
    if not points or not people:
        return None
    latitudes, longitudes = [each.latitude for each in points], [each.longitude for each in points]
    total = 0.0
    for code, centre in known.items():
        away = distances_m(centre.latitude, centre.longitude, latitudes, longitudes)
        total += people_of[code] * float(away.min()) / METRES_IN_A_MILE
    return total / people


def centre_of(session: Session, code: str) -> Point | None:
    """A point inside an area, near its middle; None where its outline is not known."""
    found = select(Area.geometry).where(Area.code == code, Area.geometry.is_not(None))
    geometry = session.scalar(found.order_by(Area.valid_from.desc()).limit(1))
    if not geometry:
        return None
    middle = shapely.geometry.shape(geometry).representative_point()
    return Point(float(middle.y), float(middle.x))


def _listed(reader: Reader, need: str, at: datetime) -> Any:
    public_place = (Location.id == ServiceAtLocation.location_id) & (
        Location.address_visibility == AddressVisibility.FULL
    )
    return (
        select(
            Service.id,
            Service.name,
            Service.listing_status,
            Organization.name.label("organization"),
            Location.latitude,
            Location.longitude,
            Location.ward_code,
            Location.district_code,
            Location.transport_note,
            ServiceCapacity.status.label("room"),
            ServiceCapacity.expires_at,
        )
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .outerjoin(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .outerjoin(Location, public_place)
        .outerjoin(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .where(rule_for(reader, clock.local(at).date()), TaxonomyTerm.code == need)
        .where(Attribute.link_type == LinkType.NEED)
        .order_by(Service.name, Service.id, Location.id)
    )


def _offer(rows: Sequence[Any], area_code: str, serves: frozenset[str], centre: Point | None, at: datetime) -> Offer:
    first = rows[0]
    points = tuple(Point(row.latitude, row.longitude) for row in rows if row.latitude is not None)
    room = first.room if first.room and (first.expires_at is None or first.expires_at > at) else CapacityStatus.UNKNOWN
    is_paused = first.listing_status is ListingStatus.PUBLISHED_PAUSED
    return Offer(
        id=first.id,
        name=first.name,
        organization=first.organization or "",
        is_here=any(area_code in (row.ward_code, row.district_code) for row in rows),
        comes_here=bool(serves),
        miles=_nearest(centre, points),
        room="Not taking people at the moment" if is_paused else room.label,
        is_open=not is_paused and room not in _NO_ROOM,
        bus=next((row.transport_note for row in rows if row.transport_note), ""),
        points=points,
    )


def _nearest(centre: Point | None, points: Sequence[Point]) -> float | None:
    if centre is None or not points:
        return None
    latitudes, longitudes = [each.latitude for each in points], [each.longitude for each in points]
    away = distances_m(centre.latitude, centre.longitude, latitudes, longitudes)
    return float(away.min()) / METRES_IN_A_MILE


def _is_near(offer: Offer) -> bool:
    return offer.miles is not None and offer.miles <= NEAR_MILES


def _served(session: Session, ids: set[UUID]) -> Mapping[UUID, frozenset[str]]:
    """The areas that each listing says it serves, by code."""
    rows = session.execute(
        select(ServiceArea.service_id, Area.code)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(ids))
    ).all()
    served: dict[UUID, frozenset[str]] = {}
    for row in rows:
        served[row.service_id] = served.get(row.service_id, frozenset()) | {row.code}
    return served
