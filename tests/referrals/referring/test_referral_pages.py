"""A connector refers somebody: look, write, read aloud, send, receipt."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import ReferralRoute
from directory.listings.models import Phone, Service
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import Agreement, Person, Referral
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.referring.conftest import AGREED, WORDS, ids_of, the_only, write


def test_a_connector_refers_somebody_on_their_caseload(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service, start_by="27 January")
    page = client.page(agreement)
    for told in ("Name: Edith Example", "Phone: 01623 555012", "Company at Christmas", "Tuesday 27 January 2026"):
        assert told in page.text
    assert "They see nothing else" in page.text
    sent = client.submit(agreement, AGREED)
    assert sent.status_code == 303
    referral = the_only(session)
    assert (referral.status, referral.navigator_id) == (ReferralStatus.SUBMITTED, connector.id)
    assert referral.pre_check["age"] == "pass"
    receipt = client.page(str(sent.location))
    assert receipt.h1 == "Sent"
    for told in (referral.reference, "By Wednesday 7 January 2026", "On Monday 19 January 2026"):
        assert told in receipt.text
    lines = session.scalars(select(Agreement).where(Agreement.referral_id == referral.id)).all()
    assert {line.purpose for line in lines if line.value is AgreementValue.AGREED_VERBAL} == {
        Purpose.THIS_PROVIDER,
        Purpose.FOLLOW_UP_CONTACT,
    }


def test_several_listings_make_several_referrals_with_one_answer(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service, other_service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service, other_service)
    drafts = session.scalars(select(Referral)).all()
    assert {draft.need for draft in drafts} == {"connect.groups", "mind.low"}
    sent = client.submit(agreement, {**AGREED, "referral": [str(draft.id) for draft in drafts]})
    assert Page(client.get(str(sent.location)).get_data(as_text=True)).text.count("Reference RF-") == 2


@pytest.mark.requirement("A100")
def test_a_conversation_leads_to_its_referrals_without_retyping(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service, other_service: Service,
    at: datetime,
) -> None:  # fmt: skip
    talk = people.conversation(session, connector, edith, at, what_matters="Sunday dinners", channel=Channel.HOME_VISIT)
    planned = [
        people.action(session, talk, ActionKind.REFERRAL, service_id=each.id, need="mind.low")
        for each in (service, other_service)
    ]
    client.sign_in(connector)
    address = f"/referrals/new?conversation={talk.id}"
    assert "Sunday dinners" in client.page(address).html
    agreement = str(client.submit(address, {"service": ids_of(service, other_service)}).location)
    drafts = session.scalars(select(Referral)).all()
    assert {each.referral_id for each in planned} == {draft.id for draft in drafts}
    assert client.page(agreement).forms[0].values["channel"] == "home_visit"
    once_more = client.submit(f"{address}&service={service.id}", {"then": "conversation"})
    assert once_more.location == f"/conversations/{talk.id}"


@pytest.mark.parametrize("about", ["conversation", "instead_of"])
def test_what_was_said_of_one_person_is_not_tied_to_another(
    client: CheckedClient, session: Session, connector: User, colleague: User, edith: Person, service: Service,
    at: datetime, about: str,
) -> None:  # fmt: skip
    other = people.helped_person(session, colleague, "Wilma Example")
    talk = people.conversation(session, colleague, other, at, what_matters="Sunday dinners")
    before = people.referral(session, colleague, other, service, at, status=ReferralStatus.NOT_ACCEPTED)
    named = {"conversation": talk.id, "instead_of": before.id}[about]
    client.sign_in(connector)
    asked = f"person={edith.id}&service={service.id}&{about}={named}"
    page = client.get(f"/referrals/new?{asked}")
    assert page.status_code == 404
    assert "Sunday dinners" not in page.get_data(as_text=True)


def test_nothing_personal_is_asked_before_the_look(client: CheckedClient, connector: User, service: Service) -> None:
    service.minimum_age = 66
    client.sign_in(connector)
    address = f"/referrals/new?service={service.id}"
    page = client.page(address)
    assert not {"name", "phone", "what_matters"} & page.forms[0].names
    looked = client.submit(address, {"born": "52", "near": ""})
    assert looked.status_code == 200
    text = Page(looked.get_data(as_text=True)).text
    assert "Against Ages 66 and over: they are 51 or 52." in text
    wrong = client.submit(address, {"born": "a while"})
    assert wrong.status_code == 422
    assert Page(wrong.get_data(as_text=True)).errors == ["Enter a year, like 1948, or a whole date of birth"]


def test_somebody_new_is_written_down_with_what_was_told_for_the_look(
    client: CheckedClient, session: Session, connector: User, service: Service
) -> None:
    client.sign_in(connector)
    look = client.page(f"/referrals/new?service={service.id}").forms[0]
    told = {**look.values, "born": "1950", "near": "NG18 1AA"}
    page = Page(client.post("/referrals/details", data=told, token=False).get_data(as_text=True))
    form = page.forms[1]
    assert (form.values["born"], form.values["postcode"]) == ("1950", "NG18 1AA")
    sent = client.post("/referrals", data={**form.values, **WORDS, "name": "Arthur"}, token=False)
    assert sent.status_code == 303
    assert the_only(session).person.name == "Arthur"  # type: ignore[union-attr]  # it was just made
    nameless = client.post("/referrals", data={**form.values, **WORDS, "once": "another"}, token=False)
    assert nameless.status_code == 422
    assert Page(nameless.get_data(as_text=True)).errors == ["Enter a name"]


def test_nobody_is_put_on_record_twice_without_being_asked(
    client: CheckedClient, session: Session, connector: User, service: Service
) -> None:
    client.sign_in(connector)
    told = {
        "service": str(service.id),
        "urgency": "usual",
        "need_0": "connect.groups",
        **WORDS,
        "name": "Arthur Example",
    }
    client.post("/referrals", data=told)
    alike = client.post("/referrals", data=told)
    page = Page(alike.get_data(as_text=True))
    assert (alike.status_code, page.errors) == (422, ["Choose one of them, or say that it is somebody new"])
    first = the_only(session).person_id
    assert client.post("/referrals", data={**told, "who": str(first)}).status_code == 303
    assert {each.person_id for each in session.scalars(select(Referral))} == {first}
    client.post("/referrals", data={**told, "who": "new"})
    assert len({each.person_id for each in session.scalars(select(Referral))}) == 2


def test_somebody_on_record_is_found_from_the_form(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    asked = {"service": str(service.id), "find": edith.reference}
    page = Page(client.post("/referrals/details", data=asked).get_data(as_text=True))
    address = page.links[f"Edith Example, {edith.reference}"]
    assert f"For Edith Example, {edith.reference}" in client.page(address).text


def test_a_no_keeps_the_draft_and_says_so(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service)
    answered = client.submit(agreement, {**AGREED, "value": "not_agreed"})
    page = client.page(str(answered.location))
    assert "Nothing was sent." in page.text
    assert the_only(session).status is ReferralStatus.DRAFT


def test_an_answer_that_is_missing_is_asked_for_and_nothing_is_sent(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service, what_matters="")
    silent = client.submit(agreement, {"channel": "phone"})
    assert silent.status_code == 422
    assert "Select what they said" in Page(silent.get_data(as_text=True)).errors
    unsaid = client.submit(agreement, AGREED)
    assert Page(unsaid.get_data(as_text=True)).errors == [
        "Write what matters to the person, in their words. It comes before the need"
    ]
    assert the_only(session).status is ReferralStatus.DRAFT
    assert not session.scalars(select(Agreement)).all()


def test_days_and_parts_that_cannot_be_are_refused_beside_their_fields(
    client: CheckedClient, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    address = f"/referrals/new?person={edith.id}&service={service.id}"
    wrong = client.submit(address, {**WORDS, "start_by": "soonish"})
    assert wrong.status_code == 422
    assert "Company at Christmas" in wrong.get_data(as_text=True)
    unnamed = client.submit(address, {**WORDS, "other_name_0": "Daniel"})
    assert Page(unnamed.get_data(as_text=True)).errors == ["Select in what part they are named"]


def test_a_listing_that_takes_nothing_from_here_says_how_to_reach_it(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    service.referral_route = ReferralRoute.PHONE
    session.add(Phone(service_id=service.id, number="0115 496 0123"))
    client.sign_in(connector)
    page = client.page(f"/referrals/new?service={service.id}")
    assert "0115 496 0123" in page.text
    assert page.links["Note an introduction"].startswith(f"/conversations/new?service={service.id}")
    for known in ("", f"&person={edith.id}"):
        page = client.page(f"/referrals/new?service={service.id}{known}")
        assert "0115 496 0123" in page.text
        assert "Go on" not in page.text


@pytest.mark.requirement("A096")
def test_the_pages_warn_of_what_is_on_its_way(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service, at: datetime
) -> None:
    sent = people.referral(session, connector, edith, service, at)
    client.sign_in(connector)
    page = client.page(f"/referrals/new?person={edith.id}&service={service.id}")
    assert sent.reference in page.text
    assert "Something is on its way already" in client.page(write(client, edith, service)).text


def test_a_form_sent_twice_makes_one_referral(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    form = client.page(f"/referrals/new?person={edith.id}&service={service.id}").forms[0]
    first, again = (client.post("/referrals", data={**form.values, **WORDS}, token=False) for _ in range(2))
    assert first.location == again.location
    the_only(session)


def test_nobody_else_gets_in(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service,
    other_connector: User, colleague: User, volunteer: User, referrer: User, provider: User, at: datetime,
) -> None:  # fmt: skip
    draft = people.referral(session, connector, edith, service, at, status=ReferralStatus.DRAFT)
    sent = people.referral(session, connector, edith, service, at)
    pages = (
        f"/people/{edith.id}/agreement",
        f"/referrals/{draft.id}/draft",
        f"/referrals/{sent.id}/receipt",
        f"/referrals/new?person={edith.id}&service={service.id}",
    )
    for page in pages:
        assert client.get(page).status_code == 303  # to sign in
    for outsider in (other_connector, volunteer):
        client.sign_in(outsider)
        assert {client.get(page).status_code for page in pages} == {404}
    for wrong in (referrer, provider):
        client.sign_in(wrong)
        assert {client.get(page).status_code for page in pages} == {403}
    client.sign_in(colleague)
    asked = [client.get(page) for page in pages]
    assert {(each.status_code, f"/people/{edith.id}/reason" in str(each.location)) for each in asked} == {(303, True)}
    client.sign_in(connector)
    nowhere = ("/referrals/new?service=nonsense", f"/referrals/{draft.id}/receipt")
    assert {client.get(page).status_code for page in nowhere} == {404}
