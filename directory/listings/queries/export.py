"""Every listing as one flat row, for whoever takes the directory away: one query a table, however many there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import Area
from directory.listings.codes import AddressVisibility, LinkType
from directory.listings.cost_words import cost_sentences
from directory.listings.models import (
    Address,
    Attribute,
    CostOption,
    Location,
    Organization,
    Phone,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTier,
)
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

Row = dict[str, str]
Said = Mapping[UUID, list[str]]
_NEEDS = and_(Taxonomy.code == "needs", Attribute.link_type == LinkType.NEED)


@dataclass(frozen=True)
class Wanted:
    """Which listings: codes of an area, a need, a form of prevention; nothing asks for all."""

    area: str = ""
    need: str = ""
    tier: str = ""


def export_rows(
    session: Session, rule: ColumnElement[bool], wanted: Wanted, *, today: date, professionals: bool
) -> list[Row]:
    """The rows by name. What residents never read, such as tiers, is told to professionals only."""
    asked = and_(rule, *_conditions(wanted, professionals=professionals))
    services = session.execute(_services().where(asked).order_by(Service.name, Service.id)).all()
    parts = _parts(session, asked)
    costs: dict[UUID, list[CostOption]] = defaultdict(list)
    for cost in session.scalars(select(CostOption).where(CostOption.service_id.in_(select(Service.id).where(asked)))):
        costs[cost.service_id].append(cost)
    rows = []
    for row in services:
        said = cost_sentences(costs[row.id], today=today, fees=row.fees_description)
        rows.append(_row(row, parts, ". ".join(said), professionals=professionals))
    return rows


def _conditions(wanted: Wanted, *, professionals: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.area:
        held = select(ServiceAtLocation.service_id).join(Location).where(Location.district_code == wanted.area)
        serving = select(ServiceArea.service_id).join(Area, Area.id == ServiceArea.area_id)
        found.append(or_(Service.id.in_(held), Service.id.in_(serving.where(Area.code == wanted.area))))
    if wanted.need:
        meeting = select(Attribute.service_id).join(TaxonomyTerm).join(Taxonomy)
        found.append(Service.id.in_(meeting.where(_NEEDS, TaxonomyTerm.code == wanted.need)))
    if wanted.tier and professionals:
        found.append(Service.id.in_(select(ServiceTier.service_id).where(ServiceTier.tier == wanted.tier)))
    return found


def _services() -> Select[*tuple[Any, ...]]:
    return select(
        Service.id,
        Service.name,
        Service.summary,
        Service.asset_type,
        Service.url,
        Service.email,
        Service.fees_description,
        Service.verified_at,
        Service.commissioning_status,
        Service.source,
        Organization.name.label("organization_name"),
    ).outerjoin(Organization, Organization.id == Service.organization_id)


def _parts(session: Session, asked: ColumnElement[bool]) -> dict[str, Said]:
    """What a listing has several of, by what it is; an address is told only where everybody may know it."""
    ids = select(Service.id).where(asked)
    in_the_open = Location.address_visibility != AddressVisibility.HIDDEN
    return {
        "phone": _said(
            session,
            select(Phone.service_id, Phone.number).where(Phone.service_id.in_(ids)).order_by(Phone.position, Phone.id),
        ),
        "towns": _said(
            session,
            select(ServiceAtLocation.service_id, Address.city)
            .join(Location, Location.id == ServiceAtLocation.location_id)
            .join(Address, Address.location_id == Location.id)
            .where(ServiceAtLocation.service_id.in_(ids), in_the_open)
            .order_by(Address.city),
        ),
        "areas": _said(
            session,
            select(ServiceArea.service_id, ServiceArea.name)
            .where(ServiceArea.service_id.in_(ids))
            .order_by(ServiceArea.name),
        ),
        "needs": _said(
            session,
            select(Attribute.service_id, TaxonomyTerm.code)
            .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
            .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
            .where(Attribute.service_id.in_(ids), _NEEDS)
            .order_by(Attribute.position, Attribute.id),
        ),
        "tiers": _said(
            session,
            select(ServiceTier.service_id, ServiceTier.tier)
            .where(ServiceTier.service_id.in_(ids))
            .order_by(ServiceTier.tier),
        ),
    }


def _said(session: Session, query: Select[*tuple[Any, ...]]) -> Said:
    found: dict[UUID, list[str]] = defaultdict(list)
    for owner, value in session.execute(query):
        if value and value not in found[owner]:
            found[owner].append(str(value))
    return found


def _row(row: Any, parts: Mapping[str, Said], cost: str, *, professionals: bool) -> Row:
    said = {key: "; ".join(values.get(row.id, ())) for key, values in parts.items()}
    tiers = said.pop("tiers")
    checked = clock.local(row.verified_at).date().isoformat() if row.verified_at else ""
    told = {
        "id": str(row.id),
        "name": row.name,
        "organisation": row.organization_name or "",
        "kind": row.asset_type.value,
        "summary": row.summary,
        **said,
        "email": row.email or "",
        "website": row.url or "",
        "cost": cost,
        "checked_on": checked,
        "source": row.source or "",
    }
    return told | ({"tiers": tiers, "stands_behind_it": row.commissioning_status.value} if professionals else {})
