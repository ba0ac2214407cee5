"""People, for administrators: invited, given roles, let in no more; nobody changes their own."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Invitation, User
from directory.accounts.roles import Role
from directory.audit.models import AuditEvent
from tests.accounts.conftest import Post, is_in
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make

INVITE = "/staff/people/invitations/new"


@pytest.fixture
def desk(client: CheckedClient, administrator: User) -> CheckedClient:
    """The browser of an administrator."""
    client.sign_in(administrator)
    return client


def another(client: CheckedClient, user: User) -> CheckedClient:
    """Somebody else's browser."""
    other = client.application.test_client()
    assert isinstance(other, CheckedClient)
    other.sign_in(user)
    return other


def test_everybody_is_listed_with_their_roles(desk: CheckedClient, area_steward: User, provider: User) -> None:
    text = desk.page("/staff/people").text
    for words in ("Aled Steward", "Steward of the directory (E07000174)", "Priya Provider", "Never signed in"):
        assert words in text


def test_an_invitation_is_sent_listed_and_taken_back(desk: CheckedClient, session: Session, post: Post) -> None:
    make.area(session, DISTRICT, "Mansfield")
    sent = {"email": "nia@example.org", "role": "steward", "area_code": DISTRICT}
    assert desk.submit(INVITE, sent).location == "/staff/people?done=invited"
    page = desk.page("/staff/people")
    assert "Steward of the directory, Mansfield" in page.text
    assert len(post("nia@example.org")) == 1
    invitation = session.scalars(select(Invitation)).one()
    assert desk.post(f"/staff/people/invitations/{invitation.id}/withdrawal").status_code == 303
    assert "nia@example.org" not in desk.page("/staff/people").text
    assert desk.post(f"/staff/people/invitations/{invitation.id}/withdrawal").status_code == 409


@pytest.mark.parametrize(
    "sent",
    [
        {"email": "nia", "role": "steward"},
        {"email": "nia@example.org"},
        {"email": "nia@example.org", "role": "god"},
        {"email": "nia@example.org", "role": "connector", "area_code": DISTRICT},
        {"email": "nia@example.org", "role": "steward", "area_code": "E99999999"},
    ],
)
def test_a_bad_invitation_is_refused_with_a_sentence(
    desk: CheckedClient, session: Session, sent: dict[str, str]
) -> None:
    make.area(session, DISTRICT, "Mansfield")
    assert desk.post(INVITE, data=sent).status_code == 422
    assert session.scalars(select(Invitation)).all() == []


def test_a_role_is_given_and_taken_and_ends_their_session(
    desk: CheckedClient, administrator: User, contributor: User, session: Session
) -> None:
    theirs = another(desk, contributor)
    given = {"role": "connector", "area_code": ""}
    assert desk.post(f"/staff/people/{contributor.id}/roles", data=given).status_code == 303
    assert Role.CONNECTOR in contributor.roles
    assert not is_in(theirs)
    grant = next(grant for grant in contributor.grants if grant.role is Role.CONNECTOR)
    address = f"/staff/people/{contributor.id}/roles/{grant.id}/removal"
    assert desk.post(address).status_code == 303
    assert Role.CONNECTOR not in contributor.roles
    assert desk.post(address).status_code == 404
    said = [
        (event.action, event.actor, event.subject, event.detail)
        for event in session.scalars(select(AuditEvent).order_by(AuditEvent.sequence))
    ]
    who = (f"user:{administrator.id}", f"user:{contributor.id}", {"role": "connector"})
    assert said == [("account.role_given", *who), ("account.role_taken", *who)]


def test_the_same_role_is_not_given_twice(desk: CheckedClient, connector: User) -> None:
    given = {"role": "connector", "area_code": ""}
    assert desk.post(f"/staff/people/{connector.id}/roles", data=given).status_code == 422


def test_a_disabled_person_is_out_at_once_and_may_be_let_in_again(desk: CheckedClient, connector: User) -> None:
    theirs = another(desk, connector)
    assert desk.post(f"/staff/people/{connector.id}/disabling").status_code == 303
    assert not is_in(theirs)
    desk.post(f"/staff/people/{connector.id}/enabling")
    assert connector.active
    assert not is_in(theirs)


def test_a_lost_phone_is_helped_with(desk: CheckedClient, connector: User, post: Post) -> None:
    theirs = another(desk, connector)
    assert desk.post(f"/staff/people/{connector.id}/second-step/removal").status_code == 303
    assert connector.is_second_factor_due
    assert not is_in(theirs)
    assert "An administrator took your second step off" in post(connector.email)[-1]


def test_nobody_changes_their_own_roles_or_shuts_themselves_out(desk: CheckedClient, administrator: User) -> None:
    page = desk.page(f"/staff/people/{administrator.id}")
    assert "This is you" in page.text
    grant = administrator.grants[0]
    own = f"/staff/people/{administrator.id}"
    for address, sent in (
        (f"{own}/roles", {"role": "steward"}),
        (f"{own}/roles/{grant.id}/removal", {}),
        (f"{own}/disabling", {}),
    ):
        assert desk.post(address, data=sent).status_code == 403, address
    assert administrator.active
    assert administrator.roles == {Role.RESIDENT, Role.ADMINISTRATOR}


def test_who_is_not_there_is_not_found(desk: CheckedClient) -> None:
    assert desk.get(f"/staff/people/{uuid4()}").status_code == 404
    assert desk.post(f"/staff/people/{uuid4()}/disabling").status_code == 404


def test_stewards_and_strangers_do_not_see_people(client: CheckedClient, steward: User, administrator: User) -> None:
    assert client.get("/staff/people").status_code == 303
    client.sign_in(steward)
    assert client.get("/staff/people").status_code == 403
    assert client.post(f"/staff/people/{administrator.id}/disabling").status_code == 403
