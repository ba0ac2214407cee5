"""What the pages of accounts say, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory.accounts.models import Invitation, RoleGrant, User
from directory.accounts.roles import GRANTS, SECOND_FACTOR, Permission, Role


@dataclass(frozen=True)
class Offer:
    """What an invitation brings."""

    email: str
    role: Role | None
    area: str
    organization: str | None

    @property
    def permissions(self) -> tuple[str, ...]:
        """What the role lets somebody do, in the order of the table."""
        held = GRANTS[self.role] if self.role else frozenset()
        return tuple(permission.label for permission in Permission if permission in held)

    @property
    def asks_for_second_step(self) -> bool:
        """Whether an app will be needed beside the password."""
        return self.role in SECOND_FACTOR


#: What somebody who gives a role wants to know of it; docs/roles.md has the whole.
SAYS = {
    Role.PARTNER_REFERRER: "Sees listings kept for people who refer others.",
    Role.CONTRIBUTOR: "Suggests groups and places. Sees nothing that the public does not.",
    Role.REVIEWER: "Reads which words changed, comments and agrees. Sees nothing else that the public does not.",
    Role.CONNECTOR: "Sees listings kept for people who refer others, and suggests more.",
    Role.SUPERVISOR: "As a connector; also sees how true the directory is.",
    Role.STEWARD: "Answers for the directory: decides, rings up, joins doubles, brings in lists.",
    Role.COMMISSIONER: "Sees listings kept for people who refer others, and how true the directory is.",
    Role.ADMINISTRATOR: "Invites people, gives and takes roles, closes accounts. Decides nothing about listings.",
}


@dataclass(frozen=True)
class RoleLine:
    """One role of somebody, and where it counts."""

    id: UUID
    label: str
    area: str


@dataclass(frozen=True)
class PersonLine:
    """Somebody in the list of people."""

    id: UUID
    name: str
    email: str
    roles: tuple[RoleLine, ...]
    keeps_listings: bool
    active: bool
    second_step: str
    last_signed_in_at: datetime | None


def person_line(user: User, areas: Mapping[str, str]) -> PersonLine:
    """How the list tells of somebody."""
    roles = tuple(role_line(grant, areas) for grant in user.grants)
    return PersonLine(
        user.id,
        user.name,
        user.email,
        roles,
        bool(user.memberships),
        user.active,
        second_step(user),
        user.last_signed_in_at,
    )


def role_line(grant: RoleGrant, areas: Mapping[str, str]) -> RoleLine:
    """A role with the name of its area."""
    return RoleLine(grant.id, grant.role.label, areas.get(grant.area_code, grant.area_code))


def second_step(user: User) -> str:
    """What somebody shows beside the password."""
    ways = (["authenticator app"] if user.totp_secret else []) + (["passkey"] if user.passkeys else [])
    return " and ".join(ways) or ("not set up yet" if user.needs_second_factor else "none")


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that waits."""

    id: UUID
    email: str
    what: str
    expires_at: datetime


def invitation_line(invitation: Invitation, areas: Mapping[str, str]) -> InvitationLine:
    """How the list tells of an invitation."""
    role = invitation.role.label if invitation.role else "Keeps an organisation’s listings"
    area = areas.get(invitation.area_code, invitation.area_code)
    return InvitationLine(invitation.id, invitation.email, f"{role}, {area}" if area else role, invitation.expires_at)
