"""GET /needs and /needs/<code>: browsing instead of searching."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.client import CheckedClient
from tests.search.mansfield import mansfield


@pytest.fixture(autouse=True)
def _directory(session: Session, app: Flask) -> None:
    mansfield(session, app)


def test_all_needs_stand_in_their_groups(client: CheckedClient) -> None:
    links = client.page("/needs").links
    assert links["Keeping well and active"] == "/needs/health"
    assert links["Worried about falling"] == "/needs/health.falls"


def test_a_group_lists_its_needs(client: CheckedClient) -> None:
    page = client.page("/needs/health")
    assert page.h1 == "Keeping well and active"
    assert "Getting more active" in page.links


def test_a_need_shows_what_there_is_near_a_place(client: CheckedClient) -> None:
    page = client.page("/needs/health.falls?near=Mansfield")
    assert "Near Mansfield, Nottinghamshire" in page.text
    assert "Steady Steps" in page.text
    assert "Harbour Rooms" not in page.text


def test_a_need_leads_to_its_neighbours(client: CheckedClient) -> None:
    assert client.page("/needs/health.falls").links["Getting more active"] == "/needs/health.active"


def test_a_need_without_listings_says_so(client: CheckedClient) -> None:
    assert "Nothing listed yet" in client.page("/needs/health.active").text


def test_a_place_that_is_not_found_is_said_beside_the_box(client: CheckedClient) -> None:
    page = client.page("/needs/health.falls?near=ZZ99+9ZZ", status=422)
    assert "ZZ99 9ZZ" in page.errors[0]


def test_namesakes_are_offered_on_the_page_of_the_need(client: CheckedClient) -> None:
    page = client.page("/needs/health.falls?near=Sutton")
    assert page.links["Sutton, Nottinghamshire"] == "/needs/health.falls?near=Sutton,+Nottinghamshire"


def test_a_sensitive_need_has_a_quick_way_out_and_the_helpline_first(client: CheckedClient) -> None:
    page = client.page("/needs/safe.domestic")
    assert "Emergency: Leave this site" in page.links
    assert page.text.index("0808 2000 247") < page.text.index("Harbour Rooms")


def test_an_ordinary_need_has_no_exit_button(client: CheckedClient) -> None:
    assert "Emergency: Leave this site" not in client.page("/needs/health.falls").links


def test_an_unknown_need_is_not_found(client: CheckedClient) -> None:
    assert client.get("/needs/health.nonsense").status_code == 404
