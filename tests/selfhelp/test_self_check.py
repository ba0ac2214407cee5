"""Not sure what you need? Twelve plain questions lead to help in three groups; nothing is stored."""

import json
import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.roles import Permission
from directory.listings.codes import Visibility
from directory.listings.models import Service
from directory.search import asking
from directory.selfhelp.models import Shortlist, ShortlistItem
from directory.selfhelp.self_check import MOST_NEEDS, Moment, Reply, questions, summary
from directory.settings import ROOT
from directory.taxonomy.models import TaxonomyTerm
from tests.client import CheckedClient
from tests.factories import listings as factory


def replies(*chosen: tuple[str, str]) -> list[Reply]:
    """The replies of some questions."""
    return [
        reply
        for question in questions()
        for reply in question.chosen([code for name, code in chosen if name == question.code])
    ]


@pytest.mark.requirement("A140")
def test_there_are_between_eight_and_twelve_questions_and_each_may_be_skipped(client: CheckedClient) -> None:
    assert 8 <= len(questions()) <= 12
    page = client.page("/self-check")
    assert len(page.all(".//fieldset")) == len(questions())
    assert page.all(".//*[@required]") == []


@pytest.mark.requirement("A141")
def test_company_is_asked_about_sideways_before_it_is_asked_about_directly() -> None:
    codes = [question.code for question in questions()]
    assert codes.index("left_out") < codes.index("lonely")
    assert codes.index("more") == 0, "what somebody would like comes before anything that is hard"
    spoken = [question.ask + question.hint for question in questions() if question.code != "lonely"]
    spoken += [reply.words + reply.said for question in questions() for reply in question.replies]
    assert [words for words in spoken if re.search(r"\blonel|\bisolat", words)] == []


def test_every_answer_leads_to_needs_that_exist() -> None:
    known = {need["code"] for need in json.loads((ROOT / "seeds/taxonomy/needs.json").read_text("utf-8"))["needs"]}
    named = {
        need
        for question in questions()
        for reply in question.replies
        for needs in (reply.needs or {}).values()
        for need in needs
    }
    assert named <= known
    assert len(named) > 25


def test_a_reply_that_leads_somewhere_says_so_back_and_no_other_does() -> None:
    for question in questions():
        for reply in question.replies:
            assert bool(reply.said) == bool(reply.needs), (question.code, reply.code)


def test_a_need_stands_once_at_the_earliest_moment() -> None:
    told = summary(replies(("changed", "ill"), ("remember", "much"), ("steady", "fallen"), ("left_out", "often")))
    every = [need for needs in told.needs.values() for need in needs]
    assert len(every) == len(set(every))
    assert "health.falls" in told.needs[Moment.NOW]
    assert told.needs[Moment.PLAN] == ("plan.ahead", "equip.tec")
    assert "memory.dementia" in told.needs[Moment.ASK]


def test_what_several_answers_name_comes_first_and_no_group_overwhelms() -> None:
    told = summary([reply for question in questions() for reply in question.replies])
    assert told.needs[Moment.NOW][0] == "connect.groups"
    assert all(len(needs) <= MOST_NEEDS for needs in told.needs.values())


def test_two_answers_to_a_question_that_takes_one_count_as_one() -> None:
    assert [reply.code for reply in replies(("steady", "unsure"), ("steady", "fallen"))] == ["unsure"]


@pytest.mark.requirement("A036")
def test_two_needs_lead_to_help_with_both_and_to_the_right_to_an_assessment(
    client: CheckedClient, session: Session, app: Flask, taxonomies: None
) -> None:
    by_code = {need.code: need for need in session.scalars(select(TaxonomyTerm))}
    for name, need in (("Steady Steps", "health.falls"), ("Kettle club", "connect.befriending")):
        factory.tag(session, factory.service(session, name), by_code[need])
    session.commit()
    assert app.test_cli_runner().invoke(args=["reindex", "--quick"]).exit_code == 0
    answers = {"steady": "fallen", "lonely": "often"}
    page = client.post("/self-check", data=answers, token=False).get_data(as_text=True)
    assert "Steady Steps" in page
    assert "Kettle club" in page
    assert "assessment" in page
    alone = client.post("/self-check", data={"steady": "fallen"}, token=False).get_data(as_text=True)
    assert "Kettle club" not in alone


@pytest.mark.usefixtures("taxonomies", "indexed")
def test_answers_are_said_back_and_kept_nowhere(client: CheckedClient, session: Session) -> None:
    response = client.post("/self-check", data={"steady": "fallen", "lonely": "often"}, token=False)
    assert "You have fallen." in response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    assert session.scalar(select(func.count(Shortlist.id))) == 0


@pytest.mark.usefixtures("taxonomies")
def test_somebody_of_staff_is_shown_what_everybody_may_keep(
    app: Flask, client: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    falls = session.scalars(select(TaxonomyTerm).where(TaxonomyTerm.code == "health.falls")).one()
    for name in ("Falls pathway one", "Falls pathway two"):
        factory.tag(session, factory.service(session, name, visibility=Visibility.PROFESSIONAL), falls)
    factory.tag(session, factory.service(session, "Steady on your feet"), falls)
    session.commit()
    app.test_cli_runner().invoke(args=["reindex", "--quick"])
    monkeypatch.setattr(asking, "viewer", lambda: Permission.SEE_PROFESSIONAL)
    page = client.post("/self-check", data={"steady": "unsure"}, token=False).get_data(as_text=True)
    assert "Steady on your feet" in page
    assert "We know of nothing listed" not in page
    assert "Falls pathway" not in page


def test_nobody_sends_the_answers_from_another_site(client: CheckedClient) -> None:
    response = client.post("/self-check", data={"steady": "fallen"}, from_elsewhere=True)
    assert response.status_code == 403


def test_keeping_puts_every_listing_on_the_list(
    client: CheckedClient, session: Session, tea: Service, walk: Service
) -> None:
    response = client.post("/self-check/list", data={"service_id": [str(tea.id), str(walk.id)]})
    assert (response.status_code, response.headers["Location"]) == (303, "/shortlist?shortlist=saved")
    assert set(session.scalars(select(ShortlistItem.service_id))) == {tea.id, walk.id}


@pytest.mark.parametrize("given", ["", "not-an-id", "018f0000-0000-7000-8000-000000000000"])
def test_what_is_no_listing_cannot_be_kept(client: CheckedClient, session: Session, given: str) -> None:
    assert client.post("/self-check/list", data={"service_id": given} if given else {}).status_code == 404
    assert session.scalar(select(func.count(Shortlist.id))) == 0


@pytest.mark.usefixtures("taxonomies")
def test_no_answer_at_all_brings_the_questions_back_with_the_place(client: CheckedClient) -> None:
    response = client.post("/self-check", data={"near": "NG18", "steady": "no-such-answer"}, token=False)
    text = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Answer at least one question." in text


def test_two_panels_of_danger_are_told_apart_by_their_names(client: CheckedClient) -> None:
    page = client.page("/self-check")
    form = next(form for form in page.forms if "safe" in form.names)
    gravest = {name: page.all(f".//input[@name='{name}']")[-1].get("value") for name in ("days", "safe")}
    ids = re.findall(r'id="(urgent-heading[^"]*)"', client.post(form.action, data=gravest).get_data(as_text=True))
    assert len(ids) == len(set(ids)) == 2
