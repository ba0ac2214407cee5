"""A venue's page: what is on here in the coming two weeks, everything that happens here, and how to get in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from directory import clock
from directory.listings.models import Location
from directory.listings.presenters.contact import PhoneLine, phone_lines
from directory.listings.presenters.places import AccessFacts, access_facts, address_lines, map_link, place_name
from directory.listings.presenters.times import Calendar, near_day
from directory.listings.schedule_words import hours
from directory.listings.schedules import Session

DAYS_SHOWN = 14
MANY = 1_000


@dataclass(frozen=True)
class OnHere:
    """One session of one listing."""

    hours: str
    listing_id: UUID
    name: str
    note: str
    starts: str


@dataclass(frozen=True)
class Day:
    """What is on one day, in order of time."""

    name: str
    sessions: tuple[OnHere, ...]


@dataclass(frozen=True)
class VenueView:
    """What the page says."""

    id: UUID
    name: str
    description: str
    address: tuple[str, ...]
    travel: str
    map_href: str | None
    phones: tuple[PhoneLine, ...]
    access: AccessFacts
    days: tuple[Day, ...]
    listings: tuple[Any, ...]
    amenities: tuple[tuple[str, UUID, str], ...]


@dataclass(frozen=True)
class VenueRows:
    """What was read for it."""

    addresses: Sequence[Any]
    listings: Sequence[Any]
    schedules: Sequence[Any]
    days_off: Sequence[Any]
    access: Sequence[Any]
    phones: Sequence[Any]
    amenities: Sequence[tuple[str, UUID, float]]


def present_venue(location: Location, rows: VenueRows, at: datetime) -> VenueView:
    """Everything the page of one venue says at a moment."""
    address = rows.addresses[0] if rows.addresses else None
    point = (location.latitude, location.longitude)
    return VenueView(
        id=location.id,
        name=place_name(location, address),
        description=(location.description or "").strip(),
        address=address_lines(address),
        travel=(location.transport_note or "").strip(),
        map_href=map_link((point[0], point[1])) if point[0] is not None and point[1] is not None else None,
        phones=phone_lines(rows.phones),
        access=access_facts(rows.access),
        days=whats_on(rows, at),
        listings=tuple({row.id: row for row in rows.listings}.values()),
        amenities=tuple((name, id_, walk(metres)) for name, id_, metres in rows.amenities),
    )


def walk(metres: float) -> str:
    """ "next door", "about 150 metres away"."""
    return "next door" if metres < 25 else f"about {max(50, round(metres / 50) * 50)} metres away"


def whats_on(rows: VenueRows, at: datetime) -> tuple[Day, ...]:
    """Sessions here in the coming two weeks, day by day, in order of time, those of today until they end."""
    local = clock.local(at)
    today, end = local.date(), local.date() + timedelta(days=DAYS_SHOWN)
    found = [
        (session, listing)
        for listing in rows.listings
        for session in _calendar_here(listing, rows).next(local, limit=MANY, days=DAYS_SHOWN)
        if session.on_date < end
    ]
    found.sort(key=lambda pair: (pair[0].on_date, pair[0].opens_at, pair[1].name))
    by_day: dict[date, list[OnHere]] = {}
    for session, listing in found:
        by_day.setdefault(session.on_date, []).append(_on_here(session, listing))
    return tuple(Day(near_day(day, today), tuple(on)) for day, on in by_day.items())


def _calendar_here(listing: Any, rows: VenueRows) -> Calendar:
    """The patterns of a listing at this place, or its general ones, and its days off here or everywhere."""
    here = listing.place_id
    own = [row for row in rows.schedules if row.service_at_location_id == here]
    general = [row for row in rows.schedules if row.service_id == listing.id and row.service_at_location_id is None]
    off = [row for row in rows.days_off if row.service_id == listing.id and row.service_at_location_id in (None, here)]
    return Calendar.from_rows(listing, own or general, off)


def _on_here(session: Session, listing: Any) -> OnHere:
    notes = [session.exception or "", session.notes or "", listing.note or ""]
    if session.term_time_only:
        notes.append("In term time only")
    return OnHere(
        hours=hours(session.opens_at, session.closes_at) or "Ask what time",
        listing_id=listing.id,
        name=listing.name,
        note=". ".join(note.strip().rstrip(".") for note in notes if note.strip()),
        starts=f"{session.on_date.isoformat()}T{session.opens_at}" if session.opens_at else session.on_date.isoformat(),
    )
