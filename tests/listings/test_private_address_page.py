"""A private address leaves no trace on any page, in any form; and pages on sensitive subjects keep quiet."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility, Feature, Known, LocationType
from directory.listings.models import Location, Phone, Service
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.listings.places import place_of

SECRETS = (
    "Rose Cottage",
    "1 High Street",
    "Ollerton",
    "NG22 9AA",
    "53.2011",
    "-1.0222",
    "53.2",
    "Bus 12",
    "0115 496 0999",
)


@pytest.fixture
def hideaway(session: Session, refuge: Service, phone_of: Callable[..., Phone]) -> Location:
    place = make.location(
        session, 53.2011, -1.0222, name="Rose Cottage", city="Ollerton", postal_code="NG22 9AA",
        visibility=AddressVisibility.HIDDEN, transport_note="Bus 12 stops outside",
    )  # fmt: skip
    phone_of("0115 496 0999", location_id=place.id)
    make.access(session, Feature.STEP_FREE, Known.YES, place=place)
    held = make.held_at(session, refuge, place)
    held.description = "Rose Cottage, ring twice"
    make.weekly(session, refuge, "MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59", service_at_location_id=held.id)
    return place


def test_nothing_of_a_private_address_reaches_the_page(
    client: CheckedClient, refuge: Service, hideaway: Location
) -> None:
    html = client.page(f"/listings/{refuge.id}").html
    assert [secret for secret in SECRETS if secret in html] == []
    assert str(hideaway.id) not in html
    assert "Address kept private" in html


def test_a_private_listing_still_says_when_and_what_to_ring(
    client: CheckedClient, refuge: Service, hideaway: Location
) -> None:
    text = client.page(f"/listings/{refuge.id}").text
    assert "Open now, day and night" in text
    assert "01632 960844" in text


def test_a_private_place_has_no_page_of_its_own(client: CheckedClient, hideaway: Location) -> None:
    assert client.get(f"/venues/{hideaway.id}").status_code == 404


def test_the_organisation_of_a_private_place_does_not_name_it(
    client: CheckedClient, refuge: Service, hideaway: Location
) -> None:
    html = client.page(f"/organizations/{refuge.organization_id}").html
    assert [secret for secret in SECRETS if secret in html] == []


def test_a_private_place_is_in_no_structured_data(client: CheckedClient, refuge: Service, hideaway: Location) -> None:
    page = client.page(f"/listings/{refuge.id}")
    (data,) = [json.loads(script.text or "") for script in page.all(".//script[@type='application/ld+json']")]
    assert "serviceLocation" not in json.dumps(data)
    assert "geo" not in data


def test_only_the_town_is_told_where_that_is_what_may_be_told(
    client: CheckedClient, club: Service, session: Session
) -> None:
    place = place_of(session, club).location
    place.address_visibility, place.name, place.transport_note = AddressVisibility.AREA, "Rose Cottage", "Bus 12"
    html = client.page(f"/listings/{club.id}").html
    assert "Kirkby-in-Ashfield" in html
    assert [secret for secret in (*SECRETS, "NG18 1AA", "53.1", str(place.id)) if secret in html] == []
    assert client.get(f"/venues/{place.id}").status_code == 404


def test_a_virtual_room_has_no_map_and_no_page(client: CheckedClient, club: Service, session: Session) -> None:
    place = place_of(session, club).location
    place.location_type = LocationType.VIRTUAL
    assert "openstreetmap" not in client.page(f"/listings/{club.id}").html
    assert client.get(f"/venues/{place.id}").status_code == 404


@pytest.mark.parametrize("need", ["safe.domestic", "safe.scams", "mind.crisis"])
def test_a_sensitive_page_has_a_neutral_title_and_a_quick_way_out(
    client: CheckedClient, club: Service, session: Session, need: str
) -> None:
    make.tag(session, club, make.term(session, "needs", need, "A sensitive need"))
    response = client.get(f"/listings/{club.id}")
    page = client.page(f"/listings/{club.id}")
    assert page.title == "Local information – Waypost"
    assert "Emergency: Leave this site" in page.text
    assert response.headers["Cache-Control"] == "no-store"
    cards = [tag.get("content") for tag in page.all(".//meta") if (tag.get("property") or "").startswith("og:")]
    assert club.name not in cards
    assert club.summary not in cards


def test_an_ordinary_page_has_its_name_as_title_and_no_way_out(client: CheckedClient, club: Service) -> None:
    page = client.page(f"/listings/{club.id}")
    assert page.title == "Thursday coffee and company – Waypost"
    assert "Leave this site" not in page.text
