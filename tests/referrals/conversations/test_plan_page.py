"""The person's own copy: in their words, in a form they can read, and sent the way they want."""

from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.work import ActionKind
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import Conversation, Person, PlanCopy
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.conversations.conftest import LUNCH

COPIES = {"way": "mobile_text", "is_agreed": "y"}


@pytest.fixture
def told(session: Session, connector: User, talk: Conversation, tea: Service, at: datetime) -> Conversation:
    """They were told about the listing."""
    add_action(session, talk, ActionKind.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    return talk


def of(talk: Conversation, part: str = "plan") -> str:
    return f"/conversations/{talk.id}/{part}"


def test_it_is_in_their_words_with_everything_to_go_there(work: CheckedClient, told: Conversation) -> None:
    page = work.page(of(told))
    (plan,) = [part for part in page.all(".//div") if "wp-plan" in (part.get("class") or "").split()]
    words = Page.text_of(plan)
    assert "Company at the table" in words
    assert "You could try Tea on Tuesdays." in words
    assert "01632 960012" in words
    assert "Monday 19 January 2026" in words
    assert "Edith" not in words
    assert page.title.startswith("Your plan")


@pytest.mark.requirement("A061")
def test_it_says_that_a_full_assessment_can_be_asked_for(work: CheckedClient, told: Conversation) -> None:
    assert "You can ask the council for a care and support assessment" in work.page(of(told)).text


@pytest.mark.requirement("A094")
def test_it_comes_in_large_print_when_that_is_recorded(work: CheckedClient, told: Conversation, edith: Person) -> None:
    edith.communication = {"large_print": "24 point"}
    page = work.page(of(told))
    assert [part for part in page.all(".//div") if "wp-plan--24" in (part.get("class") or "").split()]


def test_it_comes_as_plain_text_for_a_reader_or_for_braille(work: CheckedClient, told: Conversation) -> None:
    answer = work.get(of(told, "plan.txt"))
    words = answer.get_data(as_text=True)
    assert answer.mimetype == "text/plain"
    assert "1. You could try Tea on Tuesdays.\nPhone: 01632 960012" in words
    assert "Edith" not in words + answer.headers["Content-Disposition"]


def test_it_is_sent_when_they_asked_for_it(work: CheckedClient, session: Session, told: Conversation) -> None:
    answer = work.post(of(told, "copies"), data=COPIES)
    assert answer.status_code == 303
    assert session.scalars(select(PlanCopy)).one().way == "mobile_text"
    assert "on its way" in work.page(of(told)).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"is_agreed": "y"}, "Select how they would like it"),
        ({"way": "email"}, "Ask them first, and tick that they asked for it"),
    ],
)
def test_it_is_not_sent_without_a_way_or_their_asking(
    work: CheckedClient, session: Session, told: Conversation, sent: dict[str, str], words: str
) -> None:
    answer = work.post(of(told, "copies"), data=sent)
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [words])
    assert session.scalars(select(PlanCopy)).all() == []


def test_a_closed_way_is_not_offered_and_says_why(
    work: CheckedClient, session: Session, told: Conversation, edith: Person
) -> None:
    edith.contact_ways = ["post"]
    page = work.page(of(told))
    assert "Email: they do not want to be reached this way." in page.text
    assert work.post(of(told, "copies"), data=COPIES).status_code == 422
    assert session.scalars(select(PlanCopy)).all() == []


def test_without_a_name_it_can_be_printed_and_not_sent(work: CheckedClient, nameless: Conversation) -> None:
    assert "so it can only be printed" in work.page(of(nameless)).text
    assert work.post(of(nameless, "copies"), data=COPIES).status_code == 409


def test_nobody_else_reads_it(
    client: CheckedClient, told: Conversation, other_connector: User, commissioner: User
) -> None:
    client.sign_in(other_connector)
    for address in (of(told), of(told, "plan.txt"), of(uuid4_talk())):
        assert client.get(address).status_code == 404
    assert client.post(of(told, "copies"), data=COPIES).status_code == 404
    client.sign_in(commissioner)
    assert client.get(of(told)).status_code == 403


def uuid4_talk() -> Conversation:
    """One that never was."""
    return Conversation(id=uuid4())
