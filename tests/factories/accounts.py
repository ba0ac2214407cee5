"""People with accounts for tests: valid and dull."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.models import Membership, RoleGrant, Team, TeamMember, User
from directory.accounts.roles import SECOND_FACTOR, MembershipKind, Role

#: What the authenticator app of everybody in the cast holds.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def person(session: Session, name: str, *roles: Role, areas: tuple[str, ...] = (), **values: Any) -> User:
    """Somebody with these roles (each for these areas), and with a second factor if a role asks for one."""
    email = values.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    if not SECOND_FACTOR.isdisjoint(roles):
        values.setdefault("totp_secret", TOTP_SECRET)
    made = User(name=name, email=email, email_fingerprint=encryption.fingerprint(email), **values)
    made.grants = [RoleGrant(role=role, area_code=code) for role in roles for code in areas or ("",)]
    session.add(made)
    session.flush()
    return made


def member(session: Session, user: User, organization_id: UUID, kind: MembershipKind = MembershipKind.LEAD) -> User:
    """Make somebody a member of an organisation."""
    user.memberships.append(Membership(organization_id=organization_id, kind=kind))
    session.flush()
    return user


def trust(user: User) -> None:
    """Their everyday changes are live at once, whatever they keep."""
    for membership in user.memberships:
        membership.is_trusted = True


def team(session: Session, name: str, *area_codes: str) -> Team:
    """A team of connectors for these areas."""
    made = Team(name=name, area_codes=list(area_codes))
    session.add(made)
    session.flush()
    return made


def join(session: Session, user: User, of: Team, *, is_volunteer: bool = False) -> User:
    """Make somebody a member of a team."""
    user.team_member = TeamMember(team=of, is_volunteer=is_volunteer)
    session.flush()
    return user
