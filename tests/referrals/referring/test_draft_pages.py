"""Drafts on the page of agreement: which of them goes, and putting one right or taking it away."""

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Person
from directory.referrals.referring.routes.agreeing import CHANGED_MEANWHILE
from tests.client import CheckedClient
from tests.page import Page
from tests.referrals.referring.conftest import AGREED, the_only, write


def test_the_only_draft_is_not_asked_for_as_if_there_were_a_choice(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service)
    meanwhile = client.submit(agreement, {**AGREED, "referral": str(edith.id)})  # the draft they read is gone
    assert Page(meanwhile.get_data(as_text=True)).errors == [CHANGED_MEANWHILE]
    assert the_only(session).status is ReferralStatus.DRAFT
    session.delete(the_only(session))
    assert client.post(agreement, data=AGREED).status_code == 422


def test_one_of_several_drafts_has_to_be_chosen(
    client: CheckedClient, connector: User, edith: Person, service: Service, other_service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service, other_service)
    nobody = client.submit(agreement, {**AGREED, "referral": []})
    assert Page(nobody.get_data(as_text=True)).errors == ["Select whom to send it to"]


def test_a_draft_is_put_right_or_taken_away(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    agreement = write(client, edith, service)
    draft = f"/referrals/{the_only(session).id}/draft"
    family = {"other_name_0": "Daniel", "other_part_0": "family"}
    assert client.submit(draft, {"what_matters": "Her garden", **family}).location == agreement
    assert "Daniel, family member" in client.page(agreement).text
    stale = client.post(draft, data={**client.page(draft).forms[0].values, "seen": "1"}, token=False)
    assert stale.status_code == 409
    assert client.submit(draft, form=1).location == agreement
    assert the_only(session).status is ReferralStatus.ERROR
    assert client.get(draft).status_code == 404
    assert "Nothing is written that could be sent." in client.page(agreement).text
