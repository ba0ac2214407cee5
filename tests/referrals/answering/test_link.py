"""Answering by a link: the letter names nobody, a code opens it, one answer ends it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts.models import User
from directory.db import new_id
from directory.listings.models import Service
from directory.notifications.outbox import put
from directory.notifications.texts import texts_sent
from directory.referrals.agreement.ledger import withdraw
from directory.referrals.answering import topics
from directory.referrals.answering.links import MOST_WRONG, enter, make_code, new_link
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ReferralStatus, Source
from directory.referrals.models import Person, ProviderLink, Referral, ReferralInbox
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.referrals.answering.conftest import AT, INBOX, MATTERS, NAME, PHONE

S = ReferralStatus
Send = Callable[[], None]


@pytest.fixture
def link(session: Session, referral: Referral, inbox: ReferralInbox) -> str:
    return f"/referral-answers/{new_link(session, referral, inbox, at=clock.now())}"


@pytest.fixture
def opened(app: Flask, client: CheckedClient, sent: Send, link: str) -> str:
    """The link after its code was typed."""
    client.submit(link)
    sent()
    code = code_of(app)
    client.submit(link, {"code": code}, form=1)
    return link


def letters_sent(app: Flask) -> list[object]:
    """Every letter that left; the box is made with the first."""
    return list(getattr(app.extensions["mailman"], "outbox", ()))


def code_of(app: Flask) -> str:
    with app.app_context():
        (_to, words) = texts_sent()[-1]
    found = re.search(r"\d{6}", words)
    assert found
    return found.group()


def test_no_letter_leaves_once_agreement_was_taken_back(
    app: Flask, session: Session, edith: Person, referral: Referral, inbox: ReferralInbox, sent: Send
) -> None:
    put(session, topics.SENT, {"referral": str(referral.id)}, at=AT)
    withdraw(session, edith, [Purpose.THIS_PROVIDER], channel=Channel.PHONE, by="user:x", at=clock.now())
    sent()
    assert not letters_sent(app)


@pytest.mark.parametrize("is_told", [True, False])
def test_a_partner_is_written_to_only_where_the_person_agreed_to_that(
    app: Flask, session: Session, edith: Person, service: Service, referrer: User, sent: Send, *, is_told: bool
) -> None:
    theirs = people.referral(session, referrer, edith, service, AT, source=Source.PARTNER, status=S.ACCEPTED)
    if is_told:
        people.agreed(session, edith, theirs, AT, Purpose.TELL_REFERRER_OUTCOME)
    put(session, topics.MOVED, {"referral": str(theirs.id)}, at=AT)
    sent()
    assert len(letters_sent(app)) == is_told


def test_the_letter_holds_a_reference_and_a_link_and_names_nobody(
    app: Flask, session: Session, referral: Referral, inbox: ReferralInbox, sent: Send
) -> None:
    put(session, topics.SENT, {"referral": str(referral.id)}, at=AT)
    sent()
    (letter,) = app.extensions["mailman"].outbox
    whole = letter.subject + letter.body
    assert letter.to == [INBOX]
    assert referral.reference in whole
    assert "/referral-answers/" in whole
    assert not [word for word in (NAME, "Edith", PHONE, MATTERS, referral.service.name) if word in whole]


def test_nothing_of_the_person_is_shown_before_the_code(client: CheckedClient, link: str, referral: Referral) -> None:
    page = client.page(link)
    assert referral.reference in page.text
    for address in (f"{link}/referral", f"{link}/acceptance", f"{link}/refusal"):
        answer = client.get(address)
        assert answer.status_code in (303, 404)
        assert NAME not in answer.get_data(as_text=True)
    assert client.post(f"{link}/refusal", data={"declined": "full"}, token=False).status_code == 404


def test_a_code_opens_it_and_opening_is_being_seen(
    app: Flask, client: CheckedClient, session: Session, opened: str, referral: Referral
) -> None:
    page = client.page(f"{opened}/referral")
    assert NAME in page.text
    assert MATTERS in page.text
    assert "24 point" in page.text
    assert "bluebell" in page.text
    assert "edith.zzyzx@example.org" not in page.text, "was not among what she agreed to share"
    assert NAME not in page.title
    session.expire_all()
    assert session.get_one(Referral, referral.id).status is S.ACKNOWLEDGED
    other = app.test_client()
    assert NAME not in other.get(f"{opened}/referral", base_url="https://waypost.test").get_data(as_text=True)


def test_one_answer_ends_the_link(client: CheckedClient, session: Session, opened: str, referral: Referral) -> None:
    answer = client.submit(f"{opened}/refusal", {"declined": "full", "terms": "y"})
    assert answer.status_code == 303
    assert client.page(answer.location).h1 == "Thank you"
    session.expire_all()
    assert session.get_one(Referral, referral.id).status is S.NOT_ACCEPTED
    assert NAME not in client.get(f"{opened}/referral").get_data(as_text=True)
    assert client.get(f"{opened}/acceptance").status_code == 404
    assert "has done its work" in client.page(opened).text


def test_the_terms_are_accepted_at_the_first_answer(
    client: CheckedClient, session: Session, opened: str, referral: Referral
) -> None:
    refused = client.submit(f"{opened}/refusal", {"declined": "full", "words": "We have six people waiting"})
    assert refused.status_code == 422
    assert "We have six people waiting" in refused.get_data(as_text=True)
    session.expire_all()
    assert session.get_one(Referral, referral.id).status is S.ACKNOWLEDGED


def test_wrong_codes_are_counted_and_end_the_link(
    app: Flask, client: CheckedClient, session: Session, sent: Send, link: str
) -> None:
    client.submit(link)
    sent()
    right = code_of(app)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(MOST_WRONG):
        assert client.submit(link, {"code": wrong}, form=1).status_code == 422
    assert client.submit(link, {"code": right}, form=1).status_code == 409
    session.expire_all()
    assert session.scalars(select(ProviderLink)).one().entry_hash is None


def test_an_old_code_does_not_open(app: Flask, client: CheckedClient, sent: Send, link: str) -> None:
    client.submit(link)
    sent()
    code = code_of(app)
    with clock.stopped_at(clock.now() + timedelta(minutes=16)):
        assert client.submit(link, {"code": code}, form=1).status_code == 422


def test_a_newer_letter_ends_the_older_link(
    client: CheckedClient, session: Session, referral: Referral, inbox: ReferralInbox, link: str
) -> None:
    newer = new_link(session, referral, inbox, at=clock.now())
    assert "has done its work" in client.page(link).text
    assert "Send me a code" in client.page(f"/referral-answers/{newer}").text


def test_after_withdrawal_the_page_says_only_that(
    client: CheckedClient, session: Session, opened: str, referral: Referral, edith: Person, connector: User
) -> None:
    withdraw(
        session,
        edith,
        [Purpose.THIS_PROVIDER],
        channel=Channel.PHONE,
        by=connector.actor,
        at=clock.now(),
        referral=referral,
    )
    text = client.page(f"{opened}/referral").text
    assert "has withdrawn their agreement" in text
    assert not [word for word in (NAME, PHONE, MATTERS, "bluebell", "24 point") if word in text]
    assert client.post(f"{opened}/refusal", data={"declined": "full", "terms": "y"}, token=False).status_code == 409


@pytest.mark.parametrize("token", ["nonsense", "A" * 43])
def test_a_link_we_never_sent_is_404(client: CheckedClient, token: str) -> None:
    assert client.get(f"/referral-answers/{token}").status_code == 404
    assert client.get(f"/referral-answers/{token}/referral").status_code == 404


def test_a_code_on_its_way_opens_the_link_though_the_keys_are_changed(ring: str, session: Session) -> None:
    link = ProviderLink(id=new_id(), expires_at=AT + timedelta(days=1), wrong_codes=0)
    code = make_code(session, link, at=AT)
    encryption.use_keys(f"{encryption.new_key()},{ring}", "")
    assert enter(session, link, code, at=AT)
