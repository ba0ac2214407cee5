"""What a person must know before setting out: closed, full, waiting list, closing. Values only."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from directory import clock
from directory.listings.codes import CapacityStatus, ListingStatus, ServiceStatus, Visibility
from directory.listings.models import Service, ServiceCapacity
from directory.listings.schedules import is_closed_on
from directory.web.wording import counted, lowered, short_date

SOON_DAYS = 14  # a card warns of a closure so long before; the listing's own page tells of it a year ahead
YEAR_DAYS = 365


@dataclass(frozen=True)
class Standing:
    """What the notices need of a listing with its capacity; a row with these columns serves as well."""

    listing_status: ListingStatus
    status: ServiceStatus
    closing_on: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    closed_reason: str | None = None
    capacity_status: CapacityStatus | None = None
    capacity_note: str | None = None
    capacity_expires_at: datetime | None = None
    next_intake_on: date | None = None
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True)
class Notice:
    """`kind` is kept, closed, full, room or alert; the sentence stands alone."""

    kind: str
    sentence: str


#: What whoever sees a listing that the public does not must know before passing it on.
KEPT = {
    Visibility.PROFESSIONAL: Notice("kept", "For people who refer others: the public does not see this"),
    Visibility.PRIVATE: Notice("kept", "For stewards only: nobody else sees this"),
}


def standing_of(service: Service, capacity: ServiceCapacity | None) -> Standing:
    """How a listing stands, from its rows."""
    return Standing(
        listing_status=service.listing_status,
        status=service.status,
        closing_on=service.closing_on,
        closed_from=service.closed_from,
        closed_to=service.closed_to,
        closed_reason=service.closed_reason,
        capacity_status=capacity.status if capacity else None,
        capacity_note=capacity.note if capacity else None,
        capacity_expires_at=capacity.expires_at if capacity else None,
        next_intake_on=capacity.next_intake_on if capacity else None,
        visibility=service.visibility,
    )


def notices(listing: Standing | Row[Any], *, at: datetime, ahead: int = SOON_DAYS) -> tuple[Notice, ...]:
    """Every notice that holds at a moment, the most important first."""
    today = clock.local(at).date()
    found = (
        KEPT.get(listing.visibility),
        _closure(listing, today, ahead),
        _end(listing),
        _pause(listing),
        _capacity(listing, at),
    )
    return tuple(notice for notice in found if notice)


def notices_in_full(service: Service, capacity: ServiceCapacity | None, *, at: datetime) -> tuple[Notice, ...]:
    """The notices as the listing's own page gives them: how many places, when that was known, the provider's alert."""
    standing = standing_of(service, capacity)
    found = notices(standing, at=at, ahead=YEAR_DAYS)
    room = _capacity(standing, at)
    if capacity and room:
        full = replace(room, sentence=room.sentence + _known(capacity))
        found = tuple(full if notice == room else notice for notice in found)
    alert = (service.alert or "").strip()
    return (*found, Notice("alert", alert)) if alert else found


def _known(capacity: ServiceCapacity) -> str:
    places = f" ({counted(capacity.places, 'place')})" if capacity.places else ""
    return f"{places}. As of {short_date(capacity.as_of)}" if capacity.as_of else places


def _closure(listing: Standing | Row[Any], today: date, ahead: int) -> Notice | None:
    reason = f": {lowered(listing.closed_reason.strip().rstrip('.'))}" if listing.closed_reason else ""
    start, end = listing.closed_from, listing.closed_to
    if is_closed_on(today, (start, end)):
        return Notice("closed", f"Closed{f' until {short_date(end)}' if end else ' for a while'}{reason}")
    if listing.status is ServiceStatus.TEMPORARILY_CLOSED:
        return Notice("closed", f"Closed for a while{reason}")
    if start and 0 < (start - today).days <= ahead:
        return Notice("closed", f"Closed from {short_date(start)}{f' to {short_date(end)}' if end else ''}{reason}")
    return None


def _end(listing: Standing | Row[Any]) -> Notice | None:
    return Notice("closed", f"Ends for good on {short_date(listing.closing_on)}") if listing.closing_on else None


def _pause(listing: Standing | Row[Any]) -> Notice | None:
    is_paused = listing.listing_status is ListingStatus.PUBLISHED_PAUSED
    return Notice("full", "Not taking new people at the moment") if is_paused else None


def _capacity(listing: Standing | Row[Any], at: datetime) -> Notice | None:
    if listing.capacity_expires_at and listing.capacity_expires_at <= at:
        return None
    said = (listing.capacity_note or "").strip().rstrip(".")
    note = f": {lowered(said)}" if said else ""
    match listing.capacity_status:
        case CapacityStatus.FULL:
            return Notice("full", f"Full at the moment{note}")
        case CapacityStatus.WAITING_LIST:
            return Notice("full", f"Waiting list{note}")
        case CapacityStatus.LIMITED:
            return Notice("room", f"A few places left{note}")
        case CapacityStatus.INTAKE_WINDOW:
            when = f", next on {short_date(listing.next_intake_on)}" if listing.next_intake_on else ""
            return Notice("room", f"Takes new people at set times{when}{note}")
        case CapacityStatus.OPEN:
            return Notice("room", said or "Places available")
    return None
