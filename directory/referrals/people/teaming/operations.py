"""Forming teams: their areas, who belongs to them, and as what. Whoever waits is given to the team of their area."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.models import RoleGrant, Team, TeamMember, User
from directory.accounts.roles import Role
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import Person
from directory.referrals.people.teams import place_waiting

#: Who may belong to a team: those who help people, and those who lead them.
WORKERS = (Role.CONNECTOR, Role.SUPERVISOR)


def make_team(session: Session, name: str, areas: Sequence[str], *, by: str, at: datetime) -> Team:
    """Form a team. Raises `RuleBroken` for a name that another team has."""
    team = Team(name=_free_name(session, name, None), area_codes=list(areas))
    session.add(team)
    session.flush()
    _placed(session, team, "team.made", by=by, at=at)
    return team


def change_team(session: Session, team: Team, name: str, areas: Sequence[str], *, by: str, at: datetime) -> None:
    """Give a team another name or other areas. People with a team stay with it; those who wait are placed."""
    team.name, team.area_codes = _free_name(session, name, team), list(areas)
    session.flush()
    _placed(session, team, "team.changed", by=by, at=at)


def add_member(session: Session, team: Team, user: User, *, is_volunteer: bool, by: str, at: datetime) -> TeamMember:
    """Make somebody a member. Raises `RuleBroken` for somebody in a team already, or whose role is another."""
    if user.team_member is not None:
        raise RuleBroken("user", "Take them out of their present team first: each belongs to one")
    if not {grant.role for grant in user.grants} & set(WORKERS):
        raise RuleBroken("user", "Give them the role of connector or supervisor first")
    user.team_member = TeamMember(team_id=team.id, is_volunteer=is_volunteer, since=at)
    session.flush()
    detail = {"user": str(user.id), "volunteer": is_volunteer}
    record(session, actor=by, action="team.member_added", subject=f"team:{team.id}", detail=detail, at=at)
    return user.team_member


def remove_member(session: Session, team: Team, member: TeamMember, *, by: str, at: datetime) -> None:
    """Take somebody out. Raises `Conflict` while people on their caseload belong to this team."""
    caseload = session.scalar(
        select(func.count()).where(Person.navigator_id == member.user_id, Person.closed_on.is_(None))
    )
    if caseload:
        raise Conflict("They have people on their caseload. Ask their supervisor to hand them over first.")
    detail = {"user": str(member.user_id)}
    session.delete(member)
    session.flush()
    record(session, actor=by, action="team.member_removed", subject=f"team:{team.id}", detail=detail, at=at)


def end_team(session: Session, team: Team, *, by: str, at: datetime) -> None:
    """Dissolve an empty team. Raises `Conflict` while it has members or people."""
    members = session.scalar(select(func.count()).where(TeamMember.team_id == team.id))
    people = session.scalar(select(func.count()).where(Person.team_id == team.id))
    if members or people:
        raise Conflict("This team still has members or people. Move them to another team first.")
    subject = f"team:{team.id}"
    session.delete(team)
    session.flush()
    record(session, actor=by, action="team.ended", subject=subject, detail={}, at=at)


def candidates(session: Session) -> list[User]:
    """Whoever could be a member and is in no team, by name."""
    free = select(User).where(
        User.active,
        User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(WORKERS))),
        User.id.not_in(select(TeamMember.user_id)),
    )
    return sorted(session.scalars(free), key=lambda user: (user.name.casefold(), str(user.id)))


def members_of(session: Session, team: Team) -> list[tuple[TeamMember, User]]:
    """Who belongs to a team, by name."""
    found = session.execute(
        select(TeamMember, User).join(User, User.id == TeamMember.user_id).where(TeamMember.team_id == team.id)
    )
    return sorted(((row[0], row[1]) for row in found), key=lambda pair: (pair[1].name.casefold(), str(pair[1].id)))


def _free_name(session: Session, name: str, team: Team | None) -> str:
    others = select(Team.name).where(Team.id != team.id) if team else select(Team.name)
    if name.casefold() in {each.casefold() for each in session.scalars(others)}:
        raise RuleBroken("name", "Enter another name: a team has this one already")
    return name


def _placed(session: Session, team: Team, action: str, *, by: str, at: datetime) -> None:
    detail = {"areas": list(team.area_codes), "placed": place_waiting(session)}
    record(session, actor=by, action=action, subject=f"team:{team.id}", detail=detail, at=at)
