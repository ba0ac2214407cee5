"""A listing as plain values, before it has rows: what the demonstration, imports and forms hand over.

Knows no session. `values` hold column names of the table the record becomes.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson

Values = dict[str, Any]


@dataclass(slots=True)
class OrganizationRecord:
    """An organisation; `external_id` is its id at the source."""

    external_id: str
    values: Values
    identifiers: list[Values] = field(default_factory=list)
    phones: list[Values] = field(default_factory=list)


@dataclass(slots=True)
class LocationRecord:
    """A place with its addresses and access facts."""

    external_id: str
    values: Values
    addresses: list[Values] = field(default_factory=list)
    accessibility: list[Values] = field(default_factory=list)
    phones: list[Values] = field(default_factory=list)


@dataclass(slots=True)
class VenueRecord:
    """The listing at one place: what is particular to it there."""

    location: LocationRecord
    description: str | None = None
    schedules: list[Values] = field(default_factory=list)
    exceptions: list[Values] = field(default_factory=list)
    phones: list[Values] = field(default_factory=list)


@dataclass(slots=True)
class ContactRecord:
    """A desk or role of the listing with its own numbers."""

    values: Values
    phones: list[Values] = field(default_factory=list)


@dataclass(slots=True)
class ListingRecord:
    """A whole listing. Attributes are `{"link_type", "taxonomy_term_id", "value"?}`, most fitting first."""

    external_id: str
    values: Values
    organization: OrganizationRecord | None = None
    venues: list[VenueRecord] = field(default_factory=list)
    schedules: list[Values] = field(default_factory=list)
    exceptions: list[Values] = field(default_factory=list)
    phones: list[Values] = field(default_factory=list)
    contacts: list[ContactRecord] = field(default_factory=list)
    areas: list[Values] = field(default_factory=list)
    costs: list[Values] = field(default_factory=list)
    languages: list[Values] = field(default_factory=list)
    attributes: list[Values] = field(default_factory=list)
    tiers: list[Values] = field(default_factory=list)
    funding: list[Values] = field(default_factory=list)
    documents: list[Values] = field(default_factory=list)
    accessibility: list[Values] = field(default_factory=list)
    capacity: Values | None = None


def content_hash(record: OrganizationRecord | LocationRecord | ListingRecord) -> str:
    """A short fingerprint of everything in a record; equal means nothing to write."""
    return hashlib.blake2b(orjson.dumps(record, default=str, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
