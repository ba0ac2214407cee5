"""Somebody says how it was: on a page, by phone with the same fields, without a name; stewards read it, words go."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.feedback.codes import Rating, Told
from directory.moderation.feedback.models import Feedback
from directory.moderation.feedback.operations import KEPT, Said, forget_feedback, keep_feedback
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.moderation.conftest import Send

ANSWER = {
    "rating": "good",
    "text": "Warm, and somebody met me",
    "age": "older_80",
    "groups": ["carer", "hearing_loss"],
}


@pytest.mark.requirement("A170")
def test_what_is_told_by_phone_is_kept_with_the_same_fields(
    client: CheckedClient, session: Session, send: Send, tea: Service, connector: User
) -> None:
    way = f"/listings/{tea.id}/feedback/new"
    assert send(way, ANSWER).status_code == 303
    online = fields(client, way)
    client.sign_in(connector)
    assert fields(client, way) - online == {"told"}
    assert send(way, ANSWER | {"told": "phone"}).status_code == 303
    first, second = session.scalars(select(Feedback).order_by(Feedback.id)).all()
    assert same(first) == same(second) == (Rating.GOOD, ANSWER["text"], ["older_80", "hearing_loss", "carer"], tea.id)
    assert (first.told, first.taken_by) == (Told.ONLINE, None)
    assert (second.told, second.taken_by) == (Told.PHONE, connector.actor)


def fields(client: CheckedClient, way: str) -> set[str]:
    """What the form asks."""
    return set(next(form for form in client.page(way).forms if form.method == "post").names)


def same(kept: Feedback) -> tuple[Any, ...]:
    return kept.rating, kept.text, kept.groups, kept.service_id


@pytest.mark.requirement("A170")
def test_the_way_to_help_is_told_of_with_one_answer(session: Session, send: Send, client: CheckedClient) -> None:
    answer = send("/feedback/new", {"rating": "poor"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback/thanks")
    kept = session.scalars(select(Feedback)).one()
    assert (kept.service_id, kept.listing_name, kept.groups, kept.text) == (None, "", [], None)
    assert "Your words are shown on no page" in client.page("/feedback/thanks").text


def test_a_listing_and_every_page_lead_there(client: CheckedClient, tea: Service) -> None:
    page = client.page(f"/listings/{tea.id}")
    assert {"Tell us how it was", "Tell us how it went"} <= set(page.links)
    assert "Warm, and somebody met me" not in page.text


def test_without_an_answer_the_words_are_kept(send: Send) -> None:
    answer = send("/feedback/new", {"text": "Warm"})
    assert answer.status_code == 422
    assert "Select how it was" in answer.get_data(as_text=True)
    assert "Warm</textarea>" in answer.get_data(as_text=True)


def test_whoever_writes_it_down_says_how_it_was_told(send: Send, client: CheckedClient, connector: User) -> None:
    client.sign_in(connector)
    assert "Select how they told you" in send("/feedback/new", ANSWER).get_data(as_text=True)


def test_what_is_not_listed_or_hidden_is_not_found(client: CheckedClient, session: Session) -> None:
    assert client.get(f"/listings/{uuid4()}/feedback/new").status_code == 404


@pytest.fixture
def said(session: Session, tea: Service, at: datetime) -> Feedback:
    """Something about a listing in one district."""
    make.area(session, DISTRICT, "Mansfield")
    make.held_at(session, tea, make.location(session, 53.1, -1.2, district_code=DISTRICT))
    return keep_feedback(session, Said(Rating.MIXED, "Hard to find"), service=tea, at=at)


def test_a_steward_reads_it_once(client: CheckedClient, session: Session, steward: User, said: Feedback) -> None:
    client.sign_in(steward)
    assert "Hard to find" in client.page("/staff/feedback").text
    way = f"/staff/feedback/{said.id}/reading"
    assert client.post(way).status_code == 303
    assert client.post(way).status_code == 409
    session.expire_all()
    assert said.read_by == steward.actor
    assert client.post(f"/staff/feedback/{uuid4()}/reading").status_code == 404
    assert client.get("/staff/feedback?page=9").status_code == 404


def test_a_steward_of_one_area_reads_what_is_about_it(
    client: CheckedClient, session: Session, area_steward: User, said: Feedback, at: datetime
) -> None:
    elsewhere = keep_feedback(session, Said(Rating.POOR, "Too far"), service=make.service(session, "Far"), at=at)
    client.sign_in(area_steward)
    text = client.page("/staff/feedback").text
    assert "Hard to find" in text
    assert "Too far" not in text
    assert client.post(f"/staff/feedback/{elsewhere.id}/reading").status_code == 404


def test_nobody_else_reads_it(client: CheckedClient, connector: User, commissioner: User, said: Feedback) -> None:
    assert client.get("/staff/feedback").status_code == 303
    for user in (connector, commissioner):
        client.sign_in(user)
        assert client.get("/staff/feedback").status_code == 403
        assert client.post(f"/staff/feedback/{said.id}/reading").status_code == 403


def test_words_are_erased_after_a_year_and_the_count_stays(session: Session, said: Feedback, at: datetime) -> None:
    assert said.district_code == DISTRICT
    assert forget_feedback(session, at + KEPT).startswith("0")
    assert forget_feedback(session, at + KEPT + timedelta(seconds=1)).startswith("1")
    assert (said.text, said.rating) == (None, Rating.MIXED)
