"""Reads a listing back as content: everything an editor can change, in the order in which it is shown.

Contacts that are not for the public are no content: versions and proposals would keep them for good.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotVisible
from directory.geo.models import Area
from directory.listings.codes import LinkType, ListingStatus
from directory.listings.editing.as_json import code, days_off, iso, phones, times
from directory.listings.editing.content import CODE_LISTS, CODES, DATES, NEVER_NONE, NUMBERS, TEXTS, Content, trimmed
from directory.listings.editing.venue_reading import read_venues
from directory.listings.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Language,
    Organization,
    Phone,
    RequiredDocument,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceCapacity,
    ServiceTier,
)
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

HOW = {
    LinkType.COHORT_WELCOMED: "welcomed",
    LinkType.COHORT_REQUIRED: "required",
    LinkType.EXCLUSION: "excluded",
}


def read_content(session: Session, service_id: UUID) -> Content:
    """The listing as it is now. Raises `NotVisible` when there is none."""
    service = session.get(Service, service_id)
    if service is None:
        raise NotVisible("There is no such listing.")
    session.flush()
    parts = _children(session, service_id)
    return {
        **_columns(service),
        "organization": _organization(service.organization),
        "phones": phones(row for row in parts[Phone] if not row.service_at_location_id and not row.contact_id),
        "venues": read_venues(session, service_id, parts),
        "times": times(row for row in parts[Schedule] if not row.service_at_location_id),
        "days_off": days_off(row for row in parts[ScheduleException] if not row.service_at_location_id),
        "costs": [_cost(row) for row in parts[CostOption]],
        "languages": [row.code or row.name for row in parts[Language]],
        "areas": _areas(session, service_id),
        "tiers": [row.tier.value for row in parts[ServiceTier]],
        "access": {str(row.feature): str(row.value) for row in parts[Accessibility]},
        "documents": [row.document for row in parts[RequiredDocument]],
        "contacts": [_contact(row, parts[Phone]) for row in parts[Contact] if row.is_public],
        "capacity": _capacity(parts[ServiceCapacity]),
        **_terms(session, service_id),
    }


def _children(session: Session, service_id: UUID) -> dict[type[Any], list[Any]]:
    tables: tuple[type[Any], ...] = (
        Schedule, ScheduleException, CostOption, Language, ServiceTier, Accessibility, RequiredDocument, Contact,
        ServiceCapacity,
    )  # fmt: skip
    found = {
        table: list(session.scalars(select(table).where(table.service_id == service_id).order_by(table.id)))
        for table in tables
    }
    numbers = select(Phone).where(Phone.service_id == service_id).order_by(Phone.position, Phone.id)
    return found | {Phone: list(session.scalars(numbers))}


def _columns(service: Service) -> Content:
    said: Content = {}
    for key in TEXTS:
        value = (getattr(service, key) or "").strip()
        said[key] = value if value or key in NEVER_NONE else None
    said |= {key: getattr(service, key) for key in NUMBERS}
    said |= {key: iso(getattr(service, key)) for key in DATES}
    said |= {key: code(getattr(service, key)) for key in CODES}
    said |= {key: list(getattr(service, key) or []) for key in CODE_LISTS}
    closed = {
        "from": iso(service.closed_from), "to": iso(service.closed_to), "reason": service.closed_reason
    }  # fmt: skip
    said["closed"] = trimmed(closed) or None
    said["picture"] = trimmed({"file": service.picture, "alt": service.picture_alt}) if service.picture else None
    said["is_paused"] = service.listing_status is ListingStatus.PUBLISHED_PAUSED
    return said


def _organization(organization: Organization | None) -> dict[str, Any] | None:
    if organization is None:
        return None
    numbers = [{"scheme": row.identifier_scheme, "identifier": row.identifier} for row in organization.identifiers]
    return trimmed({
        "id": str(organization.id),
        "name": organization.name,
        "website": organization.website,
        "email": organization.email,
        "sector": code(organization.sector),
        "identifiers": numbers,
    })  # fmt: skip


def _cost(row: CostOption) -> dict[str, Any]:
    amount = None if row.amount is None else str(Decimal(row.amount).quantize(Decimal("0.01")))
    return trimmed({
        "cost_type": row.cost_type.value,
        "option": row.option,
        "amount": amount,
        "amount_description": row.amount_description,
        "valid_from": iso(row.valid_from),
        "valid_to": iso(row.valid_to),
    })  # fmt: skip


def _areas(session: Session, service_id: UUID) -> list[dict[str, Any]]:
    query = (
        select(ServiceArea.name, Area.code)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id == service_id)
        .order_by(ServiceArea.id)
    )
    return [trimmed({"code": row.code, "name": row.name}) for row in session.execute(query)]


def _contact(row: Contact, numbers: Sequence[Phone]) -> dict[str, Any]:
    said = {key: getattr(row, key) for key in ("name", "title", "department", "email")}
    own = phones(number for number in numbers if number.contact_id == row.id)
    return trimmed(said | {"phones": own})


def _capacity(rows: Sequence[ServiceCapacity]) -> dict[str, Any] | None:
    if not rows:
        return None
    row = rows[0]
    return trimmed({
        "status": row.status.value,
        "places": row.places,
        "note": row.note,
        "expires_at": iso(row.expires_at),
        "next_intake_on": iso(row.next_intake_on),
    })  # fmt: skip


def _terms(session: Session, service_id: UUID) -> Content:
    query = (
        select(Attribute.link_type, TaxonomyTerm.code, Taxonomy.code.label("taxonomy"))
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Attribute.service_id == service_id)
        .order_by(Attribute.position, TaxonomyTerm.position, TaxonomyTerm.code)
    )
    rows = session.execute(query).all()
    return {
        "needs": [row.code for row in rows if row.link_type is LinkType.NEED and row.taxonomy == "needs"],
        "cohorts": [
            {"code": row.code, "how": HOW[row.link_type]}
            for row in rows
            if row.link_type in HOW and row.taxonomy == "cohorts"
        ],
    }
