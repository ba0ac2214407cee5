"""GET /search: what answers, and what is said when nothing does."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.extensions import db
from directory.settings import Settings
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page
from tests.search.mansfield import Mansfield, mansfield


@pytest.fixture
def town(session: Session, app: Flask) -> Mansfield:
    return mansfield(session, app)


def card(page: Page, name: str) -> str:
    """The words of one card."""
    cards = [item for item in page.all(".//li[@class='wp-card']") if name in Page.text_of(item)]
    assert len(cards) == 1, f"{len(cards)} cards name {name}"
    return Page.text_of(cards[0])


def test_it_says_what_it_understood(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=NG18")
    assert page.h1 == "3 ways to get help with “falls” near NG18"


def test_a_card_says_who_when_where_how_far_and_what_it_costs(town: Mansfield, client: CheckedClient) -> None:
    words = card(client.page("/search?q=falls&near=NG18"), "Steady Steps")
    for said in (
        "Firm Footing", "Gentle exercise for falls", "Next: tomorrow, Tuesday, 10am", "Quarry Rooms, Mansfield",
        "under half a mile", "£3.50", "Someone will meet you the first time", "Waiting list: three weeks",
        "Helps with: Worried about falling", "Checked 3 weeks ago",
    ):  # fmt: skip
        assert said in words


def test_a_phone_line_is_kept_in_a_local_search_and_labelled(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=NG18")
    assert "By phone" in card(page, "Falls advice line")
    assert page.links["0115 496 0615 extension 2"] == "tel:01154960615,2"


def test_a_home_visitor_is_labelled(town: Mansfield, client: CheckedClient) -> None:
    assert "Comes to your home" in card(client.page("/search?q=falls&near=NG18"), "Falls visits")


def test_a_hidden_address_is_nowhere_on_the_page(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=safe+place&near=NG18")
    assert "Address kept private" in card(page, "Harbour Rooms")
    for secret in ("Secret House", "Warsop", "1 High Street"):
        assert secret not in page.html


def test_a_hidden_address_is_not_on_the_map_either(town: Mansfield, client: CheckedClient) -> None:
    assert client.get("/search/points?q=safe+place&near=NG18").get_json()["places"] == []


def test_the_map_shows_the_results_that_have_a_place(town: Mansfield, client: CheckedClient) -> None:
    answer = client.get("/search/points?q=falls&near=NG18").get_json()
    assert answer["places"] == [[53.15, -1.196, "Steady Steps", f"/listings/{town.classes.id}"]]
    assert answer["centre"] == [53.144, -1.196]
    assert answer["is_cut"] is False


def test_a_map_without_tiles_is_drawn_on_towns_and_districts(
    town: Mansfield, client: CheckedClient, session: Session
) -> None:
    ashfield = make.area(session, "E07000170", "Ashfield")
    ashfield.geometry = {"type": "Polygon", "coordinates": [[[-1.3, 53.1], [-1.2, 53.1], [-1.2, 53.2], [-1.3, 53.1]]]}
    far = make.area(session, "E07000105", "Ashford")
    far.geometry = {"type": "Polygon", "coordinates": [[[0.8, 51.1], [0.9, 51.1], [0.9, 51.2], [0.8, 51.1]]]}
    answer = client.get("/search/points?q=falls&near=NG18").get_json()
    assert [name for _, _, name in answer["towns"]] == ["Mansfield", "Sutton"]
    assert [outline["coordinates"][0][0] for outline in answer["outlines"]] == [[-1.3, 53.1]]


def test_places_are_offered_while_one_is_typed(town: Mansfield, client: CheckedClient) -> None:
    assert client.get("/search/places?near=mans").get_json() == {"places": ["Mansfield, Nottinghamshire"]}
    assert client.get("/search/places?near=ng1").get_json() == {"places": ["NG18"]}
    assert client.get("/search/places").get_json() == {"places": []}


def test_each_filter_in_force_can_be_taken_away(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=NG18&cost=free")
    assert page.links["Remove filter: Free"] == "/search?q=falls&near=NG18"


def test_age_not_stated_is_said_only_when_age_was_asked_for(town: Mansfield, client: CheckedClient) -> None:
    assert "Age not stated" not in client.page("/search?q=falls&near=NG18").text
    page = client.page("/search?q=falls&near=NG18&age=65")
    assert "Age not stated" in card(page, "Falls advice line")
    assert "Age not stated" not in card(page, "Steady Steps")


def test_filters_are_a_plain_form_that_keeps_words_and_place(town: Mansfield, client: CheckedClient) -> None:
    form = next(form for form in client.page("/search?q=falls&near=NG18").forms if "cost" in form.names)
    assert (form.values["q"], form.values["near"]) == ("falls", "NG18")


def test_an_unknown_filter_is_named_and_left_out(town: Mansfield, client: CheckedClient) -> None:
    assert "We left out “colour”" in client.page("/search?q=falls&colour=blue").text


def test_namesakes_are_offered_as_links(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=Sutton")
    assert page.h1 == "Which place do you mean?"
    assert page.links["Sutton, Nottinghamshire"] == "/search?q=falls&near=Sutton,+Nottinghamshire"


def test_an_unknown_postcode_is_said_beside_the_box_and_the_words_are_kept(
    town: Mansfield, client: CheckedClient
) -> None:
    page = client.page("/search?q=falls&near=ZZ99+9ZZ", status=422)
    assert len(page.errors) == 1
    assert "ZZ99 9ZZ" in page.errors[0]
    assert page.forms[0].values["q"] == "falls"
    assert page.links["Search everywhere for “falls”"] == "/search?q=falls"


def test_finding_nothing_is_said_honestly_with_what_to_try(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=zzqqx&near=NG18")
    assert page.h1 == "We found nothing for “zzqqx” near NG18"
    assert "People who can help you look" in page.text
    assert "Falls advice line" in page.text
    assert "/suggestions/new" in page.links.values()


def test_filters_that_leave_nothing_are_taken_off_on_offer(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls&near=NG18&day=sun")
    assert "Without your filters there is this" in page.text
    assert "Steady Steps" in page.text


@pytest.mark.requirement("A061")
def test_the_right_to_an_assessment_is_told(town: Mansfield, client: CheckedClient) -> None:
    assert client.page("/search?q=falls").links["How to ask for an assessment"] == "/assessment"


def test_despair_shows_who_to_ring_first_and_is_not_said_back(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=I+want+to+die&near=NG18")
    assert page.text.index("You can talk to somebody now") < page.text.index(page.h1)
    assert "die" not in page.h1
    assert "Emergency: Leave this site" in page.links


def test_an_ordinary_search_shows_no_urgent_panel(town: Mansfield, client: CheckedClient) -> None:
    assert "You can talk to somebody now" not in client.page("/search?q=falls").text


def test_a_broken_index_is_never_no_results(town: Mansfield, client: CheckedClient, settings: Settings) -> None:
    _lose(settings.index_dir)
    page = client.page("/search?q=falls&near=NG18", status=503)
    assert page.h1 == "Search is being mended"
    assert "0115 496 0000" in page.text
    assert "nothing" not in page.h1
    assert page.forms[0].values["q"] == "falls"


def _lose(index_dir: Path) -> None:
    shutil.rmtree(index_dir)


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=';+DROP+TABLE+service;--",
        "q=***+%3F%3F&near=%25",
        "q=🧓🏽🚶&near=🏠",
        "q=مساعدة",
        "q=%E2%80%AEsllaf",
        "q=falls&page=-3",
        "q=falls&page=99999999999",
        "radius=-1&sort=sideways&age=old",
        "near=BT1+1AA",
        "near=JE2+3AB",
        "q=<script>alert(1)</script>",
    ],
)
def test_nonsense_is_answered_with_a_page(town: Mansfield, client: CheckedClient, query: str) -> None:
    response = client.get(f"/search?{query}")
    assert response.status_code in (200, 422)
    assert "<script>alert" not in response.text


def test_a_page_past_the_end_is_the_last_one(town: Mansfield, client: CheckedClient) -> None:
    assert "Steady Steps" in client.page("/search?q=falls&page=400").text


def test_staff_filters_are_not_offered_to_visitors(town: Mansfield, client: CheckedClient) -> None:
    names = set().union(*(form.names for form in client.page("/search?q=falls").forms))
    assert not {"tier", "status"} & names


def test_reading_results_leaves_no_cookie(town: Mansfield, client: CheckedClient) -> None:
    assert "Set-Cookie" not in client.get("/search?q=falls&near=NG18").headers


def test_a_results_page_asks_the_database_at_most_six_questions(
    town: Mansfield, client: CheckedClient, app: Flask
) -> None:
    client.get("/search?q=falls&near=Mansfield")
    asked: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    client.get("/search?q=falls&near=Mansfield")
    questions = [statement for statement in asked if not statement.startswith("BEGIN")]
    assert 0 < len(questions) <= 6, questions
