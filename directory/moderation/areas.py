"""In which areas a listing is, and whether a steward who answers for some areas only may act on it."""

from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.areas import areas_above, assign_areas
from directory.geo.models import Area
from directory.geo.queries import postcode_point
from directory.listings.editing import Content
from directory.listings.models import Location, ServiceArea, ServiceAtLocation

CHUNK = 500  # ids in one IN (…)


class Limited(Protocol):
    """Somebody who may be limited to some areas; none stands for everywhere."""

    @property
    def areas(self) -> frozenset[str]:
        """GSS codes."""
        ...


def may_act_in(user: Limited, areas: Collection[str]) -> bool:
    """Whether a steward answers for one of these areas. What is nowhere is for those who answer for everywhere."""
    return not user.areas or not user.areas.isdisjoint(areas)


def areas_of_listings(session: Session, service_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """The codes of every area that each listing lies in or covers, with the areas above."""
    ids = sorted(set(service_ids))
    codes: dict[UUID, set[str]] = {service_id: set() for service_id in ids}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        places = (
            select(ServiceAtLocation.service_id, Location.lsoa_code, Location.ward_code, Location.district_code)
            .join(Location, Location.id == ServiceAtLocation.location_id)
            .where(ServiceAtLocation.service_id.in_(some))
        )
        for row in session.execute(places):
            codes[row.service_id].update(code for code in row[1:] if code)
        covered = select(ServiceArea.service_id, Area.code).join(Area, Area.id == ServiceArea.area_id)
        for service_id, code in session.execute(covered.where(ServiceArea.service_id.in_(some))):
            codes[service_id].add(code)
    parents = _parents(session, {code for found in codes.values() for code in found})
    return {
        service_id: frozenset(found.union(*(parents[code] for code in found))) for service_id, found in codes.items()
    }


def areas_of_listing(session: Session, service_id: UUID | None) -> frozenset[str]:
    """The codes of one listing's areas; nothing for a listing that is gone."""
    return areas_of_listings(session, [service_id])[service_id] if service_id else frozenset()


def areas_of_content(session: Session, content: Content) -> frozenset[str]:
    """The codes of the areas a listing would have: by its pins, its postcodes and the areas it covers."""
    codes = {row["code"] for row in content.get("areas") or [] if row.get("code")}
    venues = content.get("venues") or []
    points = [(venue["latitude"], venue["longitude"]) for venue in venues if venue.get("latitude") is not None]
    for found in assign_areas(session, points) if points else []:
        codes.update(code for code in (found.lsoa, found.ward, found.district) if code)
    for venue in venues:
        row = postcode_point(session, (venue.get("postal_code") or "").replace(" ", ""))
        if row is not None:
            codes.update(code for code in (row.lsoa_code, row.ward_code, row.district_code) if code)
    return frozenset(codes.union(*_parents(session, codes).values()))


def _parents(session: Session, codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each code with those of the areas above it; every code is looked up once."""
    return {code: frozenset(ref.code for ref in areas_above(session, code)) for code in sorted(set(codes))}
