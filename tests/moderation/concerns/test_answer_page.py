"""A steward reads a concern in the browser, answers it, and puts the listing right in the same minute."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.accounts.models import User
from directory.listings.editing import read_content, versions_of, write_content
from directory.listings.models import Service
from directory.moderation.concerns.codes import ConcernKind, ConcernStatus
from directory.moderation.concerns.models import Concern
from directory.moderation.concerns.operations import close_concern, raise_concern
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.page import Page, SentForm


@pytest.fixture
def concern(session: Session, tea: Service, at: datetime) -> Concern:
    return raise_concern(
        session, service=tea, kind=ConcernKind.WRONG_CONTACT, text="Nobody answers", email="ann@example.org", at=at
    )


def the_form(page: Page) -> SentForm:
    return next(form for form in page.forms if form.action.endswith("/answer"))


def send(client: CheckedClient, concern: Concern, values: dict[str, Any]) -> TestResponse:
    form = the_form(client.page(f"/staff/concerns/{concern.id}"))
    return client.post(form.action, data=form.values | values, token=False)


def test_it_is_answered_and_the_reporter_hears(
    client: CheckedClient, steward: User, concern: Concern, tea: Service, session: Session
) -> None:
    client.sign_in(steward)
    assert "Nobody answers" in client.page(f"/staff/concerns/{concern.id}").text
    answer = send(client, concern, {"outcome": "The number was old", "phone": "0115 496 0777"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/queue?done=answered")
    session.expire_all()
    assert (concern.status, concern.closed_by) == (ConcernStatus.CLOSED, steward.actor)
    assert read_content(session, tea.id)["phones"] == [{"number": "0115 496 0777", "kind": "voice"}]
    assert versions_of(session, tea.id)[0].why == f"Concern {concern.reference}"
    topics = session.scalars(select(OutboxMessage.topic)).all()
    assert "reporter.concern_answered" in topics
    assert "The number was old" in client.page(f"/concerns/{concern.reference}").text


def test_an_answer_alone_changes_nothing(
    client: CheckedClient, steward: User, concern: Concern, tea: Service, session: Session
) -> None:
    client.sign_in(steward)
    assert send(client, concern, {"outcome": "It is right"}).status_code == 303
    assert versions_of(session, tea.id) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"outcome": ""}, "Enter what you found and did"),
        ({"outcome": "x", "phone": "ring us"}, "Enter a phone number"),
        ({"outcome": "x", "url": "javascript:alert(1)"}, "Enter a web address"),
        ({"outcome": "x", "email": "nobody"}, "Enter an email address"),
    ],
)
def test_what_is_refused_and_said(
    client: CheckedClient, steward: User, concern: Concern, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(steward)
    answer = send(client, concern, values)
    assert answer.status_code == 422
    assert Page(answer.text).errors[0].startswith(sentence)


def test_a_listing_changed_meanwhile_is_not_written_over(
    client: CheckedClient, steward: User, concern: Concern, tea: Service, session: Session, at: datetime
) -> None:
    client.sign_in(steward)
    form = the_form(client.page(f"/staff/concerns/{concern.id}"))
    write_content(session, tea, {"alert": "Closed for painting"}, by="user:8", at=at)
    late = client.post(form.action, data=form.values | {"outcome": "Ring first", "alert": "Ring first"}, token=False)
    assert late.status_code == 409
    page = Page(late.text)
    assert "Closed for painting" in page.text
    assert the_form(page).values["outcome"].strip() == "Ring first"
    session.expire_all()
    assert concern.status is ConcernStatus.NEW


def test_answered_by_a_colleague_first(
    client: CheckedClient, steward: User, concern: Concern, session: Session, at: datetime
) -> None:
    client.sign_in(steward)
    form = the_form(client.page(f"/staff/concerns/{concern.id}"))
    close_concern(session, concern, outcome="Done", by="user:8", at=at)
    late = client.post(form.action, data=form.values | {"outcome": "My words"}, token=False)
    assert late.status_code == 409
    assert "You had written: “My words”" in Page(late.text).text


def test_others_are_kept_out(client: CheckedClient, provider: User, area_steward: User, concern: Concern) -> None:
    address = f"/staff/concerns/{concern.id}"
    assert client.get(address).status_code == 303
    client.sign_in(provider)
    assert client.get(address).status_code == 403
    client.sign_in(area_steward)
    assert client.get(address).status_code == 404
    assert client.get(f"/staff/concerns/{uuid4()}").status_code == 404
