"""/missing/<ticket>/promise: a way to be told, kept apart, locked, and erased at one tap."""

from datetime import datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.needs.codes import PromiseState
from directory.needs.models import Promise
from tests.client import CheckedClient
from tests.needs.conftest import DISTRICT, Send
from tests.page import Page

NUMBER = "07700 900123"


@pytest.fixture
def address(town: Area, send: Send) -> str:
    """The page after somebody told what is missing."""
    told = send("/missing", {"need": "connect.lunch", "place": "NG18 1AA", "reason": "cost"})
    return str(told.location)


@pytest.mark.requirement("A114")
def test_somebody_leaves_a_number_and_no_name(
    client: CheckedClient, session: Session, address: str, send: Send, at: datetime
) -> None:
    answer = send(f"{address}/promise", {"contact": NUMBER})
    assert (answer.status_code, answer.location) == (303, address)
    kept = session.scalars(select(Promise)).one()
    assert (kept.contact, kept.called, kept.person_id, kept.state) == (NUMBER, None, None, PromiseState.WAITING)
    assert (kept.need, kept.district_code) == ("connect.lunch", DISTRICT)
    stored = session.execute(text("SELECT contact FROM promise")).scalar_one()
    assert NUMBER not in stored
    page = client.page(address)
    assert "We will tell you when something opens" in page.text
    assert NUMBER not in page.html


def test_it_is_erased_at_one_tap(client: CheckedClient, session: Session, address: str, send: Send) -> None:
    send(f"{address}/promise", {"contact": NUMBER, "called": "Edith"})
    assert send(address, {}).status_code == 303
    kept = session.scalars(select(Promise)).one()
    assert (kept.contact, kept.called, kept.state) == (None, None, PromiseState.NOT_WANTED)
    assert "Your number or address is erased." in client.page(address).text
    assert client.post(f"{address}/promise/removal", token=False).status_code == 409


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ("", "Enter a phone number or an email address"),
        ("ring me", "Enter a phone number or an email address"),
        ("123456", "Enter a phone number or an email address"),
        ("edith@", "Enter a phone number or an email address"),
    ],
)
def test_what_reaches_nobody_is_asked_again(
    session: Session, address: str, send: Send, contact: str, sentence: str
) -> None:
    answer = send(f"{address}/promise", {"contact": contact})
    assert (answer.status_code, Page(answer.get_data(as_text=True)).errors) == (422, [sentence])
    assert session.scalars(select(Promise)).all() == []


def test_two_numbers_for_one_need_are_one_too_many(address: str, send: Send) -> None:
    send(f"{address}/promise", {"contact": NUMBER})
    assert send(f"{address}/promise", {"contact": "edith@example.org"}).status_code == 409


def test_a_program_is_not_believed(session: Session, address: str, send: Send) -> None:
    assert send(f"{address}/promise", {"contact": NUMBER}, after=1).status_code == 422
    assert send(f"{address}/promise", {"contact": NUMBER, "homepage": "x"}).status_code == 422
    assert session.scalars(select(Promise)).all() == []


def test_nothing_to_erase_is_nothing(client: CheckedClient, address: str) -> None:
    assert client.post(f"{address}/promise/removal", token=False).status_code == 404
