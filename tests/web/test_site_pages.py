"""Pages about the site, and what every page carries."""

import pytest
from flask import Flask

from tests.client import CheckedClient

PAGES = {
    "/assessment": "Asking for a care or carer’s assessment",
    "/urgent-help": "Urgent help",
    "/privacy": "Privacy",
    "/cookies": "Cookies",
    "/accessibility-statement": "Accessibility statement",
    "/data": "Data and licences",
}


@pytest.mark.parametrize(("address", "heading"), PAGES.items())
def test_each_page_is_there(client: CheckedClient, address: str, heading: str) -> None:
    assert client.page(address).h1 == heading


@pytest.mark.requirement("A057")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_number_to_ring(client: CheckedClient, address: str) -> None:
    assert client.page(address).links["0115 496 0000"] == "tel:01154960000"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_leaves_a_cookie(client: CheckedClient, address: str) -> None:
    assert "Set-Cookie" not in client.get(address).headers


@pytest.mark.requirement("A062")
def test_the_right_to_an_assessment_names_no_hurdle(client: CheckedClient) -> None:
    words = client.page("/assessment").text
    assert "whatever money you have" in words
    assert "entitled" not in words
    for hurdle in ("savings", "threshold", "£"):
        assert hurdle not in words


def test_urgent_help_can_be_left_at_once(client: CheckedClient) -> None:
    page = client.page("/urgent-help")
    assert page.links["Emergency: Leave this site"].startswith("https://")
    assert {"tel:999", "tel:111", "tel:116123", "sms:85258", "tel:08082000247"} <= set(page.links.values())


def test_no_crown_and_no_font_of_the_government(client: CheckedClient) -> None:
    html = client.get("/cookies").text.lower()
    for foreign in ("crown copyright", "govuk-header", "govuk-footer", "gds transport"):
        assert foreign not in html


def test_licences_are_credited(client: CheckedClient) -> None:
    words = client.page("/data").text
    for credit in ("Contains OS data", "Royal Mail", "National Statistics", "GeoNames", "Braille Institute"):
        assert credit in words


def test_robots_are_told_what_to_leave(client: CheckedClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /search" in answer.text.splitlines()
    assert "Disallow: /" not in answer.text.splitlines()


def test_a_demonstration_is_not_for_robots_and_says_what_it_is(client: CheckedClient, app: Flask) -> None:
    demo = app.extensions["waypost_settings"].model_copy(update={"mode": "demo"})
    app.extensions["waypost_settings"] = demo
    app.jinja_env.globals["settings"] = demo
    assert "Disallow: /" in client.get("/robots.txt").text.splitlines()
    assert "Demonstration: invented listings." in client.page("/cookies").text


def test_a_real_directory_is_not_called_a_demonstration(client: CheckedClient) -> None:
    assert "invented" not in client.page("/data").text


def test_weaknesses_can_be_reported(client: CheckedClient) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert "Contact: mailto:directory@example.org" in answer.text
    assert "Expires: 2027-01-05T00:00:00Z" in answer.text


def test_a_marked_file_is_kept_for_a_year_and_an_unmarked_one_is_asked_for_again(client: CheckedClient) -> None:
    assert "immutable" in client.get("/static/images/favicon.svg?v=abc").headers["Cache-Control"]
    assert "immutable" not in client.get("/static/images/favicon.svg").headers["Cache-Control"]
    assert "immutable" not in client.get("/static/images/none.svg?v=abc").headers["Cache-Control"]


def test_pages_ask_for_marked_files(client: CheckedClient) -> None:
    assert "/static/images/favicon.svg?v=" in client.get("/cookies").text
