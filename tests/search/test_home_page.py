"""GET /: where everybody starts."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.client import CheckedClient
from tests.search.mansfield import mansfield


@pytest.fixture(autouse=True)
def _directory(session: Session, app: Flask) -> None:
    mansfield(session, app)


@pytest.mark.requirement("A086")
def test_it_asks_what_would_make_things_better_and_what_has_changed(client: CheckedClient) -> None:
    page = client.page("/")
    assert page.h1 == "What would make things better?"
    assert page.links["Someone close to me has died"] == "/life-events/bereaved"


def test_words_and_place_go_to_the_results_in_one_form(client: CheckedClient) -> None:
    form = next(form for form in client.page("/").forms if form.action == "/search")
    assert form.method == "get"
    assert {"q", "near"} <= form.names


def test_groups_of_needs_can_be_browsed(client: CheckedClient) -> None:
    assert client.page("/").links["Keeping well and active"] == "/needs/health"


@pytest.mark.requirement("A057")
def test_a_person_can_be_rung_instead(client: CheckedClient) -> None:
    assert client.page("/").links["0115 496 0000"] == "tel:01154960000"


def test_those_who_cannot_wait_find_the_numbers(client: CheckedClient) -> None:
    links = client.page("/").links.values()
    assert {"tel:999", "tel:111", "tel:116123"} <= set(links)


def test_reading_leaves_no_cookie(client: CheckedClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers
