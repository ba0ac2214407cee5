"""Who can sign in to the demonstration: one person for each role. Only where WAYPOST_MODE is demo.

The secret of each authenticator is made from the installation's secret key with a purpose of its own, so `waypost
accounts demo` can print the code of the moment. In production these accounts are refused at the door, whatever their
password, and `waypost check` finds them.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts import passwords
from directory.accounts.models import Membership, RoleGrant, Team, TeamMember, User
from directory.accounts.roles import SECOND_FACTOR, MembershipKind, Role

PASSWORD = "tin whistle harbour"  # noqa: S105 -- printed on purpose, and refused outside the demonstration


@dataclass(frozen=True)
class Person:
    """One account of the demonstration."""

    email: str
    name: str
    what: str
    role: Role | None = None
    keeps_listings: bool = False
    area_code: str = ""
    team: str = ""
    is_volunteer: bool = False

    @property
    def has_second_step(self) -> bool:
        """Whether a code is asked for."""
        return self.role in SECOND_FACTOR


MIDDLE, NORTH, SOUTH = "Mansfield and Ashfield connectors", "Bassetlaw and Newark connectors", "Trent Vale connectors"
#: The teams of connectors and the districts they answer for. Nobody answers for Rushcliffe yet.
TEAMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {MIDDLE: ("E07000170", "E07000174"), NORTH: ("E07000171", "E07000175"), SOUTH: ("E07000172", "E07000173")}
)
CAST = (
    Person("resident@example.org", "Rita Resident", "Resident with an account"),
    Person("provider@example.org", "Priya Provider", "Provider: keeps an organisation’s listings", keeps_listings=True),
    Person("referrer@example.org", "Rosa Referrer", "Partner who refers", Role.PARTNER_REFERRER),
    Person("contributor@example.org", "Chris Contributor", "Contributor", Role.CONTRIBUTOR),
    Person("reviewer@example.org", "Renu Reviewer", "Reviewer with lived experience", Role.REVIEWER),
    Person("connector@example.org", "Connie Connector", "Connector in Mansfield", Role.CONNECTOR, team=MIDDLE),
    Person("colleague@example.org", "Colin Colleague", "Connector of the same team", Role.CONNECTOR, team=MIDDLE),
    Person(
        "volunteer@example.org",
        "Vera Volunteer",
        "Volunteer of the same team",
        Role.CONNECTOR,
        team=MIDDLE,
        is_volunteer=True,
    ),
    Person("supervisor@example.org", "Sue Supervisor", "Supervisor of that team", Role.SUPERVISOR, team=MIDDLE),
    Person("north.connector@example.org", "Nora Connector", "Connector in Bassetlaw", Role.CONNECTOR, team=NORTH),
    Person("north.colleague@example.org", "Ned Colleague", "Connector in Newark", Role.CONNECTOR, team=NORTH),
    Person("north.supervisor@example.org", "Nina Supervisor", "Supervisor in the north", Role.SUPERVISOR, team=NORTH),
    Person("south.connector@example.org", "Sol Connector", "Connector in Gedling", Role.CONNECTOR, team=SOUTH),
    Person("steward@example.org", "Stella Steward", "Steward of the whole directory", Role.STEWARD),
    Person(
        "area.steward@example.org", "Aled Steward", "Steward of Mansfield only", Role.STEWARD, area_code="E07000174"
    ),
    Person("commissioner@example.org", "Carl Commissioner", "Commissioner", Role.COMMISSIONER),
    Person("administrator@example.org", "Ada Administrator", "Administrator", Role.ADMINISTRATOR),
)
EMAILS = frozenset(person.email for person in CAST)


def secret_of(email: str, key: str) -> str:
    """The authenticator secret of one of them, in this installation."""
    mark = hmac.new(key.encode(), f"demonstration authenticator {email}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mark[:20]).decode()


def load_people(session: Session, *, key: str, organization_id: UUID | None, at: datetime) -> int:
    """Open the accounts, or bring them back to how they were. How many there are."""
    digest = passwords.digest(PASSWORD)
    present = {user.email: user for user in there_are(session)}
    teams = _teams(session)
    for person in CAST:
        user = present.get(person.email) or User(email=person.email, created_at=at)
        user.email_fingerprint = encryption.fingerprint(person.email)
        user.name, user.password, user.active = person.name, digest, True
        user.totp_secret = secret_of(person.email, key) if person.has_second_step else None
        session.add(user)
        session.flush()
        _bestow(session, user, person, organization_id, at)
        _join(session, user, person, teams, at)
    return len(CAST)


def there_are(session: Session) -> Sequence[User]:
    """The accounts of the demonstration that this database holds."""
    marks = [mark for email in EMAILS for mark in encryption.fingerprints(email)]
    return session.scalars(select(User).where(User.email_fingerprint.in_(marks)).order_by(User.id)).all()


def _bestow(session: Session, user: User, person: Person, organization_id: UUID | None, at: datetime) -> None:
    session.execute(delete(RoleGrant).where(RoleGrant.user_id == user.id))
    session.execute(delete(Membership).where(Membership.user_id == user.id))
    session.expire(user, ["grants", "memberships"])
    if person.role:
        user.grants.append(RoleGrant(role=person.role, area_code=person.area_code, granted_at=at))
    if person.keeps_listings and organization_id:
        user.memberships.append(Membership(organization_id=organization_id, kind=MembershipKind.LEAD, since=at))
    session.flush()


def _teams(session: Session) -> dict[str, Team]:
    found = {team.name: team for team in session.scalars(select(Team).where(Team.name.in_(TEAMS)))}
    for name, codes in TEAMS.items():
        if name not in found:
            found[name] = Team(name=name, area_codes=list(codes))
            session.add(found[name])
    session.flush()
    return found


def _join(session: Session, user: User, person: Person, teams: Mapping[str, Team], at: datetime) -> None:
    session.execute(delete(TeamMember).where(TeamMember.user_id == user.id))
    session.expire(user, ["team_member"])
    if person.team:
        user.team_member = TeamMember(team_id=teams[person.team].id, is_volunteer=person.is_volunteer, since=at)
    session.flush()
