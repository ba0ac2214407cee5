"""Where referrals go: named by the provider or a steward, used only once its holder confirmed it."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.listings.codes import ReferralRoute
from directory.listings.models import Organization, Service
from directory.referrals.answering.inboxes import inbox_of
from directory.referrals.models import ReferralInbox
from tests.client import CheckedClient
from tests.factories import accounts

Send = Callable[[], None]


@pytest.fixture
def other_steward(session: Session) -> User:
    """A colleague of the steward."""
    return accounts.person(session, "Stan Steward", Role.STEWARD)


def address(organization: Organization) -> str:
    return f"/provider/organizations/{organization.id}/inbox"


def test_an_address_is_used_once_its_holder_pressed_the_button(
    app: Flask,
    client: CheckedClient,
    session: Session,
    provider: User,
    service: Service,
    organization: Organization,
    sent: Send,
) -> None:
    client.sign_in(provider)
    assert client.submit(address(organization), {"email": "desk@example.org"}).status_code == 303
    assert inbox_of(session, service) is None
    sent()
    (letter,) = app.extensions["mailman"].outbox
    (link,) = re.findall(r"https://waypost\.test(\S+)", letter.body)
    assert organization.name not in letter.subject + letter.body
    assert inbox_of(session, service) is None, "opening the link is not pressing the button"
    client.submit(link)
    session.expire_all()
    found = inbox_of(session, service)
    assert found is not None
    assert found.email == "desk@example.org"


def test_a_changed_address_has_to_be_confirmed_again_and_the_old_letter_no_longer_does_it(
    app: Flask,
    client: CheckedClient,
    session: Session,
    provider: User,
    service: Service,
    organization: Organization,
    sent: Send,
) -> None:
    client.sign_in(provider)
    client.submit(address(organization), {"email": "desk@example.org"})
    sent()
    (link,) = re.findall(r"https://waypost\.test(\S+)", app.extensions["mailman"].outbox[0].body)
    client.submit(address(organization), {"email": "other@example.org"})
    assert client.get(link).status_code == 404
    session.expire_all()
    assert inbox_of(session, service) is None


def test_a_steward_confirms_on_the_phone_and_sees_whom_nobody_reaches(
    client: CheckedClient,
    session: Session,
    steward: User,
    other_steward: User,
    service: Service,
    organization: Organization,
) -> None:
    service.referral_route = ReferralRoute.WAYPOST
    client.sign_in(steward)
    assert "Nobody" in client.page("/staff/inboxes").text
    here = f"/staff/inboxes/{organization.id}"
    client.submit(here, {"email": "desk@example.org"})
    assert "not confirmed" in client.page("/staff/inboxes").text
    assert client.post(f"{here}/confirmation").status_code == 403, "nobody lets themselves in"
    client.sign_in(other_steward)
    client.submit(here)
    session.expire_all()
    assert inbox_of(session, service) is not None
    assert "A confirmed address" in client.page("/staff/inboxes").text


def test_a_bad_address_is_said_beside_the_field(
    client: CheckedClient, provider: User, organization: Organization
) -> None:
    client.sign_in(provider)
    assert client.submit(address(organization), {"email": "nowhere"}).status_code == 422


def test_others_have_no_business_there(
    client: CheckedClient,
    session: Session,
    organization: Organization,
    other_provider: User,
    connector: User,
    area_steward: User,
) -> None:
    assert client.get(address(organization)).status_code == 303
    client.sign_in(other_provider)
    assert client.get(address(organization)).status_code == 404
    assert client.post(address(organization), data={"email": "x@example.org"}).status_code == 404
    client.sign_in(connector)
    assert client.get(address(organization)).status_code == 403
    client.sign_in(area_steward)
    assert client.get(f"/staff/inboxes/{organization.id}").status_code == 404
    assert client.get(f"/staff/inboxes/{uuid4()}").status_code == 404
    assert session.scalars(select(ReferralInbox)).first() is None


@pytest.mark.parametrize("token", ["nonsense", "WyJhIl0.x"])
def test_a_link_that_is_not_ours_is_404(client: CheckedClient, token: str) -> None:
    assert client.get(f"/referral-inboxes/{token}").status_code == 404


def test_another_place_for_the_code_has_to_be_confirmed_as_well(
    client: CheckedClient, session: Session, provider: User, service: Service, organization: Organization
) -> None:
    held = ReferralInbox(organization_id=organization.id, email="desk@example.org", verified_at=clock.now())
    session.add(held)
    client.sign_in(provider)
    client.submit(address(organization), {"code_phone": "07700 900999"})
    session.expire_all()
    assert inbox_of(session, service) is None
