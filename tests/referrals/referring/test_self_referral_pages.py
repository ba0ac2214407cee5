"""Somebody refers themselves, and looks up how it goes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.extensions import db
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.referrals.agreement.ledger import may_share
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.referral import Mover, ReferralStatus, Source
from directory.referrals.models import Agreement, Person, Referral, ReferralInbox
from directory.referrals.moves import move
from directory.referrals.referring.receipt_codes import WRONG, code_of
from directory.referrals.referring.referring_oneself import stop_sharing
from directory.referrals.told import Told
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page

S = ReferralStatus
TOLD = {
    "what_matters": "I would like company",
    "name": "Edith Example",
    "phone": "01623 555012",
    "leave_message": "no",
    "born": "2 March 1948",
    "communication": ["large_print"],
    "is_agreed": "y",
}


@pytest.fixture(autouse=True)
def for_everybody(service: Service) -> None:
    """People may refer themselves to the club."""
    service.access_routes = ["self_online"]


def opened(client: CheckedClient, service: Service) -> Page:
    """The page, opened a while before it is sent."""
    with clock.stopped_at(clock.now() - timedelta(seconds=40)):
        return client.page(f"/listings/{service.id}/referrals/new")


def send(client: CheckedClient, service: Service, **values: Any) -> Any:
    form = opened(client, service).forms[0]
    return client.post(form.action, data={**form.values, **TOLD, **values}, token=False)


def the_only(session: Session) -> Referral:
    return session.scalars(select(Referral)).one()


def look_up(client: CheckedClient, session: Session, known: str = "2/3/1948") -> Any:
    return client.submit("/my-referral", {"code": code_of(the_only(session)), "known": known})


@pytest.mark.requirement("A090")
def test_somebody_refers_themselves_and_gets_a_code(client: CheckedClient, session: Session, service: Service) -> None:
    sent = send(client, service)
    assert sent.status_code == 303
    referral = the_only(session)
    assert (referral.status, referral.source, referral.navigator_id) == (S.SUBMITTED, Source.SELF, None)
    person = session.scalars(select(Person)).one()
    assert (person.born, person.safety, person.communication) == (
        "1948-03-02",
        {"leave_message": "no"},
        {"large_print": ""},
    )
    receipt = client.page(str(sent.location))
    assert code_of(referral) in receipt.text
    assert referral.reference in receipt.text
    assert "You should hear by Monday 19 January 2026" in receipt.text
    said = {line.purpose: line.value for line in session.scalars(select(Agreement))}
    assert said[Purpose.THIS_PROVIDER] is AgreementValue.AGREED_WRITTEN
    assert said[Purpose.FOLLOW_UP_CONTACT] is AgreementValue.NOT_AGREED
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert client.get(str(sent.location)).status_code == 404


def test_the_code_is_nowhere_readable_in_the_database_and_nobody_in_an_address(
    client: CheckedClient, session: Session, service: Service
) -> None:
    sent = send(client, service)
    referral = the_only(session)
    row = session.execute(text("SELECT * FROM referral")).mappings().one()
    assert str(referral.receipt_code) not in str(dict(row))
    for private in ("Edith", "555012", "1948", *code_of(referral).split()):
        assert private not in str(sent.location)


def test_a_code_told_before_the_keys_were_changed_opens_it_ever_after(
    client: CheckedClient, session: Session, service: Service, ring: str
) -> None:
    new = encryption.new_key()
    receipt = str(send(client, service).location)
    told = code_of(the_only(session))
    values = {"code": told, "known": "2/3/1948"}
    encryption.use_keys(f"{new},{ring}", "")  # the new key writes, the old one still reads
    session.expire_all()
    assert told in client.page(receipt).text
    assert client.submit("/my-referral", values).status_code == 303
    encryption.rotate(session, db.metadata)
    session.commit()
    encryption.use_keys(new, "")  # the old key is gone for good
    session.expire_all()
    assert told in client.page(receipt).text
    assert client.submit("/my-referral", values).status_code == 303


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"is_agreed": ""}, "Select that you agree, or ring us instead: nothing is sent without it"),
        ({"name": ""}, "Enter your name"),
        ({"phone": ""}, "Enter a phone number or an email address, so that they can reach you"),
        ({"leave_message": ""}, "Select whether it is safe to leave a message"),
        ({"phone": "", "email": "e@example.org", "born": ""}, "Enter your date of birth, or a phone number above"),
        ({"born": "a while ago"}, "Enter a year, like 1948, or a whole date of birth"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    client: CheckedClient, session: Session, service: Service, values: dict[str, str], sentence: str
) -> None:
    answer = send(client, service, **values)
    assert answer.status_code == 422
    assert any(error.startswith(sentence) for error in Page(answer.get_data(as_text=True)).errors)
    assert "I would like company" in answer.get_data(as_text=True)
    assert not session.scalars(select(Person)).all()


def test_words_of_danger_are_answered_with_who_to_ring_first(
    client: CheckedClient, session: Session, service: Service
) -> None:
    words = {"what_matters": "I want to end my life"}
    with clock.stopped_at(clock.now() - timedelta(seconds=40)):
        answer = send(client, service, **words)
    page = Page(answer.get_data(as_text=True))
    assert "116 123" in page.text
    assert "What you wrote is still here." in page.text
    assert not session.scalars(select(Referral)).all()
    again = client.post(page.forms[0].action, data={**page.forms[0].values, **TOLD, **words}, token=False)
    assert again.status_code == 303
    assert the_only(session).status is S.SUBMITTED


def test_a_program_and_a_double_click_are_held_off(client: CheckedClient, session: Session, service: Service) -> None:
    address = f"/listings/{service.id}/referrals/new"
    assert client.submit(address, TOLD).status_code == 422  # too soon
    assert send(client, service, homepage="https://spam.example").status_code == 422
    form = opened(client, service).forms[0]
    first, again = (client.post(address, data={**form.values, **TOLD}, token=False) for _ in range(2))
    assert first.location == again.location
    the_only(session)


def test_a_listing_that_takes_no_self_referrals_has_no_such_page(
    client: CheckedClient, session: Session, service: Service
) -> None:
    address = f"/listings/{service.id}/referrals/new"
    service.access_routes = ["any_professional"]
    assert client.get(address).status_code == 404
    service.access_routes, service.referral_route = ["self"], ReferralRoute.PHONE
    assert client.get(address).status_code == 404
    service.referral_route = ReferralRoute.WAYPOST
    assert client.get(address).status_code == 200
    session.execute(delete(ReferralInbox))
    assert client.get(address).status_code == 404
    assert "Refer myself" not in client.page(f"/listings/{service.id}").links


@pytest.mark.parametrize("known", ["2 March 1948", "1948-03-02", "5012"])
def test_the_code_and_one_known_thing_show_how_it_goes_and_nothing_else(
    client: CheckedClient, session: Session, service: Service, known: str
) -> None:
    send(client, service)
    opened = look_up(client, session, known)
    assert opened.status_code == 303
    page = client.page(str(opened.location))
    assert page.h1 == "Sent"
    for private in ("Edith", "555012", "1948", "company"):
        assert private not in page.html


def test_a_wrong_code_and_a_wrong_birthday_get_the_same_answer(
    client: CheckedClient, session: Session, service: Service
) -> None:
    send(client, service)
    wrong = [
        look_up(client, session, "3 March 1948"),
        look_up(client, session, "0000"),
        client.submit("/my-referral", {"code": "maple otter lantern 4821", "known": "5012"}),
        client.submit("/my-referral", {"code": "?", "known": "5012"}),
    ]
    assert {answer.status_code for answer in wrong} == {422}
    assert {tuple(Page(answer.get_data(as_text=True)).errors) for answer in wrong} == {(WRONG,)}
    assert client.get("/my-referral/status").status_code == 303


def test_guessing_is_stopped(client: CheckedClient, session: Session, service: Service) -> None:
    send(client, service)
    answers = [look_up(client, session, f"{number:04}") for number in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


def test_the_person_answers_a_question(client: CheckedClient, session: Session, service: Service, at: datetime) -> None:
    send(client, service)
    referral = the_only(session)
    move(session, referral, S.ACKNOWLEDGED, mover=Mover.PROVIDER, actor="user:x", at=at)
    told = Told(words="Can you manage stairs?")
    move(session, referral, S.INFO_NEEDED, mover=Mover.PROVIDER, actor="user:x", at=at, told=told)
    look_up(client, session)
    assert "Can you manage stairs?" in client.page("/my-referral/status").text
    empty = client.submit("/my-referral/status", {"answer": ""})
    assert empty.status_code == 422
    assert client.submit("/my-referral/status", {"answer": "With a rail"}).status_code == 303
    assert the_only(session).status is S.ACKNOWLEDGED


def test_the_person_cancels_and_sharing_ends_at_once(
    client: CheckedClient, session: Session, service: Service, at: datetime
) -> None:
    send(client, service)
    look_up(client, session)
    assert client.submit("/my-referral/status").status_code == 303
    referral = the_only(session)
    assert referral.status is S.WITHDRAWN
    assert not may_share(session, referral, on=at.date())
    assert "Nothing is shared any more." in client.page("/my-referral/status").text


def test_sharing_ends_with_whoever_passed_it_on_as_well(
    client: CheckedClient, session: Session, service: Service, other_service: Service, at: datetime
) -> None:
    send(client, service)
    first = the_only(session)
    assert first.person is not None
    passed = people.referral(
        session, None, first.person, other_service, at, source=Source.SELF, redirected_from_id=first.id
    )
    stop_sharing(session, passed, at=at)
    assert not may_share(session, passed, on=at.date())
    assert not may_share(session, first, on=at.date())


def test_once_they_have_started_only_sharing_can_be_ended(
    client: CheckedClient, session: Session, service: Service, at: datetime
) -> None:
    send(client, service)
    referral = the_only(session)
    referral.status, referral.started_on = S.STARTED, at.date()
    look_up(client, session)
    late = client.post("/my-referral/cancellation")
    assert late.status_code == 409
    assert client.submit("/my-referral/status").location == "/my-referral/status"
    assert the_only(session).status is S.STARTED
    assert not may_share(session, the_only(session), on=at.date())


def test_it_is_closed_on_this_device_and_after_half_an_hour(
    client: CheckedClient, session: Session, service: Service
) -> None:
    send(client, service)
    look_up(client, session)
    assert client.get("/my-referral/status").status_code == 200
    client.post("/my-referral/leaving")
    assert client.get("/my-referral/status").location == "/my-referral"
    look_up(client, session)
    with clock.stopped_at(clock.now() + timedelta(minutes=31)):
        assert client.get("/my-referral/status").location == "/my-referral"
    for noun in ("answers", "cancellation", "agreement-withdrawal"):
        with clock.stopped_at(clock.now() + timedelta(minutes=31)):
            late = client.post(f"/my-referral/{noun}")
            assert late.status_code == 404
            assert "Look it up with your code again" in late.get_data(as_text=True)
    assert the_only(session).status is S.SUBMITTED
