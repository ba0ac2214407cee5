"""The same offered twice: listings of different organisations for the same need, place and people. No waste by itself.

Two lunch clubs in one ward may be what people want; a commissioner looks, and asks both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType
from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Location, Organization, Service, ServiceArea, ServiceAtLocation
from directory.listings.policy import Reader, rule_for
from directory.taxonomy.models import TaxonomyTerm

#: Areas small enough that being there twice says something; a county or a country does not.
_SMALL = (AreaType.WARD, AreaType.DISTRICT, AreaType.UNITARY, AreaType.NEIGHBOURHOOD, AreaType.CUSTOM)
_COHORTS = (LinkType.COHORT_WELCOMED, LinkType.COHORT_REQUIRED)
_MANY = 40  # listings for one need and place: a market, not an overlap


@dataclass(frozen=True)
class Listed:
    """A listing, and who runs it."""

    id: UUID
    name: str
    organization_id: UUID | None
    organization: str


@dataclass
class Overlap:
    """Two listings, and what they both offer where and to whom."""

    one: Listed
    other: Listed
    needs: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    cohorts: set[str] = field(default_factory=set)


def overlaps(session: Session, reader: Reader, today: date, *, need: str = "", area: str = "") -> list[Overlap]:
    """Pairs that share most first; of one need or one district or ward if asked."""
    listed = _listings(session, reader, today)
    needs, cohorts = _terms(session, listed)
    places = _places(session, listed, area)
    keys: dict[tuple[str, str, str], list[Listed]] = defaultdict(list)
    for service_id, one in listed.items():
        for code in needs.get(service_id, ()) if not need else needs.get(service_id, set()) & {need}:
            for place in places.get(service_id, ()):
                for cohort in cohorts.get(service_id) or {""}:
                    keys[code, place, cohort].append(one)
    return _pairs(keys)


def _pairs(keys: Mapping[tuple[str, str, str], list[Listed]]) -> list[Overlap]:
    found: dict[tuple[UUID, UUID], Overlap] = {}
    for (need, area, cohort), several in keys.items():
        if len(several) > _MANY:
            continue
        for one, other in combinations(sorted(several, key=lambda each: each.id), 2):
            if one.organization_id is not None and one.organization_id == other.organization_id:
                continue
            pair = found.setdefault((one.id, other.id), Overlap(one, other))
            pair.needs.add(need)
            pair.areas.add(area)
            pair.cohorts |= {cohort} - {""}
    return sorted(
        found.values(), key=lambda each: (-len(each.needs), -len(each.cohorts), each.one.name, each.other.name)
    )


def _listings(session: Session, reader: Reader, today: date) -> dict[UUID, Listed]:
    query = (
        select(Service.id, Service.name, Service.organization_id, Organization.name.label("organization"))
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .where(rule_for(reader, today))
        .order_by(Service.id)
    )
    return {
        row.id: Listed(row.id, row.name, row.organization_id, row.organization or "") for row in session.execute(query)
    }


def _terms(session: Session, listed: Iterable[UUID]) -> tuple[dict[UUID, set[str]], dict[UUID, set[str]]]:
    """The needs of each listing, and the groups it is for."""
    wanted = set(listed)
    needs: dict[UUID, set[str]] = defaultdict(set)
    cohorts: dict[UUID, set[str]] = defaultdict(set)
    rows: Any = session.execute(
        select(Attribute.service_id, Attribute.link_type, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_type.in_((LinkType.NEED, *_COHORTS)))
    )
    for service_id, link, code in rows:
        if service_id in wanted:
            (needs if link is LinkType.NEED else cohorts)[service_id].add(code)
    return needs, cohorts


def _places(session: Session, listed: Iterable[UUID], only: str) -> dict[UUID, set[str]]:
    """The ward of each place, else its district, and the small areas that are served."""
    wanted = set(listed)
    held: Any = session.execute(
        select(ServiceAtLocation.service_id, Location.ward_code, Location.district_code).join(
            Location, Location.id == ServiceAtLocation.location_id
        )
    )
    places: dict[UUID, set[str]] = defaultdict(set)
    for service_id, ward, district in held:
        code = ward or district
        if service_id in wanted and code and only in ("", ward, district):
            places[service_id].add(code)
    served: Any = session.execute(
        select(ServiceArea.service_id, Area.code)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(Area.area_type.in_(_SMALL))
    )
    for service_id, code in served:
        if service_id in wanted and only in ("", code):
            places[service_id].add(code)
    return places
