"""Replaces the rows of a listing's lists with those of its content, and keeps what the content does not tell."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.errors import RuleBroken
from directory.geo.models import Area
from directory.listings.bulk import insert_rows
from directory.listings.codes import LinkType
from directory.listings.editing.reading import HOW
from directory.listings.languages import LANGUAGES
from directory.listings.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceCapacity,
    ServiceTier,
)
from directory.listings.records import Values
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

LINK = {word: link for link, word in HOW.items()}


def write_phones(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """The listing's own numbers; those of its venues and contacts stay."""
    own = (Phone.service_at_location_id.is_(None), Phone.contact_id.is_(None))
    _replace(session, delete(Phone).where(Phone.service_id == service.id, *own), Phone, phone_rows(value, service.id))


def write_times(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Patterns that hold wherever it is."""
    own = delete(Schedule).where(Schedule.service_id == service.id, Schedule.service_at_location_id.is_(None))
    _replace(session, own, Schedule, time_rows(value, service.id))


def write_days_off(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Days that differ at every venue."""
    table = ScheduleException
    own = delete(table).where(table.service_id == service.id, table.service_at_location_id.is_(None))
    _replace(session, own, table, day_off_rows(value, service.id))


def phone_rows(value: list[Values], service_id: UUID, **owner: UUID) -> list[Values]:
    """Numbers as rows."""
    return [
        {"extension": None, "description": None, "languages": None}
        | row
        | {"service_id": service_id, "position": position, **owner}
        for position, row in enumerate(value)
    ]


def time_rows(value: list[Values], service_id: UUID, **owner: UUID) -> list[Values]:
    """Patterns as rows."""
    empty = dict.fromkeys(("byday", "bymonthday", "opens_at", "closes_at", "attending_type", "description", "notes"))
    dates = ("dtstart", "valid_from", "valid_to")
    return [
        empty | row | {name: _day(row.get(name)) for name in dates} | {"service_id": service_id, **owner}
        for row in value
    ]


def day_off_rows(value: list[Values], service_id: UUID, **owner: UUID) -> list[Values]:
    """Days off as rows."""
    return [
        {
            "on_date": _day(row["date"]),
            "is_closed": row["is_closed"],
            "service_id": service_id,
            **{name: row.get(name) for name in ("opens_at", "closes_at", "reason")},
            **owner,
        }
        for row in value
    ]


def write_costs(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Ways of paying."""
    rows = [
        {
            "service_id": service.id,
            "cost_type": row["cost_type"],
            "option": row.get("option"),
            "amount": Decimal(row["amount"]) if "amount" in row else None,
            "amount_description": row.get("amount_description"),
            "valid_from": _day(row.get("valid_from")),
            "valid_to": _day(row.get("valid_to")),
        }
        for row in value
    ]
    _replace(session, _all_of(CostOption, service), CostOption, rows)


def write_needs(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Needs it meets, the most fitting first."""
    ids = _terms(session, "needs", value, "needs")
    rows = [
        {"service_id": service.id, "link_type": LinkType.NEED, "taxonomy_term_id": ids[code], "position": position}
        for position, code in enumerate(value)
    ]
    _replace(session, _links(service, (LinkType.NEED,), "needs"), Attribute, rows)


def write_cohorts(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """For whom, for whom only, and not for whom."""
    ids = _terms(session, "cohorts", [row["code"] for row in value], "cohorts")
    rows = [
        {
            "service_id": service.id,
            "link_type": LINK[row["how"]],
            "taxonomy_term_id": ids[row["code"]],
            "position": position,
        }
        for position, row in enumerate(value)
    ]
    _replace(session, _links(service, tuple(HOW), "cohorts"), Attribute, rows)


def _links(service: Service, kinds: tuple[LinkType, ...], taxonomy: str) -> Delete:
    """Links to terms of our own list; those to imported lists stay."""
    ours = select(TaxonomyTerm.id).join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
    return delete(Attribute).where(
        Attribute.service_id == service.id,
        Attribute.link_type.in_(kinds),
        Attribute.taxonomy_term_id.in_(ours.where(Taxonomy.code == taxonomy)),
    )


def _terms(session: Session, taxonomy: str, codes: list[str], key: str) -> dict[str, UUID]:
    query = (
        select(TaxonomyTerm.code, TaxonomyTerm.id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Taxonomy.code == taxonomy, TaxonomyTerm.code.in_(codes))
    )
    found = {row.code: row.id for row in session.execute(query)}
    if missing := [code for code in codes if code not in found]:
        raise RuleBroken(key, f"Choose again: “{missing[0]}” is not in the list any more")
    return found


def write_languages(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Languages by code, or by name where there is no code."""
    rows = [
        {"service_id": service.id, "code": code if code in LANGUAGES else None, "name": LANGUAGES.get(code, code)}
        for code in value
    ]
    _replace(session, _all_of(Language, service), Language, rows)


def write_areas(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Areas covered. An outline that a feed gave stays with the area of its name."""
    codes = [row["code"] for row in value if "code" in row]
    areas = {
        area.code: area for area in session.scalars(select(Area).where(Area.code.in_(codes), Area.valid_to.is_(None)))
    }
    if missing := [code for code in codes if code not in areas]:
        raise RuleBroken("areas", f"Choose the area again: there is none with the code {missing[0]} today")
    drawn = {row.name: row for row in session.scalars(select(ServiceArea).where(ServiceArea.service_id == service.id))}
    rows = []
    for row in value:
        area = areas.get(row.get("code", ""))
        name = row.get("name") or (area.name if area else "")
        outline = {part: getattr(drawn.get(name), part, None) for part in ("extent", "extent_type", "uri")}
        rows.append({"service_id": service.id, "name": name, "area_id": area.id if area else None, **outline})
    _replace(session, _all_of(ServiceArea, service), ServiceArea, rows)


def write_tiers(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Tiers; a steward's confirmation of one that stays is kept."""
    there = session.scalars(select(ServiceTier).where(ServiceTier.service_id == service.id)).all()
    for row in there:
        if row.tier.value not in value:
            session.delete(row)
    kept = {row.tier.value for row in there}
    session.flush()
    insert_rows(
        session, {ServiceTier: [{"service_id": service.id, "tier": tier} for tier in value if tier not in kept]}
    )


def write_access(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Access facts of the service itself, wherever it happens; words about one that stays are kept."""
    there = {
        row.feature.value: row
        for row in session.scalars(select(Accessibility).where(Accessibility.service_id == service.id))
    }
    for feature, row in there.items():
        if feature in value:
            row.value = value[feature]
        else:
            session.delete(row)
    session.flush()
    new = [
        {"service_id": service.id, "feature": feature, "value": known}
        for feature, known in value.items()
        if feature not in there
    ]
    insert_rows(session, {Accessibility: new})


def write_documents(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Things to bring."""
    rows = [{"service_id": service.id, "document": words} for words in value]
    _replace(session, _all_of(RequiredDocument, service), RequiredDocument, rows)


def write_contacts(session: Session, service: Service, value: Any, _at: datetime) -> None:
    """Desks and roles with their numbers; contacts that are not for the public stay."""
    public = select(Contact.id).where(Contact.service_id == service.id, Contact.is_public)
    session.execute(delete(Phone).where(Phone.service_id == service.id, Phone.contact_id.in_(public)))
    names = ("name", "title", "department", "email")
    rows, numbers = [], []
    for row in value:
        contact_id = new_id()
        own = {name: row.get(name) for name in names} | {"is_public": True}
        rows.append({"id": contact_id, "service_id": service.id, **own})
        numbers += phone_rows(row.get("phones", []), service.id, contact_id=contact_id)
    _replace(session, _all_of(Contact, service).where(Contact.is_public), Contact, rows)
    insert_rows(session, {Phone: numbers})


def write_capacity(session: Session, service: Service, value: Any, at: datetime) -> None:
    """Whether there is room, as known at this moment."""
    rows = []
    if value:
        expires = value.get("expires_at")
        rows = [{
            "service_id": service.id,
            "status": value["status"],
            "places": value.get("places"),
            "note": value.get("note"),
            "as_of": at,
            "next_intake_on": _day(value.get("next_intake_on")),
            "expires_at": datetime.fromisoformat(expires) if expires else None,
        }]  # fmt: skip
    _replace(session, _all_of(ServiceCapacity, service), ServiceCapacity, rows)


def _all_of(table: Any, service: Service) -> Delete:
    return delete(table).where(table.service_id == service.id)


def _replace(session: Session, old: Delete, table: type[Any], rows: list[Values]) -> None:
    session.execute(old)
    insert_rows(session, {table: rows})


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
