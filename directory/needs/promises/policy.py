"""Who sees which promises: connectors and supervisors of the team that covers the district. Volunteers see none."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import Session

from directory.accounts.models import Team, User
from directory.accounts.roles import Permission
from directory.needs.models import Promise, UnmetNeed


def visible_promises(session: Session, user: User) -> Select[Promise]:
    """Promises made to people who are not on record, in the areas of somebody's team; supervisors see the uncovered."""
    return select(Promise).where(_within(session, user), Promise.person_id.is_(None))


def _within(session: Session, user: User) -> ColumnElement[bool]:
    if not user.may(Permission.REFER) or user.is_volunteer:
        return false()
    teams = session.scalars(select(Team).order_by(Team.id)).all()
    rules: list[ColumnElement[bool]] = []
    mine = next((team for team in teams if team.id == user.team_id), None)
    if mine is not None:
        rules.append(_in_areas(mine.area_codes) if mine.area_codes else true())
    if user.may(Permission.SUPERVISE):
        covered = [code for team in teams for code in team.area_codes]
        everywhere = any(not team.area_codes for team in teams)
        rules.append(false() if everywhere else or_(Promise.district_code.is_(None), ~_in_areas(covered)))
    return or_(*rules) if rules else false()


def _in_areas(codes: list[str]) -> ColumnElement[bool]:
    flags = select(UnmetNeed.id).where(UnmetNeed.ward_code.in_(codes))
    in_ward = Promise.unmet_need_id.in_(flags)
    in_district = and_(Promise.district_code.is_not(None), Promise.district_code.in_(codes))
    return or_(in_district, in_ward)
