"""The order of results: near and fresh before far and stale, gently; ties by name."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from tests.factories.listings import held_at, location, service
from tests.search.conftest import MANSFIELD, Searching

LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)


def test_what_was_checked_long_ago_sinks_but_stays(searching: Searching, session: Session) -> None:
    stale, fresh = service(session, "Choir one", verified_at=LONG_AGO), service(session, "Choir two")
    assert searching.reindex().ids("choir") == [fresh.id, stale.id]


def test_a_better_match_outweighs_a_fresher_one(searching: Searching, session: Session) -> None:
    stale = service(session, "Choir", verified_at=LONG_AGO)
    service(session, "Tuesdays", description="Tea. Sometimes a choir comes by.")
    assert searching.reindex().ids("choir")[0] == stale.id


def test_paused_and_closed_listings_come_after_their_like(searching: Searching, session: Session) -> None:
    paused = service(session, "Choir one", listing_status=ListingStatus.PUBLISHED_PAUSED)
    running = service(session, "Choir two")
    assert searching.reindex().ids("choir") == [running.id, paused.id]


@pytest.mark.requirement("A024")
def test_a_listing_whose_check_is_due_sinks(searching: Searching, session: Session) -> None:
    due = service(session, "Choir one", listing_status=ListingStatus.REVIEW_DUE)
    fresh = service(session, "Choir two")
    assert searching.reindex().ids("choir") == [fresh.id, due.id]


def test_the_nearer_of_two_alike_comes_first(searching: Searching, session: Session) -> None:
    far, near = service(session, "Choir one"), service(session, "Choir two")
    held_at(session, far, location(session, 53.22, -1.196))
    held_at(session, near, location(session, 53.15, -1.196))
    assert searching.reindex().ids("choir", near=MANSFIELD) == [near.id, far.id]


def test_freshest_goes_by_the_last_check(searching: Searching, session: Session) -> None:
    older = service(session, "Choir", verified_at=datetime(2025, 11, 1, tzinfo=UTC))
    newer = service(session, "Tea and choir", verified_at=datetime(2025, 12, 24, tzinfo=UTC))
    assert searching.reindex().ids("choir", sort="freshest") == [newer.id, older.id]


def test_ties_are_in_order_of_name(searching: Searching, session: Session) -> None:
    names = {service(session, name).id: name for name in ("Éclair", "apple", "Zebra", "Banana")}
    assert [names[each] for each in searching.reindex().ids()] == ["apple", "Banana", "Éclair", "Zebra"]


def test_pages_follow_each_other_and_one_past_the_end_is_the_last(searching: Searching, session: Session) -> None:
    made = {service(session, f"Club {number:02}").id for number in range(45)}
    found = searching.reindex()
    pages = [found.ids(page=str(page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert {each for page in pages for each in page} == made
    assert found.ids(page="99") == pages[2]
    assert found.search(page="99").page == 3


def test_nearest_without_a_place_asks_for_one(searching: Searching, session: Session) -> None:
    service(session, "Choir")
    results = searching.reindex().search("choir", sort="nearest")
    assert (results.total, results.notes) == (1, ("Add a place to see the nearest first.",))
