"""Which services for a need take referrals from here for somebody who lives there: near, or coming to them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import RuleBroken
from directory.geo.distance import distances_m
from directory.geo.lookup import Found, resolve_place
from directory.geo.models import Area
from directory.geo.point import METRES_IN_A_MILE
from directory.listings.codes import AddressVisibility, LinkType, ReferralRoute
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation
from directory.listings.policy import Reader, rule_for
from directory.listings.queries.alternatives import FAR_MILES, Alternative
from directory.taxonomy.models import TaxonomyTerm

MOST_OFFERED = 8


def services_near(session: Session, reader: Reader, need: str, words: str) -> list[Alternative]:
    """The nearest first, then those that come to people and name no place. Raises `RuleBroken` for a place unknown."""
    place = resolve_place(session, words)
    if not isinstance(place, Found):
        raise RuleBroken("near", "Enter a town or a postcode that we know")
    rows = session.execute(_listed(reader, need)).all()
    served = _served(session, [row.id for row in rows])
    miles = _miles(rows, place)
    found: dict[UUID, Alternative] = {}
    for row in sorted(rows, key=lambda row: (miles.get(row.id, FAR_MILES), row.name)):
        areas, away = served.get(row.id, frozenset()), miles.get(row.id)
        is_for_them = bool(areas & set(place.areas)) if areas else away is not None and away <= FAR_MILES
        if is_for_them and row.id not in found:
            found[row.id] = Alternative(row.id, row.name, row.summary, away)
    return list(found.values())[:MOST_OFFERED]


def _listed(reader: Reader, need: str) -> Any:
    return (
        select(Service.id, Service.name, Service.summary, Location.latitude, Location.longitude)
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .outerjoin(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .outerjoin(
            Location,
            (Location.id == ServiceAtLocation.location_id) & (Location.address_visibility == AddressVisibility.FULL),
        )
        .where(rule_for(reader, clock.today()), Service.referral_route == ReferralRoute.WAYPOST)
        .where(TaxonomyTerm.code == need, Attribute.link_type == LinkType.NEED)
        .order_by(Service.id, Location.id)
    )


def _served(session: Session, service_ids: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    """The areas each one keeps to, by code; an area that is only named is no code and serves nobody surely."""
    rows = session.execute(
        select(ServiceArea.service_id, Area.code)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(service_ids))
    ).all()
    served: dict[UUID, frozenset[str]] = {}
    for row in rows:
        served[row.service_id] = served.get(row.service_id, frozenset()) | {row.code or ""}
    return served


def _miles(rows: Sequence[Any], place: Found) -> Mapping[UUID, float]:
    """How far the nearest place of each is, for those that have one."""
    placed = [row for row in rows if row.latitude is not None]
    if not placed:
        return {}
    points = ([row.latitude for row in placed], [row.longitude for row in placed])
    metres = distances_m(place.point.latitude, place.point.longitude, *points).tolist()
    nearest: dict[UUID, float] = {}
    for row, away in zip(placed, metres, strict=True):
        nearest[row.id] = min(away / METRES_IN_A_MILE, nearest.get(row.id, away / METRES_IN_A_MILE))
    return nearest
