"""Everything one listing's page says, in one read of each table it lies in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.listings.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from directory.taxonomy.models import TaxonomyTerm

Rows = Sequence[Any]

#: What `schedules.Pattern.from_row` and `DayOff.from_row` read, and whose it is.
PATTERN_COLUMNS = (
    Schedule.service_id,
    Schedule.service_at_location_id,
    Schedule.freq,
    Schedule.interval,
    Schedule.byday,
    Schedule.bymonthday,
    Schedule.dtstart,
    Schedule.valid_from,
    Schedule.valid_to,
    Schedule.opens_at,
    Schedule.closes_at,
    Schedule.term_time_only,
    Schedule.notes,
)
DAY_OFF_COLUMNS = (
    ScheduleException.service_id,
    ScheduleException.service_at_location_id,
    ScheduleException.on_date,
    ScheduleException.is_closed,
    ScheduleException.opens_at,
    ScheduleException.closes_at,
    ScheduleException.reason,
)


@dataclass(frozen=True)
class Parts:
    """The rows that make up a listing beside its own, in the order in which they are shown."""

    places: Rows
    addresses: Rows
    phones: Rows
    schedules: Rows
    days_off: Rows
    areas: Rows
    costs: Rows
    terms: Rows
    access: Rows
    languages: tuple[str, ...]
    documents: tuple[str, ...]
    capacity: Any | None
    contacts: Rows


def parts_of(session: Session, service: Service) -> Parts:
    """Read the parts of one listing: eleven statements, none of them per row."""
    places = session.execute(_places(service.id)).all()
    location_ids = [place.location_id for place in places]
    words = session.execute(_words(service.id)).all()
    return Parts(
        places=places,
        addresses=session.execute(addresses_of(location_ids)).all() if location_ids else (),
        phones=session.execute(_phones(service, location_ids)).all(),
        schedules=session.execute(schedules_of([service.id])).all(),
        days_off=session.execute(days_off_of([service.id])).all(),
        areas=session.execute(_areas(service.id)).all(),
        costs=session.execute(_costs(service.id)).all(),
        terms=session.execute(_terms(service.id)).all(),
        access=session.execute(_access(service.id, location_ids)).all(),
        languages=tuple(row.words for row in words if row.kind == "language"),
        documents=tuple(row.words for row in words if row.kind == "document"),
        capacity=session.execute(_capacity(service.id)).first(),
        contacts=session.execute(_contacts(service.id)).all(),
    )


def _places(service_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ServiceAtLocation.id,
            ServiceAtLocation.description.label("note"),
            ServiceAtLocation.location_id,
            Location.name,
            Location.description,
            Location.location_type,
            Location.address_visibility,
            Location.latitude,
            Location.longitude,
            Location.transport_note,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id == service_id)
        .order_by(ServiceAtLocation.id)
    )


def addresses_of(location_ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    """Written addresses of places."""
    return (
        select(Address.location_id, Address.address_1, Address.city, Address.state_province, Address.postal_code)
        .where(Address.location_id.in_(location_ids))
        .order_by(Address.location_id, Address.id)
    )


def _phones(service: Service, location_ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    owners = [Phone.service_id == service.id]
    if location_ids:
        owners.append(Phone.location_id.in_(location_ids))
    if service.organization_id:
        owners.append(Phone.organization_id == service.organization_id)
    return (
        select(
            Phone.service_at_location_id,
            Phone.location_id,
            Phone.organization_id,
            Phone.contact_id,
            Phone.number,
            Phone.extension,
            Phone.kind,
            Phone.description,
            Phone.languages,
        )
        .where(or_(*owners))
        .order_by(Phone.position, Phone.id)
    )


def schedules_of(service_ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    """Patterns of listings."""
    return select(*PATTERN_COLUMNS).where(Schedule.service_id.in_(service_ids)).order_by(Schedule.id)


def days_off_of(service_ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    """Days that differ from the patterns."""
    of_these = ScheduleException.service_id.in_(service_ids)
    return select(*DAY_OFF_COLUMNS).where(of_these).order_by(ScheduleException.on_date, ScheduleException.id)


def _areas(service_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(ServiceArea.name, Area.code, Area.area_type)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id == service_id)
        .order_by(ServiceArea.id)
    )


def _costs(service_id: UUID) -> Select[*tuple[Any, ...]]:
    cost = CostOption
    return (
        select(cost.cost_type, cost.option, cost.amount, cost.amount_description, cost.valid_from, cost.valid_to)
        .where(cost.service_id == service_id)
        .order_by(cost.id)
    )


def _terms(service_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(Attribute.link_type, TaxonomyTerm.code, TaxonomyTerm.name, Attribute.value)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.service_id == service_id)
        .order_by(Attribute.position, TaxonomyTerm.position, TaxonomyTerm.code)
    )


def _access(service_id: UUID, location_ids: Sequence[UUID]) -> Select[*tuple[Any, ...]]:
    owner = Accessibility.service_id == service_id
    return (
        select(Accessibility.location_id, Accessibility.feature, Accessibility.value, Accessibility.details)
        .where(or_(owner, Accessibility.location_id.in_(location_ids)) if location_ids else owner)
        .order_by(Accessibility.id)
    )


def _words(service_id: UUID) -> Select[*tuple[Any, ...]]:
    languages = select(Language.id, Language.name.label("words"), _kind("language")).where(
        Language.service_id == service_id
    )
    documents = select(RequiredDocument.id, RequiredDocument.document, _kind("document")).where(
        RequiredDocument.service_id == service_id
    )
    both = union_all(languages, documents).subquery()
    return select(both.c.words, both.c.kind).order_by(both.c.id)


def _kind(name: str) -> Any:
    return literal(name).label("kind")


def _capacity(service_id: UUID) -> Select[*tuple[Any, ...]]:
    room = ServiceCapacity
    return select(room.status, room.places, room.note, room.as_of, room.next_intake_on, room.expires_at).where(
        room.service_id == service_id
    )


def _contacts(service_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(Contact.id, Contact.name, Contact.title, Contact.department, Contact.email)
        .where(and_(Contact.service_id == service_id, Contact.is_public))
        .order_by(Contact.id)
    )
