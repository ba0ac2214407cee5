"""What a person reads when something fails."""

import re

import pytest
from flask import Flask

from directory.web.error_pages import PAGES
from tests.client import CheckedClient
from tests.page import Page


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("rule", 422, "Choose a day in the future"),
        ("conflict", 409, "This was closed yesterday."),
        ("notallowed", 403, "Only a steward may do this."),
        ("unavailable", 503, "Search is being repaired."),
        ("stale", 409, "Someone else changed this"),
    ],
)
def test_the_domains_refusals_become_pages_with_their_words(
    client: CheckedClient, kind: str, status: int, words: str
) -> None:
    page = client.page(f"/trial/fails/{kind}", status=status)
    assert words in page.text


def test_an_unknown_failure_shows_a_reference_and_none_of_its_words(client: CheckedClient) -> None:
    client.application.testing = False
    response = client.get("/trial/fails/unknown")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert f"Reference: {response.headers['X-Request-ID']}" in Page(response.text).text


def test_an_unknown_failure_is_not_hidden_in_tests(client: CheckedClient) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/trial/fails/unknown")


def test_a_person_still_gets_words_when_the_layout_itself_fails(app: Flask, client: CheckedClient) -> None:
    del app.jinja_env.globals["settings"]
    page = client.page("/nowhere", status=404)
    assert page.h1 == "Page not found"
    assert "Reference:" in page.text


def test_a_program_that_asks_for_json_gets_json(client: CheckedClient) -> None:
    answer = client.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.json is not None
    assert answer.json["status"] == 404
    assert answer.json["reference"] == answer.headers["X-Request-ID"]


def test_a_wrong_method_says_which_are_right(client: CheckedClient) -> None:
    response = client.get("/trial/stateless")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_form_that_is_too_large_is_explained(app: Flask, client: CheckedClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 100
    assert client.post("/trial", data={"story": "x" * 200}).status_code == 413


def test_busy_and_limited_answers_say_when_to_come_back(client: CheckedClient) -> None:
    assert client.get("/trial/fails/unavailable").headers["Retry-After"] == "30"


def test_no_page_blames_the_person_or_speaks_of_errors() -> None:
    for page in PAGES.values():
        words = f"{page.title} {page.happened} {page.next_step}".lower()
        assert not re.search(r"\b(error|invalid|please|illegal|forbidden|sorry)\b", words), words
