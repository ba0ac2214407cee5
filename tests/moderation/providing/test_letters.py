"""Letters: the quarterly one with thanks and figures, the stop link at its foot, and those about claims and endings."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.providing.models import Claim, ListingUse
from directory.moderation.providing.quarterly.links import stop_token
from directory.moderation.providing.quarterly.operations import TOPIC, leave_quarterly_letters, wants_letters
from directory.moderation.providing.quarterly.quarters import ended_before, quarter_called
from directory.notifications import outbox
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def lead(provider: User, club: Service) -> User:
    """Leads the club since long ago."""
    provider.created_at = LONG_AGO
    return provider


def posted(app: Flask) -> list[Any]:
    """What the mail transport was given."""
    return list(app.extensions["mailman"].__dict__.get("outbox", []))


def left(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)))


@pytest.mark.parametrize(
    ("today", "code", "words"),
    [
        (date(2026, 1, 5), "2025-Q4", "October to December 2025"),
        (date(2026, 4, 1), "2026-Q1", "January to March 2026"),
        (date(2026, 12, 31), "2026-Q3", "July to September 2026"),
    ],
)
def test_the_quarter_that_has_ended(today: date, code: str, words: str) -> None:
    quarter = ended_before(today)
    assert (quarter.code, quarter.words) == (code, words)
    assert quarter_called(code) == quarter
    assert quarter.start < quarter.end <= today


def test_each_lead_gets_one_letter_a_quarter(session: Session, lead: User, at: datetime) -> None:
    assert leave_quarterly_letters(session, at) == "1 letters of 2025-Q4 left for sending"
    assert leave_quarterly_letters(session, at + timedelta(days=1)).startswith("0 letters")
    assert [message.payload for message in left(session)] == [{"user_id": str(lead.id), "quarter": "2025-Q4"}]


def test_whoever_came_later_or_shows_nothing_gets_none(
    session: Session, lead: User, club: Service, at: datetime
) -> None:
    lead.created_at = at
    session.flush()
    assert leave_quarterly_letters(session, at).startswith("0 letters")
    lead.created_at, club.listing_status = LONG_AGO, ListingStatus.ARCHIVED
    session.flush()
    assert leave_quarterly_letters(session, at).startswith("0 letters")


def test_the_letter_thanks_tells_figures_and_names_nobody(
    app: Flask, session: Session, lead: User, club: Service, at: datetime
) -> None:
    session.add(ListingUse(service_id=club.id, month=date(2025, 11, 1), views=41))
    session.add(ListingUse(service_id=club.id, month=date(2026, 1, 1), views=1000))
    leave_quarterly_letters(session, at)
    session.commit()
    outbox.deliver(session, HANDLERS, at=at)
    (letter,) = posted(app)
    assert letter.to == [lead.email]
    assert "Thank you" in letter.subject
    body = letter.body
    assert "Monday bingo\n  Opened 41 times. Checked" in body
    assert "https://waypost.test/provider/letters/" in body
    assert lead.name not in body
    assert lead.email not in body


@pytest.mark.requirement("A045")
def test_letters_stop_with_one_button_and_come_again_with_another(
    client: CheckedClient, session: Session, lead: User, at: datetime
) -> None:
    address = f"/provider/letters/{stop_token(lead.id)}"
    assert client.page(address).h1 == "Stop these letters?"
    assert wants_letters(session, lead.id)
    assert client.submit(address).status_code == 303
    session.expire_all()
    assert not wants_letters(session, lead.id)
    assert leave_quarterly_letters(session, at).startswith("0 letters")
    assert client.page(address).h1 == "You get no more of these letters"
    client.submit(address)
    session.expire_all()
    assert wants_letters(session, lead.id)


def test_a_stop_link_that_is_not_ours_leads_nowhere(client: CheckedClient) -> None:
    assert client.get("/provider/letters/made-up").status_code == 404
    assert client.post("/provider/letters/made-up/stop").status_code == 404


def test_a_letter_that_was_left_before_they_stopped_is_not_sent(
    app: Flask, session: Session, lead: User, client: CheckedClient, at: datetime
) -> None:
    leave_quarterly_letters(session, at)
    client.submit(f"/provider/letters/{stop_token(lead.id)}")
    outbox.deliver(session, HANDLERS, at=at)
    assert posted(app) == []


def test_letters_about_a_claim_hold_a_reference_and_a_link_only(
    app: Flask, client: CheckedClient, session: Session, club: Service, provider: User, nobody_in_particular: User,
    steward: User, at: datetime,
) -> None:  # fmt: skip
    club.url = "https://bingo.example/"
    client.sign_in(nobody_in_particular)
    values = {"role_there": "runs_it", "work_email": "ann@bingo.example", "words": "Ask Jean"}
    client.submit(f"/listings/{club.id}/claims/new", values)
    claim = session.scalars(select(Claim)).one()
    outbox.deliver(session, HANDLERS, at=at)
    client.sign_in(steward)
    client.submit(f"/staff/claims/{claim.id}", {"answer": "editor"})
    outbox.deliver(session, HANDLERS, at=at)
    sent = {letter.to[0]: letter.subject + letter.body for letter in posted(app)}
    assert set(sent) >= {"ann@bingo.example", nobody_in_particular.email, provider.email}
    for words in sent.values():
        assert "bingo" not in words.replace("bingo.example", "").lower()
        assert "Jean" not in words
        assert nobody_in_particular.name not in words
