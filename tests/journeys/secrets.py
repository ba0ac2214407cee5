"""Marks everything that must never leave the server, and a feed that tries to put a program on our pages."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility, Feature, Known, ListingStatus, Visibility
from directory.listings.models import Accessibility, Address, Location, Phone, Service, ServiceAtLocation
from directory.listings.policy import GONE, SHOWN
from tests.openreferral.builders import lines, service

HIDDEN, TOWN_ONLY, PROFESSIONAL, UNSEEN, ENDED = "Zqhid", "Zqtown", "Zqprof", "Zqunseen", "Zqended"
HIDDEN_POSTCODE, TOWN_POSTCODE = "NG99 9ZH", "NG99 9ZT"
#: Where the marked places are, in decimals no other place has.
HIDDEN_POINT, TOWN_POINT = (53.37931, -1.05417), (53.37263, -1.05862)
HOSTILE = "hostile"
SCRIPT = "<script>zqx()</script>"
MARKUP = "\"'><img src=x onerror=zqx()>" + SCRIPT
#: Words that find the marked places, if anything does.
LOOKED_FOR = (
    HIDDEN, TOWN_ONLY, PROFESSIONAL, UNSEEN, ENDED, HIDDEN_POSTCODE, TOWN_POSTCODE, "refuge", "safe house",
    "domestic abuse", "zqx", "script", "professionals", "img onerror", "lunch club",
)  # fmt: skip


def hide_marks(session: Session) -> None:
    """Put marks into whatever of the demonstration the public may not see."""
    for place in session.scalars(select(Location)):
        if place.address_visibility is AddressVisibility.HIDDEN:
            _mark_place(session, place, HIDDEN, HIDDEN_POSTCODE, HIDDEN_POINT)
        elif place.address_visibility is AddressVisibility.AREA:
            _mark_place(session, place, TOWN_ONLY, TOWN_POSTCODE, TOWN_POINT)
    for listing in session.scalars(select(Service)):
        if listing.visibility is Visibility.PROFESSIONAL:
            _mark_listing(session, listing, PROFESSIONAL)
        elif listing.listing_status not in GONE:
            _mark_listing(session, listing, UNSEEN)
        elif listing.listing_status in (ListingStatus.STALE, ListingStatus.ARCHIVED):
            _mark_listing(session, listing, ENDED)


def keeping_secrets(session: Session) -> tuple[list[str], list[str]]:
    """The listings with something to keep to themselves, with those of the hostile feed; and who runs them."""
    private = select(ServiceAtLocation.service_id).join(Location, Location.id == ServiceAtLocation.location_id)
    query = select(Service.id, Service.organization_id).where(
        or_(
            Service.visibility == Visibility.PROFESSIONAL,
            Service.listing_status.not_in(SHOWN),
            Service.source == HOSTILE,
            Service.id.in_(private.where(Location.address_visibility != AddressVisibility.FULL)),
        )
    )
    rows = session.execute(query.order_by(Service.name, Service.id)).all()
    return [str(row.id) for row in rows], [str(row.organization_id) for row in rows if row.organization_id]


def _mark_place(session: Session, place: Location, mark: str, postcode: str, point: tuple[float, float]) -> None:
    place.name, place.description, place.transport_note = f"{mark} House", f"{mark} by the canal", f"{mark} bus 12"
    place.latitude, place.longitude = point
    address = session.scalars(select(Address).where(Address.location_id == place.id)).one()
    address.address_1, address.postal_code = f"1 {mark} Lane", postcode
    if mark == HIDDEN:
        address.city = f"{mark} Town"
        access = Accessibility(location_id=place.id, feature=Feature.LIFT, value=Known.YES, details=f"{mark} lift")
        session.add_all([Phone(location_id=place.id, number="0115 496 0999", description=f"{mark} desk"), access])
        for held in session.scalars(select(ServiceAtLocation).where(ServiceAtLocation.location_id == place.id)):
            held.description = f"{mark} door, ring twice"


def _mark_listing(session: Session, listing: Service, mark: str) -> None:
    listing.name, listing.summary = f"{mark} {listing.name}", f"{mark} in short"
    listing.description, listing.email = f"{mark} at length", f"{mark.lower()}@example.org"
    session.add(Phone(service_id=listing.id, number="0115 496 0998", description=f"{mark} line"))


def import_hostile(folder: Path) -> Path:
    """Services of a feed whose every text is markup, and whose every address is a program."""
    bad = "javascript:zqx()"
    address = {"address_1": MARKUP, "city": MARKUP, "postal_code": "NG18 1AA", "country": "GB"}
    place = {
        "id": "place-9", "location_type": "physical", "name": MARKUP, "description": MARKUP, "transportation": MARKUP,
        "latitude": 53.144, "longitude": -1.196, "addresses": [address],
        "phones": [{"number": "01623 496 000", "description": MARKUP}],
        "accessibility": [{"description": MARKUP, "details": MARKUP, "url": bad}],
    }  # fmt: skip
    owner = {"id": "org-9", "name": MARKUP, "description": MARKUP, "website": bad, "url": bad, "email": MARKUP}
    held = {"id": "at-9", "description": MARKUP, "location": place}
    weekly = {"id": "s", "freq": "WEEKLY", "byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}
    hostile: dict[str, Any] = {
        "name": f"Lunch club {MARKUP}", "description": MARKUP, "summary": MARKUP, "alternate_name": MARKUP, "url": bad,
        "email": f"a{MARKUP}@example.org", "fees": MARKUP, "fees_description": MARKUP,
        "eligibility_description": MARKUP,
        "interpretation_services": MARKUP, "accreditations": MARKUP, "licenses": MARKUP, "application_process": MARKUP,
        "alert": MARKUP, "organization": owner, "service_at_locations": [held],
        "phones": [{"number": f"01623 {MARKUP}", "description": MARKUP, "extension": MARKUP}],
        "contacts": [{"id": "c", "name": MARKUP, "title": MARKUP, "email": MARKUP, "phones": [{"number": MARKUP}]}],
        "schedules": [weekly | {"description": MARKUP, "notes": MARKUP, "schedule_link": bad}],
        "cost_options": [{"id": "k", "option": MARKUP, "amount_description": MARKUP, "amount": 3, "currency": "GBP"}],
        "languages": [{"id": "l", "name": MARKUP, "note": MARKUP, "code": "x"}],
        "service_areas": [{"id": "a", "name": MARKUP, "extent": MARKUP, "uri": bad}],
        "required_documents": [{"id": "d", "document": MARKUP, "uri": bad}],
        "funding": [{"id": "f", "source": MARKUP}],
    }  # fmt: skip
    plain = {"url": "  JaVaScRiPt:zqx()", "email": "ok@example.org", "name": "Lunch club zqx"}
    data = {"url": "data:text/html,<script>zqx()</script>", "name": "Lunch club zqx, too"}
    rows = [service(1, **hostile), service(2, **plain), service(3, **data)]
    return lines(folder / "hostile.ndjson", [json.loads(json.dumps(row)) for row in rows])
