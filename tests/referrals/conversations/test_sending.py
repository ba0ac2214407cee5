"""Copies of a plan: nobody is written to who does not want it, and nothing personal is in what is written."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.notifications.texts import texts_sent
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.work import ActionKind
from directory.referrals.conversations.codes import Held
from directory.referrals.conversations.operations import add_action
from directory.referrals.conversations.plan.sending import HANDLERS, ask_for_copy, forget_copies, why_held
from directory.referrals.models import Conversation, Person, PlanCopy
from tests.referrals.conversations.conftest import LUNCH

W = ContactWay


@pytest.fixture
def told(session: Session, connector: User, talk: Conversation, tea: Service, at: datetime) -> Conversation:
    """They were told about the listing."""
    add_action(session, talk, ActionKind.SIGNPOST, by=connector, at=at, need=LUNCH, service_id=tea.id)
    return talk


def ask(session: Session, talk: Conversation, person: Person, way: ContactWay, by: User, at: datetime) -> PlanCopy:
    return ask_for_copy(session, talk, person, way, is_agreed=True, by=by, at=at)


def one(session: Session) -> PlanCopy:
    session.expire_all()
    return session.scalars(select(PlanCopy)).one()


@pytest.mark.parametrize(
    ("changes", "way", "held"),
    [
        ({"contact_ways": ["no_contact"]}, W.POST, Held.NO_CONTACT),
        ({"contact_ways": ["phone"]}, W.EMAIL, Held.NOT_THIS_WAY),
        ({"communication": {"letter_only": ""}}, W.EMAIL, Held.NOT_THIS_WAY),
        ({"communication": {"email_only": ""}, "contact_ways": ["phone"]}, W.EMAIL, None),
        ({"safety": {"write": "no"}}, W.POST, Held.NOT_SAFE),
        ({"safety": {"write": "no"}}, W.EMAIL, Held.NOT_SAFE),
        ({"safety": {"leave_message": "no"}}, W.MOBILE_TEXT, Held.NOT_SAFE),
        ({"safety": {"leave_message": "no"}}, W.EMAIL, None),
        ({"phone": None}, W.MOBILE_TEXT, Held.NO_ADDRESS),
        ({"email": None}, W.EMAIL, Held.NO_ADDRESS),
        ({}, W.POST, None),
    ],
)
def test_a_way_is_closed_by_what_the_record_says(changes: dict[str, Any], way: ContactWay, held: Held | None) -> None:
    facts = {"phone": "07700 900123", "email": "e@example.org", "address": "1 Low Street"}
    person = Person(**{"contact_ways": [], "safety": {}, "communication": {}, **facts, **changes})
    assert why_held(person, way) is held


def test_a_row_that_waits_holds_an_id_and_nothing_else(
    session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    copy = ask(session, told, edith, W.EMAIL, connector, at)
    message = session.scalars(select(OutboxMessage)).one()
    assert (message.topic, message.payload) == ("plan_copy", {"copy": str(copy.id)})


@pytest.mark.requirement("A094")
def test_the_letter_holds_the_listing_and_nothing_of_the_person(
    app: Flask, session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    ask(session, told, edith, W.EMAIL, connector, at)
    session.commit()
    assert deliver(session, HANDLERS, at=at).sent == 1
    (mail,) = app.extensions["mailman"].outbox
    whole = f"{mail.subject}\n{mail.body}"
    assert mail.to == ["edith@example.org"]
    assert "Tea on Tuesdays" in mail.body
    assert "01632 960012" in mail.body
    for personal in ("Edith", "Example", "07700", "edith@", "NG18", "Low Street", "Company", "Eating together"):
        assert personal not in whole
    assert one(session).sent_at == at


@pytest.mark.requirement("A079")
def test_the_text_holds_name_and_number_of_the_listing(
    app: Flask, session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    ask(session, told, edith, W.MOBILE_TEXT, connector, at)
    session.commit()
    deliver(session, HANDLERS, at=at)
    ((to, words),) = texts_sent()
    assert to == "07700900123"
    assert "Tea on Tuesdays, 01632 960012" in words
    assert not any(personal in words for personal in ("Edith", "NG18", "Company", "Eating"))


def test_a_sensitive_subject_is_in_no_letter(
    app: Flask, session: Session, talk: Conversation, tea: Service, edith: Person, connector: User, at: datetime
) -> None:
    add_action(session, talk, ActionKind.SIGNPOST, by=connector, at=at, need="safe.domestic", service_id=tea.id)
    ask(session, talk, edith, W.EMAIL, connector, at)
    session.commit()
    deliver(session, HANDLERS, at=at)
    (mail,) = app.extensions["mailman"].outbox
    assert "Tea on Tuesdays" not in mail.body


def test_whoever_changed_their_mind_before_it_left_is_not_written_to(
    app: Flask, session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    ask(session, told, edith, W.EMAIL, connector, at)
    edith.contact_ways = ["no_contact"]
    session.commit()
    deliver(session, HANDLERS, at=at)
    assert getattr(app.extensions["mailman"], "outbox", []) == []
    assert (one(session).sent_at, one(session).held) == (None, "no_contact")


def test_a_copy_for_somebody_erased_goes_nowhere(
    app: Flask, session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    ask(session, told, edith, W.EMAIL, connector, at)
    told.person_id = None
    session.commit()
    deliver(session, HANDLERS, at=at)
    assert getattr(app.extensions["mailman"], "outbox", []) == []
    assert one(session).held == "gone"


def test_a_copy_leaves_once_though_the_worker_comes_twice(
    app: Flask, session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    copy = ask(session, told, edith, W.EMAIL, connector, at)
    session.commit()
    for _ in range(2):
        HANDLERS["plan_copy"](session, {"copy": str(copy.id)}, at)
    assert len(app.extensions["mailman"].outbox) == 1


def test_it_takes_their_asking(
    session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask_for_copy(session, told, edith, W.EMAIL, is_agreed=False, by=connector, at=at)
    assert refused.value.field == "is_agreed"


def test_what_left_four_weeks_ago_is_forgotten_and_what_waits_is_not(
    session: Session, told: Conversation, edith: Person, connector: User, at: datetime
) -> None:
    ask(session, told, edith, W.EMAIL, connector, at).sent_at = at
    waiting = ask(session, told, edith, W.POST, connector, at)
    forget_copies(session, at + timedelta(days=29))
    assert one(session).id == waiting.id
