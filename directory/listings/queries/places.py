"""What happens at a place or is run by an organisation, and what lies near it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from directory.geo.distance import bounding_box, distances_m
from directory.listings.codes import AddressVisibility, AssetType
from directory.listings.models import (
    Accessibility,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from directory.listings.queries.listing import Rows

AMENITY_METRES = 400  # five minutes on foot


def listings_at(session: Session, location_id: UUID, rule: ColumnElement[bool]) -> Rows:
    """What may be seen of the listings at a place, by name."""
    return session.execute(
        _listing_lines()
        .add_columns(ServiceAtLocation.id.label("place_id"), ServiceAtLocation.description.label("note"))
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .where(ServiceAtLocation.location_id == location_id, rule)
        .order_by(Service.name, Service.id)
    ).all()


def listings_of(session: Session, organization_id: UUID, rule: ColumnElement[bool]) -> Rows:
    """What may be seen of the listings an organisation runs, by name."""
    query = _listing_lines().where(Service.organization_id == organization_id, rule)
    return session.execute(query.order_by(Service.name, Service.id)).all()


def _listing_lines() -> Select[*tuple[Any, ...]]:
    return select(
        Service.id,
        Service.name,
        Service.summary,
        Service.asset_type,
        Service.closed_from,
        Service.closed_to,
        Service.closing_on,
        Organization.name.label("organization_name"),
    ).outerjoin(Organization, Organization.id == Service.organization_id)


def places_of(session: Session, service_ids: Sequence[UUID]) -> Rows:
    """Where several listings happen: their places with full addresses, once each, by name."""
    query = (
        select(Location.id, Location.name)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id.in_(service_ids))
        .where(Location.address_visibility == AddressVisibility.FULL, Location.name.is_not(None))
        .distinct()
    )
    return session.execute(query.order_by(Location.name, Location.id)).all()


def access_of(session: Session, location_id: UUID) -> Rows:
    """Access facts of a place."""
    query = select(Accessibility.location_id, Accessibility.feature, Accessibility.value, Accessibility.details)
    return session.execute(query.where(Accessibility.location_id == location_id).order_by(Accessibility.id)).all()


def phones_of(session: Session, owner: ColumnElement[bool]) -> Rows:
    """Numbers of a place or an organisation."""
    phone = Phone
    query = select(phone.number, phone.extension, phone.kind, phone.description, phone.languages)
    return session.execute(query.where(owner).order_by(phone.position, phone.id)).all()


def amenities_near(session: Session, place: Location, rule: ColumnElement[bool]) -> list[tuple[str, UUID, float]]:
    """Public amenities within five minutes' walk of a place with a point, nearest first: name, listing and metres."""
    latitude, longitude = place.latitude or 0.0, place.longitude or 0.0
    south, west, north, east = bounding_box(latitude, longitude, AMENITY_METRES)
    rows = session.execute(
        select(Service.id, Service.name, Location.latitude, Location.longitude)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Service.asset_type == AssetType.PUBLIC_AMENITY, rule, Location.id != place.id)
        .where(Location.address_visibility == AddressVisibility.FULL)
        .where(Location.latitude.between(south, north), Location.longitude.between(west, east))
        .order_by(Service.name, Service.id)
    ).all()
    return _within(rows, latitude, longitude)


def _within(rows: Rows, latitude: float, longitude: float) -> list[tuple[str, UUID, float]]:
    if not rows:
        return []
    metres = distances_m(latitude, longitude, [row.latitude for row in rows], [row.longitude for row in rows]).tolist()
    near = [(row.name, row.id, away) for row, away in zip(rows, metres, strict=True) if away <= AMENITY_METRES]
    return sorted(near, key=lambda found: (found[2], found[0]))
