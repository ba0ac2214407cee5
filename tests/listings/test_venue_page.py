"""The page of a venue: what is on here."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility, AssetType, Feature, Known, ListingStatus, Visibility
from directory.listings.models import Location, Service
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.listings.places import place_of


@pytest.fixture
def hall(session: Session, club: Service) -> Location:
    """Where the club meets."""
    return place_of(session, club).location


def hold(session: Session, hall: Location, name: str, day: str, opens: str, closes: str) -> Service:
    listing = make.service(session, name)
    held = make.held_at(session, listing, hall)
    make.weekly(session, listing, day, opens, closes, service_at_location_id=held.id)
    return listing


@pytest.mark.requirement("A049")
def test_everything_on_in_two_weeks_comes_in_order_of_date_and_time(
    client: CheckedClient, hall: Location, session: Session
) -> None:
    hold(session, hall, "Evening choir", "TH", "19:00", "21:00")
    hold(session, hall, "Advice desk", "MO", "10:00", "12:00")
    page = client.page(f"/venues/{hall.id}")
    said = page.text[page.text.index("What’s on") : page.text.index("Everything listed here")]
    order = [
        "Today 10am to midday Advice desk",
        "Thursday 8 January 2026 10am to midday Thursday coffee",
        "7pm to 9pm Evening choir",
        "Monday 12 January 2026",
        "Thursday 15 January 2026",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "Monday 19 January 2026" not in said


def test_what_has_ended_today_and_what_is_closed_is_left_out(
    client: CheckedClient, hall: Location, session: Session, club: Service
) -> None:
    hold(session, hall, "Early breakfast", "MO", "07:00", "08:30")
    club.closed_from, club.closed_to = date(2026, 1, 1), date(2026, 1, 31)
    said = client.page(f"/venues/{hall.id}").text
    said = said[: said.index("Everything listed here")]
    assert "Today" not in said
    assert "Thursday coffee" not in said


def test_it_lists_only_what_the_public_may_see(client: CheckedClient, hall: Location, session: Session) -> None:
    hold(session, hall, "Draft", "MO", "10:00", "12:00").listing_status = ListingStatus.DRAFT
    hold(session, hall, "Staff only", "MO", "10:00", "12:00").visibility = Visibility.PROFESSIONAL
    text = client.page(f"/venues/{hall.id}").text
    assert "Draft" not in text
    assert "Staff only" not in text


def test_a_place_with_nothing_public_has_no_page(client: CheckedClient, hall: Location, club: Service) -> None:
    club.listing_status = ListingStatus.ARCHIVED
    assert client.get(f"/venues/{hall.id}").status_code == 404


@pytest.mark.parametrize("visibility", [AddressVisibility.HIDDEN, AddressVisibility.AREA])
def test_a_place_that_may_not_be_told_has_no_page(
    client: CheckedClient, hall: Location, visibility: AddressVisibility
) -> None:
    hall.address_visibility = visibility
    assert client.get(f"/venues/{hall.id}").status_code == 404


def test_an_unknown_venue_is_not_there(client: CheckedClient) -> None:
    assert client.get(f"/venues/{uuid4()}").status_code == 404


@pytest.mark.requirement("A082")
def test_amenities_within_four_hundred_metres_are_named_nearest_first(
    client: CheckedClient, hall: Location, session: Session
) -> None:
    for name, north in (("Market toilets", 0.002), ("Park benches", 0.001), ("Far toilets", 0.005)):
        amenity = make.service(session, name, asset_type=AssetType.PUBLIC_AMENITY)
        make.held_at(session, amenity, make.location(session, 53.1 + north, -1.25, name=name))
    page = client.page(f"/venues/{hall.id}")
    assert page.text.index("Park benches , about 100 metres away") < page.text.index(
        "Market toilets , about 200 metres"
    )
    assert "Far toilets" not in page.text


def test_without_amenities_it_says_that_none_is_listed(client: CheckedClient, hall: Location) -> None:
    assert "No public toilet, bench or warm space within 400 metres is listed" in client.page(f"/venues/{hall.id}").text


@pytest.mark.requirement("A083")
def test_it_says_how_to_get_there_and_what_is_known_of_access(
    client: CheckedClient, hall: Location, session: Session
) -> None:
    hall.transport_note = "Buses stop on the High Street"
    make.access(session, Feature.STEP_FREE, Known.YES, place=hall)
    text = client.page(f"/venues/{hall.id}").text
    assert "Buses stop on the High Street" in text
    assert "Yes Step-free entrance and route" in text
    assert "Not known, so ask Accessible toilet" in text
