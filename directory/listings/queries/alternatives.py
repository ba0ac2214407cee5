"""Other listings for the same need: for somebody outside the area served, or when a listing has gone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from directory.geo.distance import distances_m
from directory.geo.models import Area
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.listings.codes import AddressVisibility, LinkType
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation
from directory.taxonomy.models import TaxonomyTerm

FAR_MILES = 15  # further away is no alternative


@dataclass(frozen=True)
class Alternative:
    """A listing to try instead; `miles` when it is known where it happens."""

    id: UUID
    name: str
    summary: str
    miles: float | None = None


def needs_of(session: Session, service_id: UUID) -> Sequence[Any]:
    """What a listing helps with, most fitting first: code and name of each need."""
    return session.execute(
        select(TaxonomyTerm.code, TaxonomyTerm.name)
        .join(Attribute, Attribute.taxonomy_term_id == TaxonomyTerm.id)
        .where(Attribute.service_id == service_id, Attribute.link_type == LinkType.NEED)
        .order_by(Attribute.position, TaxonomyTerm.code)
    ).all()


def point_of(session: Session, service_id: UUID) -> Point | None:
    """Where a listing happens, if that is public: its first place."""
    row = session.execute(
        select(Location.latitude, Location.longitude)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service_id, Location.latitude.is_not(None))
        .where(Location.address_visibility == AddressVisibility.FULL)
        .order_by(ServiceAtLocation.id)
        .limit(1)
    ).first()
    return Point(row.latitude, row.longitude) if row else None


def area_types(session: Session, codes: Collection[str]) -> dict[str, str]:
    """The kind of each area among these codes."""
    rows = session.execute(select(Area.code, Area.area_type).where(Area.code.in_(codes)).order_by(Area.code))
    return {row.code: row.area_type for row in rows}


def nearest_for_need(
    session: Session,
    need: str,
    point: Point,
    rule: ColumnElement[bool],
    *,
    without: UUID,
    areas: Collection[str] = (),
    limit: int = 3,
) -> list[Alternative]:
    """Listings for a need around a point, nearest first: those that cover one of `areas`, or name no areas."""
    rows = session.execute(_places_for(need, rule, without)).all()
    if not rows:
        return []
    miles = distances_m(point.latitude, point.longitude, [r.latitude for r in rows], [r.longitude for r in rows])
    served = _served(session, {row.id for row in rows}) if areas else {}
    found: dict[UUID, Alternative] = {}
    for away, row in sorted(zip(miles.tolist(), rows, strict=True), key=lambda pair: (pair[0], pair[1].name)):
        if away / METRES_IN_A_MILE > FAR_MILES:
            break
        covers = row.id not in served or bool(served[row.id] & set(areas))
        if covers and row.id not in found:
            found[row.id] = Alternative(row.id, row.name, row.summary, away / METRES_IN_A_MILE)
        if len(found) == limit:
            break
    return list(found.values())


def _places_for(need: str, rule: ColumnElement[bool], without: UUID) -> Any:
    return (
        select(Service.id, Service.name, Service.summary, Location.latitude, Location.longitude)
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(rule, Service.id != without, TaxonomyTerm.code == need, Attribute.link_type == LinkType.NEED)
        .where(Location.address_visibility == AddressVisibility.FULL)
        .where(Location.latitude.is_not(None), Location.longitude.is_not(None))
        .order_by(Service.id)
    )


def _served(session: Session, service_ids: set[UUID]) -> dict[UUID, set[str]]:
    """Codes of the areas each listing covers, for those that say so and whose areas are all known."""
    rows = session.execute(
        select(ServiceArea.service_id, Area.code)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(service_ids))
    ).all()
    served: dict[UUID, set[str]] = {}
    for row in rows:
        served.setdefault(row.service_id, set()).add(row.code or "?")
    return {key: codes for key, codes in served.items() if "?" not in codes}
