"""How much is asked of each organisation: enough to see who carries it, too little to recognise anybody."""

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import CapacityStatus
from directory.listings.models import Organization, ServiceCapacity
from directory.referrals.codes.referral import Declined, ReferralStatus
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.needs.gaps import last_month


@pytest.mark.requirement("A127")
def test_referrals_are_counted_for_each_organisation_without_small_numbers(
    client: CheckedClient, session: Session, connector: User, commissioner: User, organization: Organization
) -> None:
    club = make.service(session, "Tuesday table", organization_id=organization.id)
    quiet = make.service(session, "Quiet club", organization_id=make.organization(session, "Quiet Charity").id)
    session.add(ServiceCapacity(service_id=club.id, status=CapacityStatus.FULL, as_of=clock.now()))
    edith = people.helped_person(session, connector)
    for _ in range(12):
        people.referral(session, connector, edith, club, last_month(), status=ReferralStatus.STARTED)
    for _ in range(3):
        status = ReferralStatus.NOT_ACCEPTED
        people.referral(session, connector, edith, club, last_month(), status=status, declined=Declined.FULL)
    people.referral(session, connector, edith, club, last_month(), status=ReferralStatus.DRAFT)
    people.referral(session, connector, edith, quiet, last_month(), status=ReferralStatus.WAITING)
    client.sign_in(commissioner)
    page = client.page("/gaps/load")
    assert "Kirkby Good Neighbours 10 0 fewer than 8 0 0 15" in page.text
    assert "Kirkby Good Neighbours: 1 listing is full" in page.text
    assert "Quiet Charity" not in page.text
    assert "Edith" not in page.html


def test_nobody_is_named_where_nothing_was_asked(client: CheckedClient, commissioner: User, connector: User) -> None:
    client.sign_in(connector)
    assert client.get("/gaps/load").status_code == 403
    client.sign_in(commissioner)
    assert "enough referrals to show numbers" in client.page("/gaps/load").text
