"""Reads the places at which a listing happens, each with its own hours, numbers and access facts."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory.listings.editing.as_json import days_off, phones, times
from directory.listings.editing.content import trimmed
from directory.listings.models import (
    Accessibility,
    Location,
    Phone,
    Schedule,
    ScheduleException,
    ServiceAtLocation,
)


def read_venues(session: Session, service_id: UUID, parts: Mapping[type[Any], Sequence[Any]]) -> list[dict[str, Any]]:
    """The venues of a listing; `parts` holds its schedules, days off and numbers."""
    query = (
        select(ServiceAtLocation)
        .options(joinedload(ServiceAtLocation.location).selectinload(Location.addresses))
        .where(ServiceAtLocation.service_id == service_id)
        .order_by(ServiceAtLocation.id)
    )
    rows = session.scalars(query).unique().all()
    access = _access(session, [row.location_id for row in rows])
    return [_venue(row, parts, access.get(row.location_id, [])) for row in rows]


def place_facts(location: Location, access: Sequence[Accessibility]) -> dict[str, Any]:
    """What a venue says of the place itself, which other listings may share."""
    address = location.addresses[0] if location.addresses else None
    written = {key: getattr(address, key) for key in ("address_1", "city", "postal_code")} if address else {}
    return trimmed({
        "name": location.name,
        **written,
        "transport_note": location.transport_note,
        "access_details": {str(row.feature): row.details for row in access if row.details},
    }) | {
        "latitude": location.latitude,
        "longitude": location.longitude,
        "address_visibility": str(location.address_visibility),
        "access": {str(row.feature): str(row.value) for row in access},
    }  # fmt: skip


def _venue(
    row: ServiceAtLocation, parts: Mapping[type[Any], Sequence[Any]], access: Sequence[Accessibility]
) -> dict[str, Any]:
    def here(table: type[Any]) -> list[Any]:
        return [part for part in parts[table] if part.service_at_location_id == row.id]

    return (
        {"location_id": str(row.location_id)}
        | place_facts(row.location, access)
        | trimmed({"description": row.description})
        | {
            "times": times(here(Schedule)),
            "days_off": days_off(here(ScheduleException)),
            "phones": phones(here(Phone)),
        }
    )


def _access(session: Session, location_ids: Sequence[UUID]) -> dict[UUID, list[Accessibility]]:
    found: dict[UUID, list[Accessibility]] = {}
    query = select(Accessibility).where(Accessibility.location_id.in_(location_ids)).order_by(Accessibility.id)
    for row in session.scalars(query):
        found.setdefault(row.location_id, []).append(row)  # type: ignore[arg-type]  # asked for by place
    return found
