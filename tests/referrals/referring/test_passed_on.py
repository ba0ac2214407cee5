"""What a provider passed on and nobody got word of waits for a yes, and whoever referred can give it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.agreement.ledger import may_share
from directory.referrals.answering.operations import answer, open_referral
from directory.referrals.answering.steps import STEPS
from directory.referrals.codes.referral import ReferralStatus, Source
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import FollowUp, Person, Referral
from directory.referrals.people.facts import PersonFacts
from directory.referrals.referring.receipt_codes import code_of
from directory.referrals.referring.referring_oneself import Asking, refer_oneself
from directory.referrals.told import Told
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.page import Page
from tests.referrals.referring.conftest import NEED

S = ReferralStatus
PROVIDER = "link:1"


@pytest.fixture
def elsewhere(session: Session, other_organization: Organization) -> Service:
    """Where it is passed on to: nobody there gets word of it, until somebody gives them an address."""
    return make.service(session, "Singing for Pleasure", organization=other_organization)


def passed_on(session: Session, referral: Referral, to: Service, at: datetime) -> Referral:
    """The provider of a referral passes it on, with agreement."""
    open_referral(session, referral, actor=PROVIDER, at=at)
    told = Told(service_id=to.id, is_agreed=True)
    passed = answer(session, referral, STEPS["redirection"], told, actor=PROVIDER, at=at)
    assert passed is not None
    assert passed.status is S.DRAFT
    return passed


@pytest.fixture
def own(session: Session, service: Service, elsewhere: Service, at: datetime) -> Referral:
    """Somebody referred themselves, and it was passed on."""
    facts = PersonFacts(name="Edith Example", phone="01623 555012")
    first = refer_oneself(session, service, Asking(facts, NEED, "Company"), at=at - timedelta(days=1))
    return passed_on(session, first, elsewhere, at)


def look_up(client: CheckedClient, referral: Referral) -> Page:
    client.submit("/my-referral", {"code": code_of(referral), "known": "5012"})
    return client.page("/my-referral/status")


def now_at(session: Session, referral: Referral) -> Referral:
    session.expire_all()
    return session.get_one(Referral, referral.id)


def tasks(session: Session, referral: Referral) -> list[Any]:
    of = select(FollowUp.kind).where(FollowUp.referral_id == referral.id, FollowUp.done_at.is_(None))
    return list(session.scalars(of))


def test_somebody_who_referred_themselves_says_yes_by_their_code(
    client: CheckedClient, session: Session, own: Referral, elsewhere: Service
) -> None:
    people.takes_referrals(session, elsewhere)
    page = look_up(client, own)
    assert page.h1 == "Shall we pass it on?"
    assert "Singing for Pleasure is better for this" in page.text
    form = page.forms[0]
    assert client.post(form.action, data={**form.values, "value": "yes"}, token=False).status_code == 303
    sent = now_at(session, own)
    assert (sent.status, may_share(session, sent, on=clock.today())) == (S.SUBMITTED, True)
    assert tasks(session, own) == []
    assert client.post(form.action, data={"value": "no"}, token=False).status_code == 409


def test_a_no_sends_nothing_and_leaves_somebody_to_look_further(
    client: CheckedClient, session: Session, own: Referral, elsewhere: Service
) -> None:
    people.takes_referrals(session, elsewhere)
    form = look_up(client, own).forms[0]
    assert client.post(form.action, data={**form.values, "value": "no"}, token=False).status_code == 303
    assert client.page("/my-referral/status").h1 == "Nothing was sent"
    assert now_at(session, own).status is S.ERROR
    assert tasks(session, own) == [TaskKind.NEXT_STEP]


def test_a_service_that_takes_nothing_from_here_is_named_with_the_way_to_it(
    client: CheckedClient, session: Session, own: Referral, elsewhere: Service
) -> None:
    page = look_up(client, own)
    assert page.h1 == "Somebody else may fit you better"
    assert page.links["How to reach Singing for Pleasure"] == f"/listings/{elsewhere.id}"
    refused = client.post("/my-referral/agreement", data={"value": "yes"}, token=False)
    assert refused.status_code == 422
    assert now_at(session, own).status is S.DRAFT
    assert not may_share(session, own, on=clock.today())


@pytest.mark.parametrize("source", list(Source))
def test_a_connector_of_the_team_sends_it_whoever_it_began_with(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service, elsewhere: Service,
    at: datetime, source: Source,
) -> None:  # fmt: skip
    first = people.referral(
        session, connector, edith, service, at, source=source, shared={"name": True, "what_matters": "x"}
    )
    draft = passed_on(session, first, elsewhere, at)
    client.sign_in(connector)
    address = f"/people/{edith.id}/agreement"
    task = session.scalars(select(FollowUp).where(FollowUp.referral_id == draft.id)).one()
    task.navigator_id = connector.id
    assert client.page(f"/follow-ups/{task.id}").links["Ask them, and send it or take it away"] == address
    page = client.page(address)
    assert "Nobody there gets word from here" in page.text
    assert page.links["Their page says how to reach them"] == f"/listings/{elsewhere.id}"
    people.takes_referrals(session, elsewhere)
    sent = client.submit(address, {"value": "agreed_verbal", "fact": ["name"]})
    assert sent.status_code == 303
    assert now_at(session, draft).status is S.SUBMITTED
    assert tasks(session, draft) == []


def test_a_partner_asks_the_person_and_sends_it_or_takes_it_away(
    client: CheckedClient, session: Session, referrer: User, edith: Person, service: Service, elsewhere: Service,
    at: datetime,
) -> None:  # fmt: skip
    first = people.referral(session, referrer, edith, service, at, source=Source.PARTNER, shared={"name": True})
    draft = passed_on(session, first, elsewhere, at)
    client.sign_in(referrer)
    address = f"/partner/referrals/{draft.id}"
    for told in ("Passed on to them, not sent yet", "Waits for you"):
        assert told in client.page("/partner").text
    assert "its page says how to reach them" in client.page(address).text
    people.takes_referrals(session, elsewhere)
    unasked = Page(client.submit(address).text)
    assert unasked.errors == ["Select that they agree. Nothing is sent without it"]
    assert client.submit(address, {"is_agreed": "y"}).status_code == 303
    assert now_at(session, draft).status is S.SUBMITTED
    again = passed_on(session, draft, make.service(session, "A third place"), at)
    assert client.post(f"/partner/referrals/{again.id}/withdrawal").status_code == 303
    assert now_at(session, again).status is S.ERROR
