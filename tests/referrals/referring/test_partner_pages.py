"""A partner refers in a minute and sees how far it is, nothing else."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Team, User
from directory.accounts.roles import Role
from directory.geo.models import PostcodePoint
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.referrals.agreement.ledger import withdraw
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus, Source, Urgency
from directory.referrals.models import Agreement, Person, Referral
from directory.referrals.moves import move
from directory.referrals.policy import visible_people
from directory.referrals.told import Told
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import accounts, referrals
from tests.factories import listings as make
from tests.page import Page

S = ReferralStatus
TOLD = {"name": "Edith Example", "phone": "01623 555012", "words": "Lonely since Easter", "is_agreed": "y"}


def send(client: CheckedClient, service: Service, **values: Any) -> Any:
    return client.submit(f"/partner/referrals/new?service={service.id}", {**TOLD, **values})


def the_only(session: Session) -> Referral:
    return session.scalars(select(Referral)).one()


@pytest.mark.requirement("A105")
def test_a_partner_refers_in_fewer_than_ten_fields_and_sees_how_far_it_is(
    client: CheckedClient, session: Session, referrer: User, service: Service, at: datetime
) -> None:
    client.sign_in(referrer)
    asked = client.page(f"/partner/referrals/new?service={service.id}").forms[0]
    assert len(asked.names - {"csrf_token", "once", "service", None}) < 10
    sent = send(client, service, is_told_back="y")
    assert sent.status_code == 303
    referral = the_only(session)
    assert (referral.source, referral.status, referral.summary) == (Source.PARTNER, S.SUBMITTED, "Lonely since Easter")
    move(session, referral, S.ACKNOWLEDGED, mover=Mover.PROVIDER, actor="user:x", at=at)
    for address in ("/partner", str(sent.location)):
        page = client.page(address)
        assert referral.reference in page.text
        assert "Seen by provider" in page.text
        for private in ("Edith", "555012", "Easter"):
            assert private not in page.html


def test_how_far_it_is_is_told_only_where_the_person_agreed_to_that(
    client: CheckedClient, session: Session, referrer: User, service: Service
) -> None:
    client.sign_in(referrer)
    send(client, service)
    assert "They did not agree that you hear how it goes" in client.page("/partner").text
    said = {line.purpose for line in session.scalars(select(Agreement))}
    assert said == {Purpose.THIS_PROVIDER}


def test_what_is_taken_back_for_all_is_told_of_none(
    client: CheckedClient, session: Session, referrer: User, service: Service, at: datetime
) -> None:
    client.sign_in(referrer)
    send(client, service, is_told_back="y")
    person = session.scalars(select(Person)).one()
    withdraw(session, person, [Purpose.TELL_REFERRER_OUTCOME], channel=Channel.PHONE, by="user:x", at=at)
    assert "They did not agree that you hear how it goes" in client.page("/partner").text


@pytest.mark.requirement("A106")
def test_a_fire_crew_finds_who_takes_a_need_near_somebody_and_refers(
    client: CheckedClient, session: Session, service: Service, team: Team, connector: User
) -> None:
    crew = accounts.person(session, "Fay Fire", Role.PARTNER_REFERRER)
    make.tag(session, service, make.term(session, "needs", "safe.home", "Safe at home"))
    make.held_at(session, service, make.location(session, 53.143, -1.198))
    point = PostcodePoint(postcode="NG181AA", latitude_e6=53_143_000, longitude_e6=-1_198_000, district_code=DISTRICT)
    session.add(point)
    client.sign_in(crew)
    found = client.submit("/partner/referrals/new", {"need": "safe.home", "near": "NG18 1AA"})
    href = Page(found.get_data(as_text=True)).links["Tea on Tuesdays"]
    assert "NG18" not in href
    sent = client.submit(href, {**TOLD, "postcode": "NG18 1AA", "start_by": "27 January"})
    assert sent.status_code == 303
    referral = the_only(session)
    assert (referral.need, referral.urgency, referral.team_id) == ("safe.home", Urgency.URGENT, team.id)
    assert session.scalars(visible_people(connector)).one().id == referral.person_id
    lost = client.submit("/partner/referrals/new", {"need": "safe.home", "near": "Nowhereville"})
    assert lost.status_code == 422


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"is_agreed": ""}, "Ask the person first, and tick that they agree. Nothing is sent without it"),
        ({"name": ""}, "Enter their name"),
        ({"phone": ""}, "Enter a phone number, or a postcode: somebody has to find them"),
        ({"start_by": "soonish"}, "Enter a day as a date, like 25 December 2026"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    client: CheckedClient, session: Session, referrer: User, service: Service, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(referrer)
    answer = send(client, service, **values)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == [sentence]
    assert "Lonely since Easter" in answer.get_data(as_text=True)
    assert not session.scalars(select(Person)).all()


def test_a_listing_that_takes_nothing_from_here_is_not_asked(
    client: CheckedClient, referrer: User, service: Service
) -> None:
    service.referral_route = ReferralRoute.EMAIL
    client.sign_in(referrer)
    page = client.page(f"/partner/referrals/new?service={service.id}")
    assert "How to reach them" in page.text
    assert not any("name" in form.names for form in page.forms)


def test_a_question_waits_for_the_partner_who_answers_it_or_takes_it_back(
    client: CheckedClient, session: Session, referrer: User, service: Service, at: datetime
) -> None:
    client.sign_in(referrer)
    address = str(send(client, service, is_told_back="y").location)
    referral = the_only(session)
    move(session, referral, S.ACKNOWLEDGED, mover=Mover.PROVIDER, actor="user:x", at=at)
    told = Told(words="Stairs?")
    move(session, referral, S.INFO_NEEDED, mover=Mover.PROVIDER, actor="user:x", at=at, told=told)
    assert "Waits for you" in client.page("/partner").text
    assert client.submit(address, {"answer": ""}).status_code == 422
    assert client.submit(address, {"answer": "With a rail"}).status_code == 303
    assert the_only(session).status is S.ACKNOWLEDGED
    assert client.post(f"{address}/answers", data={"answer": "Again"}).status_code == 409
    assert client.submit(address).status_code == 303
    assert the_only(session).status is S.WITHDRAWN


def test_the_list_has_pages(
    client: CheckedClient, session: Session, referrer: User, service: Service, at: datetime
) -> None:
    somebody = referrals.helped_person(session, None)
    for _ in range(26):
        referrals.referral(session, referrer, somebody, service, at, source=Source.PARTNER)
    client.sign_in(referrer)
    assert "1 to 25 of 26" in client.page("/partner").text
    assert "26 to 26 of 26" in client.page("/partner?page=2").text


def test_nobody_else_gets_in(
    client: CheckedClient, session: Session, referrer: User, service: Service, connector: User, provider: User
) -> None:
    client.sign_in(referrer)
    address = str(send(client, service).location)
    other = accounts.person(session, "Otto Other", Role.PARTNER_REFERRER)
    client.sign_in(other)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/withdrawal").status_code == 404
    assert client.post(f"{address}/answers", data={"answer": "x"}).status_code == 404
    for wrong in (connector, provider):
        client.sign_in(wrong)
        for page in ("/partner", "/partner/referrals/new", address):
            assert client.get(page).status_code == 403
    client.delete_cookie(client.application.config["SESSION_COOKIE_NAME"], domain="waypost.test")
    assert client.get("/partner").status_code == 303
    client.sign_in(referrer)
    assert client.get("/partner/referrals/new?service=nonsense").status_code == 404
