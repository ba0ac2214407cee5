"""How fresh a listing is, and what everybody is told about it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.listings.codes import AssetType, CapacityStatus, ListingStatus, VerificationMethod
from directory.listings.freshness import badge, review_days, review_due

TODAY = date(2026, 1, 5)


@dataclass
class Listing:
    verified_at: datetime | None = datetime(2025, 12, 15, 12, tzinfo=UTC)
    verified_by: str | None = "Ashfield stewards"
    verification_method: VerificationMethod | None = VerificationMethod.STEWARD_CALLED
    review_due_on: date | None = date(2026, 3, 17)
    listing_status: ListingStatus = ListingStatus.PUBLISHED


@pytest.mark.parametrize(
    ("kind", "needs", "capacity", "days"),
    [
        (AssetType.GROUP, {"connect.groups"}, None, 92),
        (AssetType.HELPLINE, {"mind.crisis"}, None, 31),
        (AssetType.PUBLIC_AMENITY, set(), None, 182),
        (AssetType.PUBLIC_AMENITY, {"safe.abuse"}, None, 31),
        (AssetType.GROUP, set(), CapacityStatus.FULL, 31),
        (AssetType.GROUP, set(), CapacityStatus.OPEN, 92),
    ],
)
def test_what_changes_fast_is_checked_often(
    kind: AssetType, needs: set[str], capacity: CapacityStatus | None, days: int
) -> None:
    assert review_days(kind, frozenset(needs), capacity) == days


def test_the_next_check_counts_from_the_day_in_britain() -> None:
    late_on_a_summer_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert review_due(late_on_a_summer_evening, AssetType.HELPLINE, frozenset({"mind.crisis"}), None) == date(
        2026, 8, 1
    )


def test_a_fresh_listing_says_who_checked_how_and_when() -> None:
    told = badge(Listing(), TODAY)
    assert told.state == "fresh"
    assert told.sentence == "Checked by phone by Ashfield stewards, 3 weeks ago. Next check due by 17 March 2026."


def test_an_overdue_check_asks_people_to_ring() -> None:
    told = badge(Listing(review_due_on=date(2026, 1, 4)), TODAY)
    assert told.state == "overdue"
    assert told.sentence.endswith("A new check was due by 4 January 2026. Ring before you set out.")


def test_what_somebody_only_told_us_is_not_called_checked() -> None:
    told = badge(Listing(verification_method=VerificationMethod.USER_REPORT), TODAY)
    assert (told.state, told.text) == ("unchecked", "Told to us 3 weeks ago, not checked by us")
    assert told.sentence.startswith("Told to us by somebody who says they know it")


def test_a_check_due_today_is_not_overdue() -> None:
    assert badge(Listing(review_due_on=TODAY), TODAY).state == "fresh"


def test_an_imported_listing_is_not_passed_off_as_checked() -> None:
    told = badge(Listing(verification_method=VerificationMethod.IMPORTED, review_due_on=None), TODAY)
    assert told.state == "unchecked"
    assert "not checked by us" in told.text
    assert "Ashfield stewards" not in told.sentence


def test_a_listing_nobody_checked_says_so() -> None:
    assert badge(Listing(verified_at=None), TODAY).text == "Not checked yet"


def test_a_listing_under_review_says_that_it_is_being_confirmed() -> None:
    assert badge(Listing(listing_status=ListingStatus.REVIEW_DUE), TODAY).state == "due"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (14, "2 weeks ago"), (59, "8 weeks ago"), (60, "2 months ago"),
     (700, "23 months ago"), (730, "2 years ago"), (-3, "today")],
)  # fmt: skip
def test_age_is_said_in_the_unit_people_think_in(days: int, words: str) -> None:
    moment = datetime(2026, 1, 5, 12, tzinfo=UTC) - timedelta(days=days)
    assert badge(Listing(verified_at=moment), TODAY).text == f"Checked {words}"
