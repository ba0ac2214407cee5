"""Somebody may be at risk: who to tell comes first, and nothing of it is kept."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.referrals.models import Conversation, Person
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.conversations.conftest import only_talk

NEW, SENT = "/conversations/worries/new", "/conversations/worries"


def test_the_page_says_whom_to_ring_and_has_no_box_for_words(work: CheckedClient) -> None:
    page = work.page(NEW)
    assert "999" in page.text
    assert "0115 496 0000" in page.text
    assert not page.all(".//textarea")
    assert not [field for field in page.all(".//main//input") if field.get("type") == "text"]


def test_that_it_was_passed_on_is_kept_with_the_conversation(
    work: CheckedClient, session: Session, talk: Conversation
) -> None:
    answer = work.post(SENT, data={"conversation": str(talk.id), "passed_to": "adults"})
    assert answer.location == f"/conversations/{talk.id}"
    assert only_talk(session).passed_to == "adults"
    assert "A worry about harm was passed to" in work.page(f"/conversations/{talk.id}").text


def test_it_needs_neither_conversation_nor_person(work: CheckedClient, session: Session) -> None:
    assert work.post(SENT, data={"passed_to": "police"}).status_code == 303
    assert (only_talk(session).passed_to, only_talk(session).person_id) == ("police", None)


def test_about_somebody_it_is_kept_with_them(work: CheckedClient, session: Session, edith: Person) -> None:
    work.post(SENT, data={"person": str(edith.id), "passed_to": "manager"})
    assert only_talk(session).person_id == edith.id


def test_to_whom_it_was_passed_is_asked_for(work: CheckedClient, talk: Conversation) -> None:
    answer = work.post(SENT, data={"conversation": str(talk.id)})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, ["Select who you passed it to"])
    assert page.forms[0].values["conversation"] == str(talk.id)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_sees_it(
    client: CheckedClient, talk: Conversation, other_connector: User, provider: User, method: str
) -> None:
    address = f"{NEW if method == 'get' else SENT}?conversation={talk.id}"
    assert client.open(address, method=method).status_code == 303
    client.sign_in(other_connector)
    assert client.open(address, method=method, data={"passed_to": "police"}).status_code == 404
    client.sign_in(provider)
    assert client.open(address, method=method).status_code == 403
