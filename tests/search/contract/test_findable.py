"""Which listings are in search at all, and until when."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from tests.factories.listings import service
from tests.search.conftest import Searching

FINDABLE = {
    ListingStatus.PUBLISHED,
    ListingStatus.PUBLISHED_PAUSED,
    ListingStatus.REVIEW_DUE,
    ListingStatus.CLOSING,
}


@pytest.mark.parametrize("status", list(ListingStatus))
def test_only_published_listings_are_found(searching: Searching, session: Session, status: ListingStatus) -> None:
    made = service(session, "Choir", listing_status=status)
    assert searching.reindex().ids("choir") == ([made.id] if status in FINDABLE else [])


def test_a_closing_day_passes_without_a_new_index(searching: Searching, session: Session) -> None:
    made = service(session, "Choir", listing_status=ListingStatus.CLOSING, closing_on=date(2026, 1, 10))
    found = searching.reindex()
    assert found.ids("choir", at=datetime(2026, 1, 10, 12, tzinfo=UTC)) == [made.id]
    assert found.ids("choir", at=datetime(2026, 1, 11, 12, tzinfo=UTC)) == []
