"""Writes where a listing happens. A place that other listings share is never changed from one of them by the way:
other words about it make a place of this listing's own, unless the editor says that the place itself has changed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory import signals
from directory.db import new_id
from directory.errors import RuleBroken
from directory.geo.queries import postcode_point
from directory.listings.area_assignment import assign_areas
from directory.listings.bulk import insert_rows
from directory.listings.codes import AddressVisibility
from directory.listings.editing.part_writing import day_off_rows, phone_rows, time_rows
from directory.listings.editing.venue_reading import place_facts
from directory.listings.models import (
    Accessibility,
    Address,
    Location,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
)
from directory.listings.queries.touched import services_touched
from directory.listings.records import Values

OWN = "steward"  # the source of places made here, which no import writes over
FACTS = ("name", "address_1", "city", "postal_code", "transport_note", "latitude", "longitude", "address_visibility")
WRITTEN = ("address_1", "city", "postal_code")


def write_venues(session: Session, service: Service, value: Any, at: datetime) -> None:
    """Replace the venues with their hours and numbers; places are found, changed or made."""
    for table in (Phone, ScheduleException, Schedule):
        at_venue = table.service_at_location_id.is_not(None)
        session.execute(delete(table).where(table.service_id == service.id, at_venue))
    places = [_place(session, service, venue, number, at) for number, venue in enumerate(value)]
    session.execute(delete(ServiceAtLocation).where(ServiceAtLocation.service_id == service.id))
    rows: dict[type[Any], list[Values]] = {ServiceAtLocation: [], Phone: [], Schedule: [], ScheduleException: []}
    for venue, location_id in zip(value, places, strict=True):
        here = new_id()
        own = {"id": here, "service_id": service.id, "location_id": location_id}
        rows[ServiceAtLocation].append(own | {"description": venue.get("description")})
        rows[Phone] += phone_rows(venue.get("phones", []), service.id, service_at_location_id=here)
        rows[Schedule] += time_rows(venue.get("times", []), service.id, service_at_location_id=here)
        rows[ScheduleException] += day_off_rows(venue.get("days_off", []), service.id, service_at_location_id=here)
    insert_rows(session, rows)


def shared_with(session: Session, location_id: UUID, service_id: UUID) -> int:
    """How many other listings are held at a place."""
    others = select(func.count(func.distinct(ServiceAtLocation.service_id))).where(
        ServiceAtLocation.location_id == location_id, ServiceAtLocation.service_id != service_id
    )
    return session.scalar(others) or 0


def _place(session: Session, service: Service, venue: Values, number: int, at: datetime) -> UUID:
    known = UUID(venue["location_id"]) if venue.get("location_id") else None
    if known is None:
        return _make(session, service, venue, at)
    location = session.get(Location, known)
    if location is None:
        raise RuleBroken(f"venues.{number}.location_id", "Choose the place again: it is not there any more")
    access = list(session.scalars(select(Accessibility).where(Accessibility.location_id == known)))
    now = place_facts(location, access)
    wanted = now | {key: venue[key] for key in venue if key in (*FACTS, "access", "access_details")}
    if wanted == now:
        return known
    is_own = location.source == OWN and not shared_with(session, known, service.id)
    if venue.get("changes_place") or is_own:
        _change(session, location, wanted, at)
        return known
    return _make(session, service, wanted, at, like=location)


def _make(session: Session, service: Service, facts: Values, at: datetime, like: Location | None = None) -> UUID:
    """A place of this listing's own; `like` lends it what the content does not tell."""
    location = Location(
        source=OWN,
        organization_id=like.organization_id if like else service.organization_id,
        description=like.description if like else None,
        created_at=at,
        updated_at=at,
    )
    session.add(location)
    _change(session, location, facts, at)
    return location.id


def _change(session: Session, location: Location, facts: Values, at: datetime) -> None:
    for key in FACTS:
        if key not in WRITTEN:
            setattr(location, key, facts.get(key))
    location.address_visibility = AddressVisibility(facts.get("address_visibility") or "full")
    location.updated_at = at
    _put_on_the_map(session, location, facts)
    _write_address(location, facts)
    session.flush()
    _write_access(session, location, facts)
    assign_areas(session, [location.id])
    if others := services_touched(session, location_ids=[location.id]):
        signals.service_changed.send(session, service_ids=sorted(others))


def _put_on_the_map(session: Session, location: Location, facts: Values) -> None:
    """Without a pin, where its postcode is."""
    if location.latitude is None and facts.get("postal_code"):
        point = postcode_point(session, facts["postal_code"].replace(" ", ""))
        if point is not None:
            location.latitude, location.longitude = point.latitude_e6 / 1e6, point.longitude_e6 / 1e6


def _write_address(location: Location, facts: Values) -> None:
    said = {key: facts.get(key) or "" for key in WRITTEN}
    if location.addresses:
        for key, words in said.items():
            setattr(location.addresses[0], key, words)
    elif any(said.values()):
        location.addresses.append(Address(**said))


def _write_access(session: Session, location: Location, facts: Values) -> None:
    details = facts.get("access_details") or {}
    rows = [
        {"location_id": location.id, "feature": feature, "value": known, "details": details.get(feature)}
        for feature, known in (facts.get("access") or {}).items()
    ]
    session.execute(delete(Accessibility).where(Accessibility.location_id == location.id))
    insert_rows(session, {Accessibility: rows})
