"""What somebody agreed to, on one page, and ending it at once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.agreement.ledger import lines_of, may_share, may_use, withdraw
from directory.referrals.agreement.standing import standings
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person, Referral
from directory.referrals.sharing import shared_view
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page


@pytest.fixture
def sent(session: Session, connector: User, edith: Person, service: Service, at: datetime) -> Referral:
    return people.referral(session, connector, edith, service, at - timedelta(days=3))


def test_ending_agreement_stops_every_further_share_at_once(
    client: CheckedClient, session: Session, connector: User, edith: Person, sent: Referral, at: datetime
) -> None:
    people.agreed(session, edith, sent, at - timedelta(days=3), Purpose.FOLLOW_UP_CONTACT)
    client.sign_in(connector)
    address = f"/people/{edith.id}/agreements"
    assert f"{sent.reference}, Tea on Tuesdays" in client.page(address).text
    assert shared_view(session, sent, on=at.date()) is not None
    ended = client.submit(address, {"ended": f"this_provider {sent.id}", "channel": "home_visit"})
    assert ended.status_code == 303
    assert shared_view(session, sent, on=at.date()) is None
    assert may_use(session, edith.id, Purpose.FOLLOW_UP_CONTACT, on=at.date(), referral_id=sent.id)
    line = lines_of(session, edith.id)[-1]
    assert (line.channel, line.taken_by) == (Channel.HOME_VISIT, connector.actor)
    assert "Agreement withdrawn" in client.page(address).text


def test_nothing_chosen_ends_nothing(
    client: CheckedClient, session: Session, connector: User, edith: Person, sent: Referral, at: datetime
) -> None:
    client.sign_in(connector)
    address = f"/people/{edith.id}/agreements"
    for values in ({}, {"ended": "tell_gp general"}, {"ended": "nonsense"}):
        answer = client.submit(address, values)
        assert answer.status_code == 422
        assert Page(answer.get_data(as_text=True)).errors == ["Select what they no longer agree to"]
    assert may_share(session, sent, on=at.date())


def test_what_was_ended_in_general_has_ended_for_each_referral(
    session: Session, connector: User, edith: Person, sent: Referral, at: datetime
) -> None:
    purposes = (Purpose.THIS_PROVIDER,)
    withdraw(session, edith, purposes, channel=Channel.PHONE, by=connector.actor, at=at)
    found = standings(lines_of(session, edith.id), [sent], at.date())
    assert [(each.about, each.holds) for each in found] == [
        (f"{sent.reference}, Tea on Tuesdays", False),
        ("In general", False),
    ]
    assert not may_share(session, sent, on=at.date())


def test_nobody_else_gets_in(
    client: CheckedClient, connector: User, colleague: User, other_connector: User, volunteer: User, steward: User,
    edith: Person, sent: Referral,
) -> None:  # fmt: skip
    address = f"/people/{edith.id}/agreements"
    assert client.get(address).status_code == 303
    for who, status in ((other_connector, 404), (volunteer, 404), (steward, 403), (colleague, 303)):
        client.sign_in(who)
        assert client.get(address).status_code == status
        assert client.post(address, data={"ended": f"this_provider {sent.id}"}).status_code == status
