"""The rows that make up a service besides its own: which tables they are, and how a record becomes them."""

from typing import Any
from uuid import UUID

from directory.db import new_id
from directory.listings.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Funding,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    ScheduleException,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    ServiceTier,
)
from directory.listings.records import ListingRecord, Values, VenueRecord

Rows = dict[type[Any], list[Values]]

#: Tables whose rows belong to one service and are replaced with it, in an order in which they can be deleted. What is
#: kept beside a listing (its versions) is not among them: an import must not take it away.
CHILDREN_OF_SERVICE: tuple[tuple[type[Any], str], ...] = (
    (Phone, "service_id"),
    (ScheduleException, "service_id"),
    (Schedule, "service_id"),
    (ServiceAtLocation, "service_id"),
    (Contact, "service_id"),
    (ServiceArea, "service_id"),
    (CostOption, "service_id"),
    (Language, "service_id"),
    (Attribute, "service_id"),
    (ServiceTier, "service_id"),
    (Funding, "service_id"),
    (RequiredDocument, "service_id"),
    (Accessibility, "service_id"),
    (ServiceCapacity, "service_id"),
)


def rows_of_service(service_id: UUID, record: ListingRecord, places: dict[str, UUID], rows: Rows) -> None:
    """Put every row a listing needs beside its own on the pile; `places` maps external ids to locations."""
    for venue in record.venues:
        _venue_rows(service_id, venue, places[venue.location.external_id], rows)
    for contact in record.contacts:
        contact_id = new_id()
        pile(rows, Contact, [contact.values], service_id=service_id, id=contact_id)
        pile(rows, Phone, contact.phones, service_id=service_id, contact_id=contact_id)
    flat: tuple[tuple[type[Any], list[Values]], ...] = (
        (Phone, record.phones),
        (Schedule, record.schedules),
        (ScheduleException, record.exceptions),
        (ServiceArea, record.areas),
        (CostOption, record.costs),
        (Language, record.languages),
        (Attribute, record.attributes),
        (ServiceTier, record.tiers),
        (Funding, record.funding),
        (RequiredDocument, record.documents),
        (Accessibility, record.accessibility),
        (ServiceCapacity, [record.capacity] if record.capacity else []),
    )
    for table, parts in flat:
        pile(rows, table, parts, service_id=service_id)


def _venue_rows(service_id: UUID, venue: VenueRecord, location_id: UUID, rows: Rows) -> None:
    here = new_id()
    at_location = {"id": here, "location_id": location_id, "description": venue.description}
    pile(rows, ServiceAtLocation, [at_location], service_id=service_id)
    owner = {"service_id": service_id, "service_at_location_id": here}
    pile(rows, Phone, venue.phones, **owner)
    pile(rows, Schedule, venue.schedules, **owner)
    pile(rows, ScheduleException, venue.exceptions, **owner)


def pile(rows: Rows, table: type[Any], parts: list[Values], **owner: UUID) -> None:
    """Put parts of an owner on the pile of rows to insert."""
    rows.setdefault(table, []).extend({**part, **owner} for part in parts)
