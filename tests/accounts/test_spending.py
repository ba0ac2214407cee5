"""Links and codes that work once do so under two requests at once too, and end with what they were mailed for."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts import passwords
from directory.accounts.models import AccountLink, LinkPurpose, Membership, RecoveryCode, RoleGrant, User
from directory.accounts.operations import invitations, links, people, ways_in
from directory.accounts.roles import MembershipKind, Role
from directory.errors import Conflict
from directory.listings.models import Organization

NEW = "nia.new@example.org"
Mail = Callable[[LinkPurpose], AccountLink]


@pytest.fixture
def mail(session: Session, provider: User) -> Mail:
    """Mails the provider a link."""

    def send(purpose: LinkPurpose) -> AccountLink:
        links.send_link(session, provider.email, purpose, at=clock.now())
        return session.scalars(select(AccountLink).where(AccountLink.purpose == purpose)).one()

    return send


def test_of_two_requests_with_one_link_the_second_is_too_late(session: Session, mail: Mail) -> None:
    link = mail(LinkPurpose.SIGN_IN)
    faster = update(AccountLink).values(used_at=clock.now()).execution_options(synchronize_session=False)
    session.execute(faster)
    with pytest.raises(Conflict):
        links.use_link(session, link, at=clock.now())


def test_of_two_requests_with_one_recovery_code_the_second_is_wrong(session: Session, provider: User) -> None:
    code, *_others = ways_in.new_recovery_codes(session, provider, at=clock.now())
    session.flush()
    session.execute(delete(RecoveryCode).execution_options(synchronize_session=False))
    assert not ways_in.use_recovery_code(session, provider, code, at=clock.now())


@pytest.mark.parametrize("purpose", [LinkPurpose.SIGN_IN, LinkPurpose.RESET])
def test_a_new_password_ends_the_links_that_wait(
    session: Session, provider: User, mail: Mail, purpose: LinkPurpose
) -> None:
    link = mail(purpose)
    digest = passwords.digest("velvet anchor thistle")
    ways_in.change_password(session, provider, digest, by=provider.actor, at=clock.now())
    with pytest.raises(Conflict):
        links.use_link(session, link, at=clock.now())


def test_a_new_password_ends_a_change_of_address_that_somebody_else_began(session: Session, provider: User) -> None:
    links.ask_new_email(session, provider, "thief@example.org", at=clock.now())
    digest = passwords.digest("velvet anchor thistle")
    ways_in.change_password(session, provider, digest, by=provider.actor, at=clock.now())
    with pytest.raises(Conflict):
        links.use_link(session, session.scalars(select(AccountLink)).one(), at=clock.now())


def test_a_new_address_ends_what_was_mailed_to_the_old_one(session: Session, provider: User, mail: Mail) -> None:
    link = mail(LinkPurpose.RESET)
    links.take_new_email(session, provider, NEW, at=clock.now())
    with pytest.raises(Conflict):
        links.use_link(session, link, at=clock.now())


def test_an_administrator_who_is_none_any_more_has_nothing_to_give(
    session: Session, administrator: User, provider: User
) -> None:
    sent = invitations.invite_to_role(session, provider.email, Role.ADMINISTRATOR, by=administrator, at=clock.now())
    session.execute(delete(RoleGrant).where(RoleGrant.user_id == administrator.id))
    session.expire_all()
    with pytest.raises(Conflict):
        invitations.accept_as(session, sent, provider, at=clock.now())
    assert Role.ADMINISTRATOR not in provider.roles


def test_who_was_taken_out_of_an_organisation_lets_nobody_else_in(
    session: Session, provider: User, other_provider: User, organization: Organization
) -> None:
    kind = MembershipKind.LEAD
    sent = invitations.invite_to_organization(session, NEW, organization.id, kind, by=provider, at=clock.now())
    member = session.scalars(select(Membership).where(Membership.user_id == provider.id)).one()
    people.remove_member(session, member, provider, by=provider, at=clock.now())
    session.flush()
    with pytest.raises(Conflict):
        invitations.accept_as(session, sent, other_provider, at=clock.now())
