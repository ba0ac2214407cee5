"""Everything one listing's page says, in one read of each table it lies in.

Statements are built once, with parameters: building them for each page took longer than running them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, literal, or_, select, union_all
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


_SERVICE: BindParameter[Any] = bindparam("service")
_SERVICES: BindParameter[Any] = bindparam("services", expanding=True)
_ORGANIZATION: BindParameter[Any] = bindparam("organization")
_LOCATIONS: BindParameter[Any] = bindparam("locations", expanding=True)

_PLACES = (
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
    .where(ServiceAtLocation.service_id == _SERVICE)
    .order_by(ServiceAtLocation.id)
)
_ADDRESSES = (
    select(Address.location_id, Address.address_1, Address.city, Address.state_province, Address.postal_code)
    .where(Address.location_id.in_(_LOCATIONS))
    .order_by(Address.location_id, Address.id)
)
_PHONES = (
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
    .where(or_(Phone.service_id == _SERVICE, Phone.location_id.in_(_LOCATIONS), Phone.organization_id == _ORGANIZATION))
    .order_by(Phone.position, Phone.id)
)
_SCHEDULES = select(*PATTERN_COLUMNS).where(Schedule.service_id.in_(_SERVICES)).order_by(Schedule.id)
_DAYS_OFF = (
    select(*DAY_OFF_COLUMNS)
    .where(ScheduleException.service_id.in_(_SERVICES))
    .order_by(ScheduleException.on_date, ScheduleException.id)
)
_AREAS = (
    select(ServiceArea.name, Area.code, Area.area_type)
    .outerjoin(Area, Area.id == ServiceArea.area_id)
    .where(ServiceArea.service_id == _SERVICE)
    .order_by(ServiceArea.id)
)
_COSTS = (
    select(
        CostOption.cost_type,
        CostOption.option,
        CostOption.amount,
        CostOption.amount_description,
        CostOption.valid_from,
        CostOption.valid_to,
    )
    .where(CostOption.service_id == _SERVICE)
    .order_by(CostOption.id)
)
_TERMS = (
    select(Attribute.link_type, TaxonomyTerm.code, TaxonomyTerm.name, Attribute.value)
    .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
    .where(Attribute.service_id == _SERVICE)
    .order_by(Attribute.position, TaxonomyTerm.position, TaxonomyTerm.code)
)
_ACCESS = (
    select(Accessibility.location_id, Accessibility.feature, Accessibility.value, Accessibility.details)
    .where(or_(Accessibility.service_id == _SERVICE, Accessibility.location_id.in_(_LOCATIONS)))
    .order_by(Accessibility.id)
)
_LANGUAGES = select(Language.id, Language.name.label("words"), literal("language").label("kind")).where(
    Language.service_id == _SERVICE
)
_DOCUMENTS = select(RequiredDocument.id, RequiredDocument.document, literal("document").label("kind")).where(
    RequiredDocument.service_id == _SERVICE
)
_BOTH = union_all(_LANGUAGES, _DOCUMENTS).subquery()
_WORDS = select(_BOTH.c.words, _BOTH.c.kind).order_by(_BOTH.c.id)
_CAPACITY = select(
    ServiceCapacity.status,
    ServiceCapacity.places,
    ServiceCapacity.note,
    ServiceCapacity.as_of,
    ServiceCapacity.next_intake_on,
    ServiceCapacity.expires_at,
).where(ServiceCapacity.service_id == _SERVICE)
_CONTACTS = (
    select(Contact.id, Contact.name, Contact.title, Contact.department, Contact.email)
    .where(Contact.service_id == _SERVICE, Contact.is_public)
    .order_by(Contact.id)
)


def parts_of(session: Session, service: Service) -> Parts:
    """Read the parts of one listing: twelve statements, none of them per row."""
    told: dict[str, Any] = {"service": service.id, "services": [service.id], "organization": service.organization_id}
    places = session.execute(_PLACES, told).all()
    told["locations"] = [place.location_id for place in places]
    words = session.execute(_WORDS, told).all()
    return Parts(
        places=places,
        addresses=session.execute(_ADDRESSES, told).all() if places else (),
        phones=session.execute(_PHONES, told).all(),
        schedules=session.execute(_SCHEDULES, told).all(),
        days_off=session.execute(_DAYS_OFF, told).all(),
        areas=session.execute(_AREAS, told).all(),
        costs=session.execute(_COSTS, told).all(),
        terms=session.execute(_TERMS, told).all(),
        access=session.execute(_ACCESS, told).all(),
        languages=tuple(row.words for row in words if row.kind == "language"),
        documents=tuple(row.words for row in words if row.kind == "document"),
        capacity=session.execute(_CAPACITY, told).first(),
        contacts=session.execute(_CONTACTS, told).all(),
    )


def addresses_of(session: Session, location_ids: Sequence[UUID]) -> Rows:
    """Written addresses of places."""
    return session.execute(_ADDRESSES, {"locations": location_ids}).all()


def schedules_of(session: Session, service_ids: Sequence[UUID]) -> Rows:
    """Patterns of listings."""
    return session.execute(_SCHEDULES, {"services": service_ids}).all()


def days_off_of(session: Session, service_ids: Sequence[UUID]) -> Rows:
    """Days that differ from the patterns."""
    return session.execute(_DAYS_OFF, {"services": service_ids}).all()
