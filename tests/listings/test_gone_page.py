"""What people find at the address of a listing that is no longer listed, or that does not cover where they are."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from directory.geo.models import PlaceName
from directory.listings.codes import ListingStatus, Visibility
from directory.listings.models import Service
from tests.client import CheckedClient
from tests.factories import listings as make


@pytest.fixture
def other_club(session: Session, club: Service) -> Service:
    """A second listing for the same need, three miles on."""
    listing = make.service(session, "Friday friends", summary="Cards and tea.")
    make.held_at(session, listing, make.location(session, 53.14, -1.25, name="Chapel"))
    terms = {term.code: term for term in make_terms(session)}
    make.tag(session, listing, terms["connect.groups"])
    return listing


def make_terms(session: Session) -> list[make.TaxonomyTerm]:
    return list(session.scalars(make.select(make.TaxonomyTerm)))


@pytest.mark.parametrize(
    ("status", "why"),
    [(ListingStatus.STALE, "We could not confirm"), (ListingStatus.ARCHIVED, "It has closed, moved or changed")],
)
def test_a_listing_that_was_public_says_it_is_gone_and_what_to_try(
    client: CheckedClient, club: Service, other_club: Service, status: ListingStatus, why: str
) -> None:
    club.listing_status = status
    page = client.page(f"/listings/{club.id}", status=410)
    assert page.h1 == "No longer listed"
    assert why in page.text
    assert page.links["Friday friends"] == f"/listings/{other_club.id}"
    assert "2.8 miles from where this was" in page.text
    assert page.links["Groups and clubs"] == "/needs/connect.groups"
    assert "0115 496 0123" not in page.text


def test_a_listing_is_gone_the_day_after_its_last(client: CheckedClient, club: Service) -> None:
    club.listing_status, club.closing_on = ListingStatus.CLOSING, date(2026, 1, 4)
    assert client.get(f"/listings/{club.id}").status_code == 410


def test_a_gone_listing_for_professionals_was_never_there_for_the_public(client: CheckedClient, club: Service) -> None:
    club.listing_status, club.visibility = ListingStatus.STALE, Visibility.PROFESSIONAL
    assert client.get(f"/listings/{club.id}").status_code == 404


def test_hidden_listings_are_not_offered_instead(client: CheckedClient, club: Service, other_club: Service) -> None:
    club.listing_status, other_club.listing_status = ListingStatus.STALE, ListingStatus.DRAFT
    assert "Friday friends" not in client.page(f"/listings/{club.id}", status=410).text


@pytest.fixture
def mansfield(session: Session) -> PlaceName:
    place = PlaceName(
        name="Mansfield",
        folded_name="mansfield",
        latitude=53.144,
        longitude=-1.196,
        within="Nottinghamshire",
        population=77000,
    )
    session.add(place)
    session.flush()
    return place


def district(session: Session, code: str, name: str, west: float, east: float) -> make.Area:
    made = make.area(session, code, name)
    ring = [[west, 53.0], [east, 53.0], [east, 53.3], [west, 53.3], [west, 53.0]]
    made.geometry = {"type": "Polygon", "coordinates": [ring]}
    session.flush()
    return made


@pytest.mark.requirement("A055")
def test_from_outside_the_area_served_it_says_so_and_names_the_nearest_that_does(
    client: CheckedClient, club: Service, other_club: Service, session: Session, mansfield: PlaceName
) -> None:
    make.covers(session, club, district(session, "E07000170", "Ashfield", -1.4, -1.22))
    make.covers(session, other_club, district(session, "E07000174", "Mansfield", -1.22, -1.0))
    page = client.page(f"/listings/{club.id}?near=Mansfield")
    assert "Not in your area. This covers Ashfield, and Mansfield" in page.text
    assert page.links["Friday friends"].startswith(f"/listings/{other_club.id}")
    assert "Not in your area" not in client.page(f"/listings/{other_club.id}?near=Mansfield").text


@pytest.mark.parametrize("near", ["", "Nowhereville", "%00", "x" * 3000, "' OR 1=1 --", "🙂"])
def test_a_place_that_cannot_be_found_says_nothing_of_areas(
    client: CheckedClient, club: Service, session: Session, near: str
) -> None:
    make.covers(session, club, district(session, "E07000170", "Ashfield", -1.4, -1.22))
    assert "Not in your area" not in client.page(f"/listings/{club.id}", query_string={"near": near}).text


def test_an_area_that_is_on_no_map_might_hold_the_place(
    client: CheckedClient, club: Service, session: Session, mansfield: PlaceName
) -> None:
    district(session, "E07000174", "Mansfield", -1.22, -1.0)
    make.covers(session, club, "The villages round Kirkby")
    assert "Not in your area" not in client.page(f"/listings/{club.id}?near=Mansfield").text
