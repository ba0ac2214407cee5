"""Tables of the directory, in the nouns of HSDS 3 / Open Referral UK, plus the prevention facts."""

from directory.listings.models.contact import Contact, Phone
from directory.listings.models.facts import (
    Accessibility,
    Attribute,
    CostOption,
    Funding,
    Language,
    Program,
    RequiredDocument,
    ServiceCapacity,
    ServiceTier,
)
from directory.listings.models.location import Address, Location, ServiceArea, ServiceAtLocation
from directory.listings.models.organization import Organization, OrganizationIdentifier
from directory.listings.models.redirect import ListingRedirect
from directory.listings.models.schedule import Schedule, ScheduleException
from directory.listings.models.service import Service
from directory.listings.models.version import ListingVersion

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "Funding",
    "Language",
    "ListingRedirect",
    "ListingVersion",
    "Location",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "RequiredDocument",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "ServiceTier",
]
