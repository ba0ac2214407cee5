"""Opening an account: by asking, or by an invitation that fixes what comes with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.loader import user_of_email
from directory.accounts.models import User
from directory.accounts.operations import invitations
from directory.accounts.roles import MembershipKind, Role
from directory.audit.models import AuditEvent
from directory.errors import NotAllowed, RuleBroken
from directory.listings.models import Organization
from tests.accounts.conftest import Post, is_in, knock, link_in
from tests.cast import DISTRICT
from tests.client import CheckedClient

GOOD = "velvet anchor thistle"
NEW = "nia.new@example.org"


def test_somebody_asks_for_an_account_and_opens_it(client: CheckedClient, session: Session, post: Post) -> None:
    client.submit("/register", {"email": " Nia.New@example.org "})
    link = link_in(post(NEW)[-1])
    assert client.page(link).h1 == "Open your account"
    assert user_of_email(session, NEW) is None, "opening a link does nothing"
    assert client.submit(link, {"name": "Nia New", "password": GOOD}).location == "/account"
    assert is_in(client)
    user = user_of_email(session, NEW)
    assert user
    assert user.name == "Nia New"
    assert user.roles == {Role.RESIDENT}
    assert user.permissions == frozenset()


def test_whoever_was_on_the_way_to_a_page_is_led_on_to_it(client: CheckedClient, post: Post) -> None:
    there = "/listings/0190/claims/new"
    page = client.page(f"/sign-in?next={there}%3Fq=tea")
    client.submit(page.links["Open an account"], {"email": NEW})
    link = link_in(post(NEW)[-1])
    assert link.endswith(f"?next={there}"), "what was searched for is not in a letter"
    assert client.submit(link, {"name": "Nia New"}).location == there
    client.post("/sign-out", token=False)
    client.submit(f"/sign-in/link?next={there}", {"email": NEW})
    assert client.submit(link_in(post(NEW)[-1])).location == there


def test_a_letter_leads_to_no_other_site(client: CheckedClient, post: Post) -> None:
    client.submit("/register", {"email": NEW, "next": "https://elsewhere.example/"})
    assert "next" not in link_in(post(NEW)[-1])


def test_an_account_may_do_without_a_password(client: CheckedClient, post: Post) -> None:
    client.submit("/register", {"email": NEW})
    client.submit(link_in(post(NEW)[-1]), {"name": "Nia New"})
    assert is_in(client)
    client.post("/sign-out", token=False)
    assert knock(client, NEW, "").status_code == 422
    client.submit("/sign-in/link", {"email": NEW})
    client.submit(link_in(post(NEW)[-1]))
    assert is_in(client)


def test_somebody_who_has_an_account_learns_it_by_mail_only(client: CheckedClient, provider: User, post: Post) -> None:
    assert client.submit("/register", {"email": provider.email}).location == "/sign-in/sent"
    assert "There is one already" in post(provider.email)[-1]


@pytest.mark.requirement("A032")
def test_an_invitation_fixes_the_role_and_the_area(
    client: CheckedClient, administrator: User, session: Session, post: Post
) -> None:
    invitations.invite_to_role(session, NEW, Role.STEWARD, area_code=DISTRICT, by=administrator, at=clock.now())
    link = link_in(post(NEW)[-1])
    page = client.page(link)
    assert "Steward of the directory" in page.text
    answer = client.submit(link, {"name": "Nia New", "password": GOOD})
    assert answer.location == "/sign-in/authenticator"
    user = user_of_email(session, NEW)
    assert user
    assert user.roles == {Role.RESIDENT, Role.STEWARD}
    assert user.areas == {DISTRICT}
    assert client.get(link).status_code == 409
    details = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "account.opened")).all()
    assert details == [{"role": "steward", "area": DISTRICT}]


def test_staff_need_a_password(client: CheckedClient, administrator: User, session: Session, post: Post) -> None:
    invitations.invite_to_role(session, NEW, Role.CONNECTOR, by=administrator, at=clock.now())
    assert client.submit(link_in(post(NEW)[-1]), {"name": "Nia New"}).status_code == 422


def test_what_is_fixed_cannot_be_sent_along(
    client: CheckedClient, administrator: User, session: Session, post: Post
) -> None:
    invitations.invite_to_role(session, NEW, Role.CONTRIBUTOR, by=administrator, at=clock.now())
    sent = {"name": "Nia", "password": GOOD, "role": "administrator", "email": "other@example.org"}
    client.post(link_in(post(NEW)[-1]), data=sent, token=False)
    user = user_of_email(session, NEW)
    assert user
    assert user.roles == {Role.RESIDENT, Role.CONTRIBUTOR}


def test_an_invitation_ends_after_a_week_and_when_it_is_taken_back(
    client: CheckedClient, administrator: User, session: Session, post: Post
) -> None:
    first = invitations.invite_to_role(session, NEW, Role.CONNECTOR, by=administrator, at=clock.now())
    link = link_in(post(NEW)[-1])
    with clock.stopped_at(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 409
    assert client.get(link).status_code == 200
    invitations.withdraw(session, first, by=administrator, at=clock.now())
    assert client.get(link).status_code == 409
    assert client.get("/invitations/made-up").status_code == 404


def test_somebody_with_an_account_accepts_and_signs_in_again(
    client: CheckedClient, provider: User, administrator: User, session: Session, post: Post
) -> None:
    invitations.invite_to_role(session, provider.email, Role.CONTRIBUTOR, by=administrator, at=clock.now())
    client.sign_in(provider)
    assert client.submit(link_in(post(provider.email)[-1])).location == "/sign-in"
    assert not is_in(client)
    assert Role.CONTRIBUTOR in provider.roles


def test_a_lead_invites_to_their_organisation_and_to_no_other(
    provider: User, organization: Organization, other_organization: Organization, session: Session, post: Post,
    client: CheckedClient,
) -> None:  # fmt: skip
    invitations.invite_to_organization(
        session, NEW, organization.id, MembershipKind.EDITOR, by=provider, at=clock.now()
    )
    link = link_in(post(NEW)[-1])
    assert "Kirkby Good Neighbours" in client.page(link).text
    client.submit(link, {"name": "Nia New", "password": GOOD})
    user = user_of_email(session, NEW)
    assert user
    assert user.organization_ids == {organization.id}
    assert not user.leads(organization.id)
    for by, where in ((provider, other_organization), (user, organization)):
        with pytest.raises(NotAllowed):
            invitations.invite_to_organization(
                session, "x@example.org", where.id, MembershipKind.EDITOR, by=by, at=clock.now()
            )


def test_only_administrators_invite_to_roles_and_only_stewards_have_areas(
    steward: User, administrator: User, session: Session
) -> None:
    with pytest.raises(NotAllowed):
        invitations.invite_to_role(session, NEW, Role.CONNECTOR, by=steward, at=clock.now())
    with pytest.raises(RuleBroken, match="only a steward"):
        invitations.invite_to_role(session, NEW, Role.CONNECTOR, area_code=DISTRICT, by=administrator, at=clock.now())
    with pytest.raises(RuleBroken, match="Select a role"):
        invitations.invite_to_role(session, NEW, Role.PROVIDER_EDITOR, by=administrator, at=clock.now())
