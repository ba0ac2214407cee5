"""Reads listings as matching sees them, many at once: nine queries however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from directory.geo.folding import fold
from directory.geo.models import Area
from directory.listings.codes import AddressVisibility, LinkType
from directory.listings.models import (
    Address,
    Attribute,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from directory.moderation.duplicates.profiles import Page, Profile, as_page, as_phone, as_postcode, known
from directory.taxonomy.models import TaxonomyTerm

AT_ONCE = 500  # ids in one IN (…)


@dataclass
class _Parts:
    """What is gathered of one listing before it becomes a profile."""

    phones: set[str] = field(default_factory=set)
    spots: set[tuple[float, float]] = field(default_factory=set)
    postcodes: set[str] = field(default_factory=set)
    buildings: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    districts: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    times: set[tuple[str, str]] = field(default_factory=set)


def read_profiles(
    session: Session,
    condition: ColumnElement[bool],
    ids: Sequence[UUID] | None = None,
    *,
    with_private: bool = False,
) -> list[Profile]:
    """Listings that meet a condition (and are among `ids`), in order of id.

    `with_private` also looks at addresses that are kept from the public: for stewards only.
    """
    if ids is None:
        return list(_read(session, condition, with_private))
    chosen = sorted(ids)
    slices = (chosen[start : start + AT_ONCE] for start in range(0, len(chosen), AT_ONCE))
    return [
        profile for some in slices for profile in _read(session, condition & Service.id.in_(some), with_private)
    ]  # fmt: skip


def _read(session: Session, condition: ColumnElement[bool], with_private: bool) -> Iterator[Profile]:
    ask = session.connection().execute
    organizations = {row.id: row for row in ask(_of(Organization, condition))}
    numbers: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for row in ask(_identifiers(condition)):
        numbers[row.organization_id].add((row.identifier_scheme, row.identifier))
    parts: dict[UUID, _Parts] = defaultdict(_Parts)
    _gather_places(ask(_places(condition)), parts, with_private)
    for row in ask(_parts(Phone.service_id, condition, Phone.number)):
        if number := as_phone(row.number):
            parts[row.service_id].phones.add(number)
    for row in ask(_parts(Schedule.service_id, condition, Schedule.byday, Schedule.dtstart, Schedule.opens_at)):
        day = row.byday or (row.dtstart.isoformat() if row.dtstart else "")
        parts[row.service_id].times.add((day, row.opens_at or ""))
    for row in ask(_needs(condition)):
        parts[row.service_id].needs.add(row.code)
    for row in ask(_areas(condition)):
        parts[row.service_id].districts.add(row.code)
    columns = (
        Service.id, Service.name, Service.organization_id, Service.asset_type, Service.url, Service.email,
        Service.summary, Service.description,
    )  # fmt: skip
    for row in ask(select(*columns).where(condition).order_by(Service.id)):
        yield _profile(row, organizations.get(row.organization_id), numbers, parts[row.id])


def _profile(row: Any, organization: Any, numbers: dict[UUID, set[tuple[str, str]]], parts: _Parts) -> Profile:
    urls = (row.url, organization.website if organization else None)
    addresses = (row.email, organization.email if organization else None)
    return Profile(
        service_id=row.id,
        name=row.name,
        organization=organization.name if organization else "",
        organization_id=row.organization_id,
        asset_type=row.asset_type.value,
        phones=frozenset(parts.phones),
        pages=frozenset(page for page in map(_page, urls) if page),
        emails=known((address or "").strip().lower() for address in addresses),
        identifiers=frozenset(numbers.get(row.organization_id, ())),
        spots=tuple(sorted(parts.spots)),
        postcodes=frozenset(parts.postcodes),
        buildings=frozenset(parts.buildings),
        towns=frozenset(parts.towns),
        needs=frozenset(parts.needs),
        times=frozenset(parts.times),
        description=fold(row.description or row.summary or "")[:400],
        districts=frozenset(parts.districts),
    )


def _page(url: str | None) -> Page | None:
    return as_page(url) if url else None


def _gather_places(rows: Any, parts: dict[UUID, _Parts], with_private: bool) -> None:
    for row in rows:
        mine = parts[row.service_id]
        if row.district_code:
            mine.districts.add(row.district_code)
        if not with_private and row.address_visibility is not AddressVisibility.FULL:
            continue
        if row.latitude is not None and row.longitude is not None:
            mine.spots.add((row.latitude, row.longitude))
        mine.postcodes |= known([as_postcode(row.postal_code or "")])
        mine.buildings |= known([fold(row.name or ""), fold(row.address_1 or "")])
        mine.towns |= known([fold(row.city or "")])


def _chosen(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(Service.id).where(condition)


def _of(table: type[Organization], condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    runs = select(Service.organization_id).where(condition)
    return select(table.id, table.name, table.website, table.email).where(table.id.in_(runs)).order_by(table.id)


def _identifiers(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    table = OrganizationIdentifier
    runs = select(Service.organization_id).where(condition)
    return (
        select(table.organization_id, table.identifier_scheme, table.identifier)
        .where(table.organization_id.in_(runs))
        .order_by(table.id)
    )


def _parts(owner: Any, condition: ColumnElement[bool], *columns: Any) -> Select[*tuple[Any, ...]]:
    return select(owner, *columns).where(owner.in_(_chosen(condition)))


def _places(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServiceAtLocation.service_id,
            Location.name,
            Location.latitude,
            Location.longitude,
            Location.address_visibility,
            Location.district_code,
            Address.address_1,
            Address.city,
            Address.postal_code,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .outerjoin(Address, Address.location_id == Location.id)
        .where(ServiceAtLocation.service_id.in_(_chosen(condition)))
    )


def _needs(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(Attribute.service_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_type == LinkType.NEED, Attribute.service_id.in_(_chosen(condition)))
    )


def _areas(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(ServiceArea.service_id, Area.code)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(_chosen(condition)))
    )
