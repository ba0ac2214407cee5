"""The letter that asks for a return: one a quarter to each lead, with an address, a way to stop it and no number."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.listings.models import Organization
from directory.moderation.providing.quarterly.operations import stop_letters
from directory.needs.returns.asking import TOPIC, ask_for_returns
from directory.needs.returns.lines import is_open, open_until, quarter_of
from directory.notifications.models import OutboxMessage
from tests.factories import listings as make

MAY = datetime(2026, 5, 12, 10, tzinfo=UTC)


def sent(app: Flask) -> list[Any]:
    """What the mail transport was given."""
    return list(app.extensions["mailman"].__dict__.get("outbox", []))


def test_each_organisation_is_asked_once_a_quarter(
    session: Session, provider: User, other_provider: User, organization: Organization
) -> None:
    make.service(session, "Tuesday table", organization_id=organization.id)
    assert ask_for_returns(session, MAY) == "1 letters about returns of 2026-Q1 left for sending"
    assert ask_for_returns(session, MAY + timedelta(days=1)).startswith("0 letters")
    assert ask_for_returns(session, MAY + timedelta(days=80)).startswith("1 letters")


def test_whoever_came_after_the_quarter_is_not_asked_about_it(
    session: Session, provider: User, organization: Organization
) -> None:
    make.service(session, "Tuesday table", organization_id=organization.id)
    provider.created_at = MAY
    session.flush()
    assert ask_for_returns(session, MAY).startswith("0 letters")


def test_the_letter_holds_the_quarter_an_address_and_a_way_to_stop_it(
    app: Flask, session: Session, provider: User, organization: Organization
) -> None:
    make.service(session, "Tuesday table", organization_id=organization.id)
    ask_for_returns(session, MAY)
    payload = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)).one().payload
    HANDLERS[TOPIC](session, payload, MAY)
    letter = sent(app)[-1]
    assert f"/provider/returns/{organization.id}/2026-Q1" in letter.body
    assert "30 June 2026" in letter.body
    assert "List-Unsubscribe" in letter.extra_headers
    assert "Tuesday table" not in letter.body
    stop_letters(session, provider.id, at=MAY)
    before = len(sent(app))
    HANDLERS[TOPIC](session, payload, MAY)
    assert len(sent(app)) == before


def test_a_return_is_open_until_the_next_quarter_ends() -> None:
    quarter = quarter_of("2025-Q4")
    assert quarter is not None
    assert open_until(quarter).isoformat() == "2026-03-31"
    assert is_open(quarter, open_until(quarter))
    assert not is_open(quarter, open_until(quarter) + timedelta(days=1))
    assert not is_open(quarter, quarter.end - timedelta(days=1))
