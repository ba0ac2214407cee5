"""Other listings to try beside one: for the same need, for the same people, of the same kind, near the same place.

A search like any other, so every engine answers it. A listing's page asks for it from its template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Unavailable
from directory.extensions import db
from directory.geo.answers import Found
from directory.geo.areas import areas_containing
from directory.geo.lookup import resolve_place
from directory.geo.models import Area, AreaType
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.listings.codes import AddressVisibility, LinkType
from directory.listings.models import (
    Address,
    Attribute,
    Location,
    Organization,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from directory.listings.policy import is_public
from directory.search.criteria import Criteria
from directory.search.engine import Hit, SearchEngine
from directory.search.installed import engine
from directory.search.meaning import Meaning
from directory.taxonomy.models import TaxonomyTerm
from directory.web.access import Audience

SHOWN = 3
_ASKED = 12  # enough to leave some out: itself, and more than one of an organisation


@dataclass(frozen=True)
class Alike:
    """A listing to try, and why."""

    id: UUID
    name: str
    organization: str
    miles: float | None
    reach: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class Others:
    """Listings to try and the place they are near, if there is one."""

    near: str
    listings: tuple[Alike, ...]


@dataclass(frozen=True)
class _Around:
    """A place as engines want it."""

    label: str
    point: Point
    areas: tuple[str, ...]


_SERVICE: BindParameter[UUID] = bindparam("service")
_TODAY: BindParameter[date] = bindparam("today")
_PROFILE = (
    select(Attribute.link_type, TaxonomyTerm.code, TaxonomyTerm.name)
    .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
    .where(Attribute.service_id == _SERVICE)
    .order_by(Attribute.position, TaxonomyTerm.code)
)
_WHERE = (
    select(Location.latitude, Location.longitude, Address.city)
    .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
    .outerjoin(Address, Address.location_id == Location.id)
    .where(ServiceAtLocation.service_id == _SERVICE, Location.latitude.is_not(None), Location.longitude.is_not(None))
    .where(Location.address_visibility == AddressVisibility.FULL)
    .order_by(ServiceAtLocation.id, Address.id)
    .limit(1)
)
_AREAS = (
    select(Area.code)
    .join(ServiceArea, ServiceArea.area_id == Area.id)
    .where(
        ServiceArea.service_id == _SERVICE, Area.area_type.in_((AreaType.DISTRICT, AreaType.UNITARY, AreaType.COUNTY))
    )
    .order_by(Area.code)
)
_OTHERS = (
    # Whether it is public is a column: as a condition it makes SQLite look through all that are (30 ms of 50,000).
    select(
        Service.id,
        Service.name,
        Service.organization_id,
        Organization.name.label("organization"),
        is_public(_TODAY).label("is_shown"),
    )
    .outerjoin(Organization, Organization.id == Service.organization_id)
    .where(Service.id.in_(bindparam("ids", expanding=True)))
)
_THEIR_NEEDS = (
    select(Attribute.service_id, TaxonomyTerm.code, TaxonomyTerm.name)
    .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
    .where(Attribute.service_id.in_(bindparam("ids", expanding=True)), Attribute.link_type == LinkType.NEED)
    .order_by(Attribute.position, TaxonomyTerm.code)
)


def others_like(service_id: UUID) -> Others | None:
    """For a listing's page: what else there is, near the place asked for or else near where it happens."""
    session = db.session()
    asked = request.args.get("near", "").strip()
    place = resolve_place(session, asked) if asked else None
    return alike(session, engine(), service_id, near=place if isinstance(place, Found) else None, at=clock.now())


def alike(
    session: Session, searching: SearchEngine, service_id: UUID, *, near: Found | None, at: datetime
) -> Others | None:
    """The listings most like one; None when there is nothing to go by, none like it, or search is away."""
    ask = session.connection().execute
    profile = ask(_PROFILE, {"service": service_id}).all()
    needs = {row.code: row.name for row in profile if row.link_type == LinkType.NEED}
    if not needs:
        return None
    place = near or _around(session, service_id)
    areas = () if place else tuple(row.code for row in ask(_AREAS, {"service": service_id}))
    try:
        found = searching.search(_criteria(profile, areas), place=place, audience=Audience.EVERYONE, at=at)
    except Unavailable:
        return None
    hits = [hit for hit in found.hits if hit.service_id != service_id]
    listings = _told(session, service_id, hits, needs, clock.local(at).date())
    return Others(place.label if place else "", listings) if listings else None


def _criteria(profile: Sequence[Any], areas: tuple[str, ...]) -> Criteria:
    """Whatever serves its first need (in its areas, if it has no place); what shares needs or people comes first."""
    needs = tuple(row.code for row in profile if row.link_type == LinkType.NEED)
    people = tuple(row.code for row in profile if row.link_type in (LinkType.COHORT_WELCOMED, LinkType.COHORT_REQUIRED))
    wishes = {"need": needs[1:], "for": people}
    return Criteria(
        filters=MappingProxyType({"need": needs[:1]} | ({"area": areas} if areas else {})),
        per_page=_ASKED,
        meaning=Meaning(preferred=MappingProxyType({key: codes for key, codes in wishes.items() if codes})),
    )


def _around(session: Session, service_id: UUID) -> _Around | None:
    row = session.connection().execute(_WHERE, {"service": service_id}).first()
    if row is None:
        return None
    point = Point(row.latitude, row.longitude)
    return _Around(row.city or "", point, tuple(area.code for area in areas_containing(session, point)))


def _told(
    session: Session, service_id: UUID, hits: Sequence[Hit], needs: dict[str, str], today: date
) -> tuple[Alike, ...]:
    """The best few that are public now: one of each organisation, its own among them last."""
    if not hits:
        return ()
    ask = session.connection().execute
    ids = [service_id, *(hit.service_id for hit in hits)]
    rows = {row.id: row for row in ask(_OTHERS, {"ids": ids, "today": today}) if row.is_shown}
    own = rows[service_id].organization_id if service_id in rows else None
    chosen = _one_of_each([hit for hit in hits if hit.service_id in rows], rows, own)
    also: dict[UUID, list[str]] = {}
    for row in ask(_THEIR_NEEDS, {"ids": [hit.service_id for hit in chosen] or [service_id]}):
        if row.code in list(needs)[1:]:
            also.setdefault(row.service_id, []).append(row.name)
    return tuple(_one(hit, rows[hit.service_id], tuple(also.get(hit.service_id, ()))) for hit in chosen)


def _one_of_each(hits: Sequence[Hit], rows: dict[UUID, Any], own: UUID | None) -> list[Hit]:
    first: dict[object, Hit] = {}
    for hit in hits:
        runs = rows[hit.service_id].organization_id
        first.setdefault(runs or hit.service_id, hit)
    others = [hit for runs, hit in first.items() if runs != own]
    return [*others, *(hit for runs, hit in first.items() if runs == own)][:SHOWN]


def _one(hit: Hit, row: Any, also: tuple[str, ...]) -> Alike:
    miles = hit.distance_m / METRES_IN_A_MILE if hit.distance_m is not None else None
    organization = row.organization or ""
    return Alike(row.id, row.name, "" if organization == row.name else organization, miles, hit.label or "", also)
