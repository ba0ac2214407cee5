"""What must be known before setting out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.listings.codes import CapacityStatus, ListingStatus, ServiceStatus
from directory.listings.notices import Notice, notices

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass
class Listing:
    """A listing with nothing to say."""

    listing_status: ListingStatus = ListingStatus.PUBLISHED
    status: ServiceStatus = ServiceStatus.ACTIVE
    closing_on: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    closed_reason: str | None = None
    capacity_status: CapacityStatus | None = None
    capacity_note: str | None = None
    capacity_expires_at: datetime | None = None
    next_intake_on: date | None = None


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (Listing(), ()),
        (
            Listing(closed_from=date(2026, 1, 2), closed_to=date(2026, 1, 18), closed_reason="The boiler."),
            (Notice("closed", "Closed until 18 January 2026: the boiler"),),
        ),
        (Listing(closed_from=date(2026, 1, 2)), (Notice("closed", "Closed for a while"),)),
        (Listing(status=ServiceStatus.TEMPORARILY_CLOSED), (Notice("closed", "Closed for a while"),)),
        (
            Listing(closed_from=date(2026, 1, 12), closed_to=date(2026, 1, 14)),
            (Notice("closed", "Closed from 12 January 2026 to 14 January 2026"),),
        ),
        (Listing(closed_from=date(2026, 3, 12)), ()),
        (Listing(closed_from=date(2025, 3, 12), closed_to=date(2025, 3, 14)), ()),
        (
            Listing(listing_status=ListingStatus.PUBLISHED_PAUSED),
            (Notice("full", "Not taking new people at the moment"),),
        ),
        (
            Listing(listing_status=ListingStatus.CLOSING, closing_on=date(2026, 2, 1)),
            (Notice("closed", "Ends for good on 1 February 2026"),),
        ),
        (Listing(capacity_status=CapacityStatus.FULL), (Notice("full", "Full at the moment"),)),
        (
            Listing(capacity_status=CapacityStatus.WAITING_LIST, capacity_note="About six weeks"),
            (Notice("full", "Waiting list: about six weeks"),),
        ),
        (
            Listing(capacity_status=CapacityStatus.INTAKE_WINDOW, next_intake_on=date(2026, 3, 5)),
            (Notice("room", "Takes new people at set times, next on 5 March 2026"),),
        ),
        (Listing(capacity_status=CapacityStatus.UNKNOWN), ()),
    ],
)
def test_a_notice_says_what_holds_today(listing: Listing, said: tuple[Notice, ...]) -> None:
    assert notices(listing, at=NOW) == said


def test_old_news_of_places_is_not_repeated() -> None:
    listing = Listing(capacity_status=CapacityStatus.FULL, capacity_expires_at=NOW - timedelta(minutes=1))
    assert notices(listing, at=NOW) == ()


def test_a_closure_comes_before_a_waiting_list() -> None:
    listing = Listing(closed_from=date(2026, 1, 2), capacity_status=CapacityStatus.WAITING_LIST)
    assert [notice.kind for notice in notices(listing, at=NOW)] == ["closed", "full"]
