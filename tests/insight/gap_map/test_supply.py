"""Which listings count as help that can be had."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.insight.gap_map.supply import Offer, WhyNot, offers
from directory.listings.codes import CapacityStatus, LinkType, ListingStatus, Visibility
from directory.listings.models import ServiceCapacity
from tests.factories import listings as make
from tests.insight import land


@pytest.fixture(autouse=True)
def _county(session: Session) -> None:
    land.county(session)


def only(session: Session, at: datetime, cohort: str = "") -> Offer:
    (found,) = offers(session, [land.NEED], cohort, at=at)
    return found


def room(session: Session, listing_id: object, status: CapacityStatus, expires_at: datetime | None = None) -> None:
    session.add(ServiceCapacity(service_id=listing_id, status=status, expires_at=expires_at))
    session.flush()


def test_a_listing_that_is_shown_checked_and_not_known_to_be_full_counts(session: Session, at: datetime) -> None:
    land.offer(session, "Minibus")
    found = only(session, at)
    assert found.is_usable
    assert not found.is_room_known
    assert found.points == (land.SPOTS[land.LADYBROOK],)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"listing_status": ListingStatus.PUBLISHED_PAUSED}, WhyNot.PAUSED),
        ({"closed_from": date(2026, 1, 1), "closed_to": date(2026, 1, 9)}, WhyNot.CLOSED),
        ({"review_due_on": date(2026, 1, 4)}, WhyNot.STALE),
        ({"verified_at": None}, WhyNot.STALE),
    ],
)
def test_what_cannot_be_counted_on_is_left_out_with_its_reason(
    session: Session, at: datetime, values: dict[str, object], why: WhyNot
) -> None:
    land.offer(session, "Minibus", **values)
    assert only(session, at).why_not is why


@pytest.mark.parametrize("status", [CapacityStatus.FULL, CapacityStatus.WAITING_LIST])
def test_what_is_full_does_not_count_until_that_is_out_of_date(
    session: Session, at: datetime, status: CapacityStatus
) -> None:
    full, old = land.offer(session, "A full one"), land.offer(session, "B full long ago")
    room(session, full.id, status, at + timedelta(days=1))
    room(session, old.id, status, at - timedelta(days=1))
    first, second = offers(session, [land.NEED], "", at=at)
    assert first.why_not is WhyNot.FULL
    assert second.is_usable
    assert not second.is_room_known


@pytest.mark.parametrize(
    "values",
    [
        {"listing_status": ListingStatus.DRAFT},
        {"listing_status": ListingStatus.STALE},
        {"listing_status": ListingStatus.CLOSING, "closing_on": date(2026, 1, 4)},
        {"visibility": Visibility.PRIVATE},
    ],
)
def test_what_nobody_can_find_is_no_supply(session: Session, at: datetime, values: dict[str, object]) -> None:
    land.offer(session, "Minibus", **values)
    assert offers(session, [land.NEED], "", at=at) == ()


def test_a_listing_for_another_need_is_none_for_this_one(session: Session, at: datetime) -> None:
    land.offer(session, "Soup", need=land.OTHER_NEED)
    assert offers(session, [land.NEED], "", at=at) == ()


def test_a_listing_kept_for_others_or_shut_to_a_group_is_none_for_that_group(session: Session, at: datetime) -> None:
    men = make.term(session, "cohorts", "men", "Men", position=1)
    for_men, not_old = land.offer(session, "For men only"), land.offer(session, "Not after 80")
    make.tag(session, for_men, men, LinkType.COHORT_REQUIRED)
    make.tag(session, not_old, land.term(session, "older_80"), LinkType.EXCLUSION)
    land.offer(session, "For all")
    assert [each.name for each in offers(session, [land.NEED], "older_80", at=at)] == ["For all"]
    assert [each.name for each in offers(session, [land.NEED], "men", at=at)] == [
        "For all",
        "For men only",
        "Not after 80",
    ]
