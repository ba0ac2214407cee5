"""An address for every public endpoint of the application, whichever there are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.listings.codes import AddressVisibility
from directory.listings.models import Location, Service, ServiceAtLocation
from directory.listings.policy import is_public
from directory.web.access import Audience, audience_of

#: Parts of addresses that are words. The codes of lists and references are well formed, but nobody's.
NOBODYS = "00000000-0000-7000-8000-000000000000"
WORDS = {"code": "maple-otter-lantern-4821", "reference": "CN-0000-0000", "filename": "js/main.js", "page": "1"}
WORDS |= {"search_id": NOBODYS, "token": "IjAxIg.nobodys-token", "mark": "nobodys-mark", "name": "x.webp"}
WORDS |= {"slug": "name", "noun": "acceptance", "ticket": "nobodys-ticket", "opening_id": NOBODYS, "month": "2026-10"}
CODES = {"search.need": "health.falls", "selfhelp.life_event": "bereaved"}


@dataclass(frozen=True)
class Addresses:
    """Addresses by endpoint: what can be read, and what forms are sent to."""

    read: Mapping[str, str]
    sent: Mapping[str, str]
    listing: str


def addresses_of(app: Flask) -> Addresses:
    """Fill each rule with things that exist."""
    with app.app_context():
        place, organization, listing = _somewhere()
    values = WORDS | {"venue_id": place, "organization_id": organization, "listing": listing}
    values |= {"listing_id": listing, "service_id": listing}
    read: dict[str, str] = {}
    sent: dict[str, str] = {}
    for rule in app.url_map.iter_rules():
        if audience_of(app.view_functions[rule.endpoint]) is not Audience.EVERYONE:
            continue
        own = values | {"code": CODES.get(rule.endpoint, values["code"])}
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda found, own=own: own[found[1]], rule.rule)  # type: ignore[misc]
        methods = rule.methods or set()
        for kind, method in ((read, "GET"), (sent, "POST")):
            if method in methods:
                kind[rule.endpoint] = address
    return Addresses(read, sent, listing)


def _somewhere() -> tuple[str, ...]:
    """A public place, the organisation of a listing there, and the listing."""
    found = db.session.execute(
        select(Location.id, Service.organization_id, Service.id)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(is_public(clock.today()), Location.address_visibility == AddressVisibility.FULL)
        .where(Service.organization_id.is_not(None))
        .order_by(Service.name, Location.id)
        .limit(1)
    ).one()
    return tuple(str(value) for value in found)
