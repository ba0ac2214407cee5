"""What must be known before setting out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from directory.listings.codes import CapacityStatus, ListingStatus, ServiceStatus
from directory.listings.notices import Notice, Standing, notices

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def standing(**facts: Any) -> Standing:
    """A listing with nothing to say, but for these facts."""
    return Standing(**({"listing_status": ListingStatus.PUBLISHED, "status": ServiceStatus.ACTIVE} | facts))


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (standing(), ()),
        (
            standing(closed_from=date(2026, 1, 2), closed_to=date(2026, 1, 18), closed_reason="The boiler."),
            (Notice("closed", "Closed until 18 January 2026: the boiler"),),
        ),
        (standing(closed_from=date(2026, 1, 2)), (Notice("closed", "Closed for a while"),)),
        (standing(status=ServiceStatus.TEMPORARILY_CLOSED), (Notice("closed", "Closed for a while"),)),
        (
            standing(closed_from=date(2026, 1, 12), closed_to=date(2026, 1, 14)),
            (Notice("closed", "Closed from 12 January 2026 to 14 January 2026"),),
        ),
        (standing(closed_from=date(2026, 3, 12)), ()),
        (standing(closed_from=date(2025, 3, 12), closed_to=date(2025, 3, 14)), ()),
        (
            standing(listing_status=ListingStatus.PUBLISHED_PAUSED),
            (Notice("full", "Not taking new people at the moment"),),
        ),
        (
            standing(listing_status=ListingStatus.CLOSING, closing_on=date(2026, 2, 1)),
            (Notice("closed", "Ends for good on 1 February 2026"),),
        ),
        (standing(capacity_status=CapacityStatus.FULL), (Notice("full", "Full at the moment"),)),
        (
            standing(capacity_status=CapacityStatus.WAITING_LIST, capacity_note="About six weeks"),
            (Notice("full", "Waiting list: about six weeks"),),
        ),
        (
            standing(capacity_status=CapacityStatus.INTAKE_WINDOW, next_intake_on=date(2026, 3, 5)),
            (Notice("room", "Takes new people at set times, next on 5 March 2026"),),
        ),
        (standing(capacity_status=CapacityStatus.UNKNOWN), ()),
    ],
)
def test_a_notice_says_what_holds_today(listing: Standing, said: tuple[Notice, ...]) -> None:
    assert notices(listing, at=NOW) == said


def test_old_news_of_places_is_not_repeated() -> None:
    listing = standing(capacity_status=CapacityStatus.FULL, capacity_expires_at=NOW - timedelta(minutes=1))
    assert notices(listing, at=NOW) == ()


def test_a_closure_comes_before_a_waiting_list() -> None:
    listing = standing(closed_from=date(2026, 1, 2), capacity_status=CapacityStatus.WAITING_LIST)
    assert [notice.kind for notice in notices(listing, at=NOW)] == ["closed", "full"]
