"""A month before stewards stop vouching for something, those who run the listing hear of it, once."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.stewardship.claims import propose_claim
from directory.moderation.stewardship.codes import ClaimState, QualityKind
from directory.moderation.stewardship.ending_claims import warn_of_endings
from directory.moderation.stewardship.letters import HANDLERS
from directory.moderation.stewardship.models import QualityClaim
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient

DEMENTIA = QualityKind.DEMENTIA_FRIENDLY


@pytest.fixture
def claim(session: Session, tea: Service, provider: User, at: datetime) -> QualityClaim:
    """Vouched for until thirty days from now."""
    made = propose_claim(session, tea, DEMENTIA, evidence="All of us were trained", user=provider, at=at)
    made.state, made.checked_on = ClaimState.CONFIRMED, date(2024, 2, 4)
    made.expires_on = at.date() + timedelta(days=30)
    session.flush()
    return made


def letters_left(session: Session) -> list[OutboxMessage]:
    return session.query(OutboxMessage).filter(OutboxMessage.topic == "keepers.quality_claim_ending").all()


def test_its_people_are_told_a_month_before_and_once(
    app: Flask, session: Session, claim: QualityClaim, provider: User, at: datetime
) -> None:
    warn_of_endings(session, at - timedelta(days=1))
    assert not letters_left(session)
    warn_of_endings(session, at)
    warn_of_endings(session, at + timedelta(days=1))
    (message,) = letters_left(session)
    HANDLERS[message.topic](session, message.payload, at)
    (letter,) = app.extensions["mailman"].outbox
    assert letter.to == [provider.email]
    assert claim.reference in letter.subject
    assert f"/listings/{claim.service_id}/quality-claims" in letter.body


def test_nobody_is_told_while_a_new_claim_waits(
    session: Session, claim: QualityClaim, tea: Service, provider: User, at: datetime
) -> None:
    propose_claim(session, tea, DEMENTIA, evidence="Trained anew", user=provider, at=at)
    warn_of_endings(session, at)
    assert not letters_left(session)


def test_a_claim_that_was_taken_back_meanwhile_needs_no_letter(
    app: Flask, session: Session, claim: QualityClaim, at: datetime
) -> None:
    warn_of_endings(session, at)
    claim.state = ClaimState.WITHDRAWN
    (message,) = letters_left(session)
    HANDLERS[message.topic](session, message.payload, at)
    assert not app.extensions["mailman"].__dict__.get("outbox", [])


def test_the_provider_s_page_of_a_listing_leads_there_and_says_until_when(
    client: CheckedClient, claim: QualityClaim, tea: Service, provider: User
) -> None:
    client.sign_in(provider)
    page = client.page(f"/provider/listings/{tea.id}")
    assert "Dementia friendly : a steward vouches for it" in page.text
    claims = client.page(page.links["Claim or renew something"])
    assert claims.links["Back to Tea on Tuesdays"] == f"/provider/listings/{tea.id}"
