"""Everything a printed sheet must say of some listings, read in one query a table however many listings there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory.listings.models import (
    Accessibility,
    CostOption,
    Location,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from directory.listings.policy import visible_to


@dataclass
class SheetRows:
    """One listing and its parts, as they are in the database."""

    service: Service
    places: list[ServiceAtLocation] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    exceptions: list[ScheduleException] = field(default_factory=list)
    costs: list[CostOption] = field(default_factory=list)
    access: list[Accessibility] = field(default_factory=list)
    areas: list[ServiceArea] = field(default_factory=list)
    capacity: ServiceCapacity | None = None


def sheet_rows(session: Session, ids: Iterable[UUID], *, today: date) -> dict[UUID, SheetRows]:
    """The listings among these that the public may see, by id."""
    wanted = list(ids)
    services = session.scalars(visible_to(None, today).where(Service.id.in_(wanted))).all()
    rows = {service.id: SheetRows(service) for service in services}
    for table, name in (
        (ServiceAtLocation, "places"),
        (Schedule, "schedules"),
        (ScheduleException, "exceptions"),
        (CostOption, "costs"),
        (ServiceArea, "areas"),
    ):
        for row in session.scalars(_of_services(table, rows)):
            getattr(rows[row.service_id], name).append(row)
    for capacity in session.scalars(_of_services(ServiceCapacity, rows)):
        rows[capacity.service_id].capacity = capacity
    _add_phones(session, rows)
    _add_access(session, rows)
    return rows


def _of_services(table: Any, rows: dict[UUID, SheetRows]) -> Select[Any]:
    query = select(table).where(table.service_id.in_(rows)).order_by(table.id)
    if table is ServiceAtLocation:
        places = joinedload(ServiceAtLocation.location)
        query = query.options(places, places.options(selectinload(Location.addresses)))
    return query


def _add_phones(session: Session, rows: dict[UUID, SheetRows]) -> None:
    """The listing's own numbers first, then those of its venues, then those of whoever runs it."""
    places = {place.location_id for row in rows.values() for place in row.places}
    owners = {row.service.organization_id for row in rows.values() if row.service.organization_id}
    query = select(Phone).where(
        or_(Phone.service_id.in_(rows), Phone.location_id.in_(places), Phone.organization_id.in_(owners))
    )
    found = session.scalars(query.order_by(Phone.position, Phone.id)).all()
    for row in rows.values():
        own = [phone for phone in found if phone.service_id == row.service.id]
        row.phones = own or _of_venues(row, found) or _of_owner(row, found)


def _of_venues(row: SheetRows, found: Sequence[Phone]) -> list[Phone]:
    here = {place.location_id for place in row.places}
    return [phone for phone in found if phone.location_id in here]


def _of_owner(row: SheetRows, found: Sequence[Phone]) -> list[Phone]:
    owner = row.service.organization_id
    return [phone for phone in found if owner and phone.organization_id == owner]


def _add_access(session: Session, rows: dict[UUID, SheetRows]) -> None:
    places = {place.location_id for row in rows.values() for place in row.places}
    query = select(Accessibility).where(or_(Accessibility.service_id.in_(rows), Accessibility.location_id.in_(places)))
    found = session.scalars(query.order_by(Accessibility.id)).all()
    for row in rows.values():
        here = {place.location_id for place in row.places}
        row.access = [fact for fact in found if fact.service_id == row.service.id or fact.location_id in here]
