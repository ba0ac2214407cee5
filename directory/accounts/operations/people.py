"""Roles given and taken, memberships, accounts disabled, opened again and closed. Nobody changes their own roles."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Membership, RoleGrant, User
from directory.accounts.operations.ways_in import end_sessions
from directory.accounts.roles import GIVEN, MembershipKind, Permission, Role
from directory.audit.chain import record
from directory.errors import Conflict, NotAllowed, RuleBroken

NOT_ONESELF = "Nobody changes their own roles or disables their own account. Ask another administrator."
LAST_ADMINISTRATOR = "Give somebody else the role of administrator first: nobody else has it"


def give_role(session: Session, user: User, role: Role, *, area_code: str = "", by: User, at: datetime) -> None:
    """Give somebody a role. Their sessions end: what a role asks for is asked when they sign in."""
    check_may_manage(by, user)
    if role not in GIVEN:
        raise RuleBroken("role", "Select a role")
    if area_code and role is not Role.STEWARD:
        raise RuleBroken("area_code", "Select no area: only a steward is limited to one")
    if any((grant.role, grant.area_code) == (role, area_code) for grant in user.grants):
        raise RuleBroken("role", "Select another role: they have this one")
    user.grants.append(RoleGrant(role=role, area_code=area_code, granted_by_id=by.id, granted_at=at))
    end_sessions(session, user)
    _recorded(session, user, "account.role_given", by, at, role=role.value, area=area_code)


def take_role(session: Session, user: User, grant: RoleGrant, *, by: User, at: datetime) -> None:
    """Take a role away, at once."""
    check_may_manage(by, user)
    if grant not in user.grants:
        raise Conflict("This role was taken away already.")
    user.grants.remove(grant)
    end_sessions(session, user)
    _recorded(session, user, "account.role_taken", by, at, role=grant.role.value, area=grant.area_code)


def add_member(
    session: Session, user: User, organization_id: UUID, kind: MembershipKind, *, by: str, at: datetime
) -> None:
    """Make somebody a lead or an editor of an organisation: for an approved claim."""
    if organization_id in user.organization_ids:
        raise Conflict("They keep this organisation's listings already.")
    user.memberships.append(Membership(organization_id=organization_id, kind=kind, since=at))
    session.flush()
    facts = {"organization": str(organization_id), "kind": kind.value}
    record(session, actor=by, action="account.member_added", subject=user.actor, detail=facts, at=at)


def remove_member(session: Session, member: Membership, user: User, *, by: User, at: datetime) -> None:
    """Take somebody out of an organisation. Leads may, administrators, and the person themselves."""
    check_may_remove(member, by)
    user.memberships.remove(member)
    _recorded(session, user, "account.member_removed", by, at, organization=str(member.organization_id))


def check_may_remove(member: Membership, by: User) -> None:
    """Raises `NotAllowed` for whoever may not take this person out."""
    if not (by.id == member.user_id or by.leads(member.organization_id) or by.may(Permission.MANAGE_PEOPLE)):
        raise NotAllowed("Only a lead of the organisation removes others.")


def disable(session: Session, user: User, *, by: User, at: datetime) -> None:
    """Let somebody in no more, from this moment."""
    check_may_manage(by, user)
    user.active = False
    end_sessions(session, user)
    _recorded(session, user, "account.disabled", by, at)


def enable(session: Session, user: User, *, by: User, at: datetime) -> None:
    """Let somebody in again."""
    check_may_manage(by, user)
    user.active = True
    _recorded(session, user, "account.enabled", by, at)


def trust(
    session: Session, user: User, organizations: Collection[UUID], *, is_trusted: bool, by: User, at: datetime
) -> None:
    """Let a provider's everyday changes to some organisations' listings be live at once, or no more."""
    if not by.may(Permission.MODERATE):
        raise NotAllowed("Only a steward decides whose changes are live at once.")
    for membership in user.memberships:
        if membership.organization_id in organizations and membership.is_trusted is not is_trusted:
            membership.is_trusted = is_trusted
            action = "account.trusted" if is_trusted else "account.not_trusted"
            _recorded(session, user, action, by, at, organization=str(membership.organization_id))


def rename(session: Session, user: User, name: str, *, at: datetime) -> None:
    """Change what colleagues read."""
    user.name = name
    _recorded(session, user, "account.renamed", user, at)


def close_account(session: Session, user: User, *, at: datetime) -> None:
    """Remove somebody's account and everything in it. The record keeps its number, which names nobody any more."""
    if Role.ADMINISTRATOR in user.roles and not _other_administrators(session, user):
        raise RuleBroken(None, LAST_ADMINISTRATOR)
    end_sessions(session, user)
    _recorded(session, user, "account.closed", user, at)
    session.delete(user)


def _other_administrators(session: Session, user: User) -> bool:
    others = (
        select(User.id).join(RoleGrant).where(RoleGrant.role == Role.ADMINISTRATOR, User.active, User.id != user.id)
    )
    return session.scalars(others.limit(1)).first() is not None


def check_may_manage(by: User, user: User) -> None:
    """Refuse everybody but administrators, and them for themselves."""
    if not by.may(Permission.MANAGE_PEOPLE):
        raise NotAllowed("Only an administrator does this.")
    if by.id == user.id:
        raise NotAllowed(NOT_ONESELF)


def _recorded(session: Session, user: User, action: str, by: User, at: datetime, **detail: str) -> None:
    facts = {name: value for name, value in detail.items() if value}
    record(session, actor=by.actor, action=action, subject=user.actor, detail=facts, at=at)
