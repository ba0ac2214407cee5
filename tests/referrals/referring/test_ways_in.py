"""The ways in from a listing and from a list of kept listings, each to whom it is for."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Person
from directory.referrals.referring.reply_times import FEWEST
from tests.client import CheckedClient
from tests.factories import referrals as people

HABITS = "Usually answers"


@pytest.fixture
def listing(service: Service) -> str:
    service.access_routes = ["self"]
    return f"/listings/{service.id}"


def test_a_resident_may_refer_themselves_from_a_listing_that_takes_that(
    client: CheckedClient, service: Service, listing: str
) -> None:
    assert client.page(listing).links["Refer myself"] == f"{listing}/referrals/new"
    service.access_routes = ["gp"]
    assert "Refer myself" not in client.page(listing).links


def test_partners_and_connectors_have_their_own_way_in(
    client: CheckedClient, service: Service, listing: str, referrer: User, connector: User
) -> None:
    client.sign_in(referrer)
    assert client.page(listing).links["Refer somebody"] == f"/partner/referrals/new?service={service.id}"
    client.sign_in(connector)
    links = client.page(listing).links
    assert f"/referrals/new?service={service.id}" in links.values()
    assert "Refer myself" not in links


def test_how_a_listing_answers_is_for_professionals_only(
    client: CheckedClient, session: Session, service: Service, listing: str, connector: User, steward: User,
    provider: User, edith: Person, at: datetime,
) -> None:  # fmt: skip
    sent = at - timedelta(days=30)
    facts = {"status": ReferralStatus.ACCEPTED, "decided_at": sent + timedelta(days=1)}
    for _ in range(FEWEST):
        people.referral(session, connector, edith, service, sent, **facts)  # type: ignore[arg-type]  # as it says
    assert HABITS not in client.page(listing).text
    client.sign_in(provider)
    assert HABITS not in client.page(listing).text
    for professional in (connector, steward):
        client.sign_in(professional)
        assert HABITS in client.page(listing).text


def test_a_connector_refers_to_everything_on_their_list_at_once(
    client: CheckedClient, service: Service, other_service: Service, connector: User
) -> None:
    for kept in (service, other_service):
        client.post("/shortlist/items", data={"service_id": str(kept.id), "back": "/shortlist"})
    assert "Refer somebody to these" not in client.page("/shortlist").links
    client.sign_in(connector)
    address = client.page("/shortlist").links["Refer somebody to these"]
    assert address == f"/referrals/new?service={service.id}&service={other_service.id}"
    assert "Worksop Shed" in client.page(address).text
