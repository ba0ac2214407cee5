"""Whatever stands in a box or an address, the answer fits: a clear page, the words kept, nothing that breaks."""

import html
import re

import pytest
from flask.testing import FlaskClient

from directory.extensions import limiter
from directory.search.criteria import Criteria
from directory.web.access import Audience
from tests.client import CheckedClient
from tests.journeys.addresses import Addresses
from tests.journeys.words import ODD, UNREADABLE, WORDS, in_address
from tests.page import Page

HERE = {"base_url": "https://waypost.test", "buffered": True}
#: Every argument an address may carry, and some that none does.
ARGUMENTS = (
    "q", "near", "radius", "sort", "page", "view", "need", "for", "age", "day", "time", "open", "cost", "how", "access",
    "meet", "transport", "language", "type", "area", "verified", "tier", "status", "shortlist", "code", "name", "kind",
    "q[]", "need[0]", "unknown",
)  # fmt: skip


def boxes(page: Page) -> dict[str, str]:
    """What stands in the search form."""
    return next(form.values for form in page.forms if form.action == "/search")


every_words = pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))


def kept(words: str, key: str) -> str:
    """The words as the boxes keep them."""
    criteria, _ = Criteria.from_args({key: words}, Audience.EVERYONE)
    return criteria.words if key == "q" else criteria.near


@every_words
def test_any_words_are_searched_for_and_stay_in_the_box(visitor: CheckedClient, words: str) -> None:
    page = visitor.page(f"/search?q={in_address(words)}")
    assert boxes(page)["q"] == kept(words, "q")
    assert "<script>alert" not in page.html


@every_words
def test_any_words_as_a_place_are_answered_and_stay_in_the_box(visitor: CheckedClient, words: str) -> None:
    response = visitor.get(f"/search?q=falls&near={in_address(words)}")
    page = Page(response.text)
    place = kept(words, "near")
    assert response.status_code == (422 if place else 200)
    assert boxes(page) == boxes(page) | {"q": "falls", "near": place}
    assert not place or len(page.errors) == 1
    assert "ring" in page.text.casefold()


@pytest.mark.parametrize("path", ["/search", "/search/points"])
def test_any_words_as_any_argument_are_answered(quick: FlaskClient, path: str) -> None:
    odd = []
    for argument in ARGUMENTS if path == "/search/points" else ARGUMENTS[:6]:
        for words in list(WORDS.values())[::3]:
            status = quick.get(f"{path}?{argument}={in_address(words)}", **HERE).status_code
            if status not in (200, 422):
                odd.append((argument, words[:20], status))
    assert odd == []


#: Pages behind a first step, a code or a password: without it they lead back to it.
BETWEEN = (
    "accounts.code",
    "accounts.recovery_code",
    "accounts.set_up",
    "referring.my_status",
    "referring.my_request_form",
)


def test_no_address_breaks_on_what_is_asked_of_it(quick: FlaskClient, addresses: Addresses) -> None:
    questions = [f"{key}={in_address(words)}" for words in WORDS.values() for key in ("q", "near", "page")][::5]
    odd = []
    for endpoint, path in addresses.read.items():
        limiter.reset()
        allowed = 303 if endpoint in BETWEEN else 200
        for question in (*questions, *ODD, "near=NG18&page=-5", "page=99999999999999999999", "near=JE2+3AA"):
            status = quick.get(f"{path}?{question}", **HERE).status_code
            if status not in (200, 404, 422, 429, allowed):
                odd.append((path, question[:40], status))
    assert odd == []


@pytest.mark.parametrize("question", UNREADABLE)
def test_what_cannot_be_read_is_refused_in_plain_words_everywhere(
    quick: FlaskClient, addresses: Addresses, question: str
) -> None:
    for path in addresses.read.values():
        response = quick.get(f"{path}?{question}", **HERE)
        assert response.status_code == 400, path
        assert "We could not read that request" in response.text


def test_no_part_of_an_address_breaks_it(quick: FlaskClient, addresses: Addresses) -> None:
    parts = [in_address(words[:200]) for words in WORDS.values()] + [
        "%00", "%FF", "00000000-0000-0000-0000-000000000000", "0198-not-an-id", "99999999999999999999999", "-1", "0",
        "{00000000-0000-0000-0000-000000000000}", "00000000000000000000000000000000", "%2e%2e%2f", "..%5c",
    ]  # fmt: skip
    odd = []
    for path in {*addresses.read.values(), *addresses.sent.values()}:
        pieces = path.split("/")
        for place in range(1, len(pieces)):
            limiter.reset()
            for part in parts[:: 1 if len(pieces) > 2 else 4]:
                asked = "/".join([*pieces[:place], part, *pieces[place + 1 :]])
                status = quick.get(asked, **HERE).status_code
                if status not in (200, 303, 308, 400, 404, 405, 429):
                    odd.append((asked[:80], status))
    assert odd == []


@pytest.mark.parametrize("page", ["-1", "0", "nan", "1e9", "99999999999999999999", "٣", "2;DROP", "", "1.5", "+2"])
def test_any_page_number_leads_to_a_page_of_the_results(visitor: CheckedClient, page: str) -> None:
    found = visitor.page(f"/search?q=falls&page={in_address(page)}")
    assert re.search(r"/listings/[0-9a-f-]{36}", found.html)


@pytest.mark.parametrize("radius", ["0", "-3", "101", "1e3", "nan", "99999999999", "ten", "5 miles"])
def test_an_absurd_distance_is_left_out_and_said(visitor: CheckedClient, radius: str) -> None:
    page = visitor.page(f"/search?q=falls&near=Mansfield&radius={in_address(radius)}")
    assert "choose between 1 and 100 miles" in page.text


def test_unknown_filters_and_values_are_left_out_and_said(visitor: CheckedClient) -> None:
    page = visitor.page("/search?q=falls&colour=blue&cost=priceless&need=health.falls&need=health.falls&tier=delay")
    assert "We left out “colour”" in page.text
    assert "We left out “priceless” under “Cost”" in page.text
    assert "We left out “tier”" in page.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("NG18 9ZZ9", "was not found"),
        ("NG199 1AA", "was not found"),
        ("ZZ1 1ZZ", "Postcode ZZ1 1ZZ was not found"),
        ("BT1 5GS", "Northern Ireland postcodes need another licence"),
        ("JE2 3AA", "Waypost has no map data for Jersey"),
        ("GY1 1AA", "Waypost has no map data for Guernsey"),
        ("IM1 1AA", "Waypost has no map data for the Isle of Man"),
        ("Mansfeild", "Place “Mansfeild” was not found"),
        ("91.0,-1.2", "not in the United Kingdom"),
        ("51.5,200", "not in the United Kingdom"),
        ("0,0", "not in the United Kingdom"),
        ("nan,nan", "was not found"),
        ("inf,-inf", "was not found"),
        ("1e5,1e5", "was not found"),
    ],
)
def test_a_place_that_is_none_is_said_and_never_shown_as_no_results(
    visitor: CheckedClient, words: str, sentence: str
) -> None:
    page = visitor.page(f"/search?q=falls&near={in_address(words)}", status=422)
    assert sentence in page.errors[0]
    assert boxes(page)["q"] == "falls"
    assert "No results" not in page.text


@pytest.mark.parametrize(("words", "offered"), [("NG18 9ZZ", None), ("Mansfeild", "Mansfield"), ("NG999", "NG")])
def test_a_slip_is_met_with_places_to_choose_or_taken_for_what_was_meant(
    visitor: CheckedClient, words: str, offered: str | None
) -> None:
    response = visitor.get(f"/search?q=falls&near={in_address(words)}")
    assert response.status_code in (200, 422)
    if offered:
        assert any(offered in link for link in Page(response.text).links)


def test_the_map_does_not_pretend_that_an_unknown_place_is_everywhere(visitor: CheckedClient) -> None:
    response = visitor.get("/search/points?near=Nowhereatall", headers={"Accept": "application/json"})
    assert response.status_code == 422
    assert "was not found" in response.get_json()["detail"]


def test_what_a_template_engine_would_run_is_only_words(visitor: CheckedClient) -> None:
    page = visitor.page("/search?q={{config}}{{7*7}}")
    assert boxes(page)["q"] == "{{config}}{{7*7}}"
    assert html.escape("{{config}}") in page.html
