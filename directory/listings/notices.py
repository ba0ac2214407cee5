"""What a person must know before setting out: closed, full, waiting list, closing. Values only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from directory import clock
from directory.listings.codes import CapacityStatus, ListingStatus, ServiceStatus
from directory.listings.schedules import is_closed_on


class Standing(Protocol):
    """What the notices need of a listing with its capacity."""

    listing_status: ListingStatus
    status: ServiceStatus
    closing_on: date | None
    closed_from: date | None
    closed_to: date | None
    closed_reason: str | None
    capacity_status: CapacityStatus | None
    capacity_note: str | None
    capacity_expires_at: datetime | None
    next_intake_on: date | None


@dataclass(frozen=True)
class Notice:
    """`kind` is closed, full or room; the sentence stands alone."""

    kind: str
    sentence: str


def notices(listing: Standing, *, at: datetime) -> tuple[Notice, ...]:
    """Every notice that holds at a moment, the most important first."""
    today = clock.local(at).date()
    found = (_closure(listing, today), _standing(listing), _capacity(listing, at))
    return tuple(notice for notice in found if notice)


def _closure(listing: Standing, today: date) -> Notice | None:
    reason = f": {listing.closed_reason.rstrip('.')}" if listing.closed_reason else ""
    if is_closed_on(today, (listing.closed_from, listing.closed_to)):
        until = f" until {_day(listing.closed_to)}" if listing.closed_to else " for a while"
        return Notice("closed", f"Closed{until}{reason}")
    if listing.status is ServiceStatus.TEMPORARILY_CLOSED:
        return Notice("closed", f"Closed for a while{reason}")
    if listing.closed_from and listing.closed_from > today and (listing.closed_from - today).days <= 14:
        until = f" to {_day(listing.closed_to)}" if listing.closed_to else ""
        return Notice("closed", f"Closed from {_day(listing.closed_from)}{until}{reason}")
    return None


def _standing(listing: Standing) -> Notice | None:
    if listing.listing_status is ListingStatus.PUBLISHED_PAUSED:
        return Notice("full", "Not taking new people at the moment")
    if listing.listing_status is ListingStatus.CLOSING and listing.closing_on:
        return Notice("closed", f"Ends for good on {_day(listing.closing_on)}")
    return None


def _capacity(listing: Standing, at: datetime) -> Notice | None:
    if listing.capacity_expires_at and listing.capacity_expires_at <= at:
        return None
    note = f": {listing.capacity_note.rstrip('.')}" if listing.capacity_note else ""
    match listing.capacity_status:
        case CapacityStatus.FULL:
            return Notice("full", f"Full at the moment{note}")
        case CapacityStatus.WAITING_LIST:
            return Notice("full", f"Waiting list{note}")
        case CapacityStatus.LIMITED:
            return Notice("room", f"A few places left{note}")
        case CapacityStatus.INTAKE_WINDOW:
            when = f", next on {_day(listing.next_intake_on)}" if listing.next_intake_on else ""
            return Notice("room", f"Takes new people at set times{when}{note}")
        case CapacityStatus.OPEN:
            return Notice("room", (listing.capacity_note or "Places available").rstrip("."))
    return None


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
