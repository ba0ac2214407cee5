"""GET /search: how it says it understood the words, and lets each guess be put right with one tap."""

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory import clock
from directory.extensions import db
from directory.geo.models import AreaType, PlaceName
from directory.search import explaining
from directory.search.answering.blending import SURE
from directory.search.operations import rebuild
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page
from tests.search.mansfield import Mansfield, mansfield

ONE_BOX = "/search?q=falls+class+in+mansfield+on+tuesday,+not+online"


@pytest.fixture
def town(session: Session, app: Flask) -> Mansfield:
    return mansfield(session, app)


def understood(page: Page) -> str:
    """What the page says of how it understood."""
    found = page.all(".//section[@class='wp-understood']")
    return Page.text_of(found[0]) if found else ""


def test_place_day_and_refusal_are_understood_from_one_box(town: Mansfield, client: CheckedClient) -> None:
    page = client.page(ONE_BOX)
    assert "near Mansfield" in page.h1
    assert "near Mansfield, with those on Tuesday higher up. Not online." in understood(page)
    assert "Steady Steps" in page.text


@pytest.mark.parametrize(
    ("name", "code"),
    [("Undo: near Mansfield", "place"), ("Undo: on Tuesday", "day:tue"), ("Undo: Not online", "not:how:online.video")],
)
def test_each_guess_is_undone_by_one_link(town: Mansfield, client: CheckedClient, name: str, code: str) -> None:
    link = client.page(ONE_BOX).links[name]
    assert f"without={code}" in link.replace("%3A", ":")
    assert name not in client.page(link).links


def test_a_need_is_guessed_and_can_be_taken_back(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=dad+keeps+falling+over")
    assert "Showing help with “worried about falling”" in understood(page)
    without = client.page(page.links["Undo: “Worried about falling”"])
    assert "worried about falling" not in understood(without).split("Or did you mean")[0]


def test_no_need_is_said_to_be_meant_that_the_answer_did_not_act_on() -> None:
    assert explaining._is_sure((("memory.dementia", SURE),))
    assert not explaining._is_sure((("memory.dementia", SURE - 0.01), ("skills.digital", 0.05)))


def test_a_wish_becomes_a_filter_with_one_tap(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls+near+mansfield+on+tuesday")
    chosen = client.page(page.links["on Tuesday"])
    assert chosen.links["Remove filter: On Tuesday"]
    assert "Undo: on Tuesday" not in chosen.links


def test_what_no_result_is_known_to_meet_is_said(town: Mansfield, client: CheckedClient) -> None:
    assert "We know of none on Sunday." in understood(client.page("/search?q=falls+sunday"))


def test_what_was_typed_can_be_searched_for_exactly(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=fals+in+mansfield")
    exact = client.page(page.links["Search instead for exactly what I typed"])
    assert "Showing exactly what you typed." in exact.text
    assert "near Mansfield" not in exact.h1
    assert "in place of" not in exact.text
    assert "near Mansfield" in client.page(exact.links["Let us guess what you mean"]).h1


def test_a_search_in_which_nothing_was_guessed_says_nothing(town: Mansfield, client: CheckedClient) -> None:
    assert understood(client.page("/search?q=zzqqx")) == ""
    assert understood(client.page("/search?near=Mansfield")) == ""


def test_a_place_in_the_box_wins_over_one_in_the_words(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls+in+mansfield&near=NG18")
    assert page.h1.endswith("near NG18")
    assert "We looked near NG18, as the place box says, and not near Mansfield." in page.text
    same = client.page("/search?q=falls+in+mansfield&near=Mansfield")
    assert "as the place box says" not in same.text
    assert "“falls” near Mansfield" in same.h1


def test_a_bare_name_beside_a_filled_box_stays_a_word(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=mansfield+falls&near=NG18")
    assert "“mansfield falls” near NG18" in page.h1
    assert "as the place box says" not in page.text


def test_namesakes_in_the_words_are_offered_and_can_be_no_place(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls+in+sutton")
    assert page.h1 == "Which place do you mean?"
    assert "more than one place called “Sutton”" in page.text
    chosen = client.page(page.links["Sutton, Nottinghamshire"])
    assert chosen.h1.endswith("“falls” near Sutton, Nottinghamshire")
    assert "place box" not in chosen.text
    word = client.page(page.links["None of these: it is no place"])
    assert "sutton" in word.h1


@pytest.mark.parametrize("query", ["q=falls+near+me", "q=falls&near=near+me", "q=falls+nearby"])
def test_near_me_asks_where(town: Mansfield, client: CheckedClient, query: str) -> None:
    page = client.page(f"/search?{query}")
    assert "To see what is near you first, type your town or postcode" in page.text
    assert page.links["Near where?"] == "#near"
    assert "Falls advice line" in page.text


def test_a_county_with_its_villages_is_no_fault(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls+in+mansfield+derbyshire")
    assert "near Mansfield" in page.h1


def test_guesses_go_with_pages_filters_and_order(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=falls+mansfield+tuesday&without=day:tue")
    form = next(form for form in page.forms if "cost" in form.names)
    assert form.values["without"] == "day:tue"
    assert "without=day:tue" in page.links["Latest checked"].replace("%3A", ":")


def test_danger_is_not_said_back(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=my+husband+hits+me+in+mansfield")
    assert "If you are being hurt or controlled" in page.text
    assert "Showing what may help near Mansfield." in understood(page)
    assert "hits" not in page.h1 + understood(page)
    assert "Emergency: Leave this site" in page.links


def test_danger_that_finds_nothing_is_not_told_so_nor_to_check_its_spelling(
    town: Mansfield, client: CheckedClient
) -> None:
    page = client.page("/search?q=kil+myself+zzqqx&near=NG18")
    assert page.h1 == "Somebody can help you"
    assert "Check the spelling" not in page.text
    assert "zzqqx" not in page.text
    assert "Nothing in the directory fits" not in page.text
    assert "/searches/missing" not in [form.action for form in page.forms]


def test_danger_that_finds_nothing_is_shown_who_helps_with_it(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=my+husband+hits+me+zzqqx&near=NG18&day=sun")
    assert "Others who can help" in page.text
    assert "Without your filters there is this" in page.text
    assert town.refuge.name in page.text


def test_danger_far_from_any_known_place_can_still_leave_at_once(town: Mansfield, client: CheckedClient) -> None:
    page = client.page("/search?q=my+husband+hits+me&near=Zzqqxton", status=422)
    assert "Emergency: Leave this site" in page.links
    assert "Search everywhere" in page.links
    page = client.page("/search?q=my+husband+hits+me&near=Sutton")
    assert "Emergency: Leave this site" in page.links


@pytest.mark.parametrize("query", ["without=%20", "without=" + "x" * 99, "exact=yes", "without=a&without=b", "exact=1"])
def test_odd_arguments_are_answered_with_a_page(town: Mansfield, client: CheckedClient, query: str) -> None:
    client.page(f"/search?q=falls+in+mansfield&{query}")


def test_understanding_a_place_asks_the_database_no_more_than_a_place_box(
    town: Mansfield, client: CheckedClient, app: Flask
) -> None:
    client.get("/search?q=falls+in+mansfield")
    asked: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    client.get("/search?q=falls+in+mansfield")
    in_words = len(asked)
    asked.clear()
    client.get("/search?q=falls&near=mansfield")
    assert in_words == len(asked)


def test_a_rare_word_leads_to_a_question(town: Mansfield, client: CheckedClient, session: Session, app: Flask) -> None:
    for number in range(20):
        make.service(session, f"Knitting group {number}")
    make.service(session, "Knotting evening")
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    page = client.page("/search?q=knotting+in+mansfield")
    assert "Did you mean knitting in mansfield?" in understood(page)
    assert "“knitting” near Mansfield" in client.page(page.links["knitting in mansfield"]).h1


@pytest.mark.parametrize("query", ["q=falls+in+nottinghamshire", "q=falls&near=Notts"])
def test_a_county_is_searched_as_a_whole_and_is_no_filter(
    town: Mansfield, client: CheckedClient, session: Session, app: Flask, query: str
) -> None:
    county = make.area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY)
    facts = {"kind": "county", "source": "geonames", "external_id": county.code}
    session.add(
        PlaceName(name="Nottinghamshire", folded_name="nottinghamshire", latitude=53.1, longitude=-1.0, **facts)
    )
    make.covers(session, town.visitor, county)
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    page = client.page(f"/search?{query}")
    assert page.h1.endswith("“falls” in Nottinghamshire")
    assert "Falls visits" in page.text
    assert not [name for name in page.links if name.startswith("Remove filter")]


def test_help_of_the_kind_is_not_taken_for_the_very_thing(
    town: Mansfield, client: CheckedClient, session: Session, app: Flask
) -> None:
    make.synonyms(session, "falls", needs=("health.falls",), resident=("falls", "tightrope"))
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    page = client.page("/search?q=tightrope+in+mansfield")
    assert "None of these mentions “tightrope”, but one of them may fit." in page.text
    assert "None of these mentions" not in client.page("/search?q=falls+in+mansfield").text


def test_what_nobody_runs_may_be_the_very_thing_too(
    town: Mansfield, client: CheckedClient, session: Session, app: Flask
) -> None:
    make.synonyms(session, "falls", needs=("health.falls",), resident=("falls", "tightrope"))
    town.classes.organization_id, town.classes.description = None, "We end with a tightrope on the floor."
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    page = client.page("/search?q=tightrope+in+mansfield")
    assert "Steady Steps" in page.text
    assert "None of these mentions" not in page.text
