"""The tables of accounts: people, their roles and memberships, their ways in, their links and their sessions."""

from directory.accounts.models.attempts import FailedAttempt
from directory.accounts.models.links import AccountLink, Invitation, LinkPurpose
from directory.accounts.models.people import Membership, RoleGrant, User
from directory.accounts.models.sessions import SignInSession
from directory.accounts.models.teams import Team, TeamMember
from directory.accounts.models.ways_in import Passkey, RecoveryCode

__all__ = [
    "AccountLink",
    "FailedAttempt",
    "Invitation",
    "LinkPurpose",
    "Membership",
    "Passkey",
    "RecoveryCode",
    "RoleGrant",
    "SignInSession",
    "Team",
    "TeamMember",
    "User",
]
