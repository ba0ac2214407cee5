"""How accounts begin: by an invitation that fixes what comes with it, or by asking for one oneself."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from directory import encryption
from directory.accounts.loader import normal_email, user_of_email, user_of_id
from directory.accounts.models import Invitation, LinkPurpose, Membership, RoleGrant, User
from directory.accounts.operations.links import send_link
from directory.accounts.operations.spending import USED_UP, spend
from directory.accounts.operations.ways_in import end_sessions
from directory.accounts.roles import GIVEN, MembershipKind, Permission, Role
from directory.accounts.topics import INVITATION
from directory.audit.chain import record
from directory.errors import Conflict, NotAllowed, RuleBroken
from directory.notifications.outbox import put

LASTS = timedelta(days=7)
LASTS_FOR_ONESELF = timedelta(hours=24)


def register(session: Session, address: str, *, then: str = "", at: datetime) -> None:
    """Mail the way to an account to whoever asks; somebody who has one is told so, by mail only.

    `then` is the page of ours on which they wanted to go on.
    """
    if user_of_email(session, address) is not None:
        send_link(session, address, LinkPurpose.KNOWN, then=then, at=at)
        return
    _put(session, Invitation(expires_at=at + LASTS_FOR_ONESELF), address, then=then, at=at)


def invite_to_role(
    session: Session, address: str, role: Role, *, area_code: str = "", by: User, at: datetime
) -> Invitation:
    """Invite somebody to a role, a steward perhaps for one area."""
    if not by.may(Permission.MANAGE_PEOPLE):
        raise NotAllowed("Only an administrator gives roles.")
    if role not in GIVEN:
        raise RuleBroken("role", "Select a role")
    if area_code and role is not Role.STEWARD:
        raise RuleBroken("area_code", "Select no area: only a steward is limited to one")
    invitation = Invitation(role=role, area_code=area_code, invited_by_id=by.id, expires_at=at + LASTS)
    return _put(session, invitation, address, at=at, actor=by.actor)


def invite_to_organization(
    session: Session, address: str, organization_id: UUID, kind: MembershipKind, *, by: User, at: datetime
) -> Invitation:
    """Invite somebody to keep an organisation's listings. Its leads may, and administrators."""
    if not (by.leads(organization_id) or by.may(Permission.MANAGE_PEOPLE)):
        raise NotAllowed("Only a lead of the organisation invites others.")
    invitation = Invitation(
        organization_id=organization_id, membership_kind=kind, invited_by_id=by.id, expires_at=at + LASTS
    )
    return _put(session, invitation, address, at=at, actor=by.actor)


def withdraw(session: Session, invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back. Raises `Conflict` when it was used already."""
    if not invitation.works(at):
        raise Conflict("This invitation was used already or has ended.")
    invitation.expires_at = at
    record(
        session, actor=by.actor, action="invitation.withdrawn", subject=f"invitation:{invitation.id}", detail={}, at=at
    )


def open_account(
    session: Session, invitation: Invitation, *, name: str, password_digest: str | None, at: datetime
) -> User:
    """Open the account an invitation was mailed for, with what was fixed in it. The address is proved by the link."""
    _spend(session, invitation, at)
    address = invitation.email
    user = User(
        name=name,
        email=address,
        email_fingerprint=encryption.fingerprint(address),
        password=password_digest,
        created_at=at,
    )
    session.add(user)
    session.flush()
    record(session, actor=user.actor, action="account.opened", subject=user.actor, detail=_facts(invitation), at=at)
    bestow(user, invitation, at=at)
    return user


def accept_as(session: Session, invitation: Invitation, user: User, *, at: datetime) -> None:
    """Add to an account that is there what an invitation to its address brings."""
    _spend(session, invitation, at)
    bestow(user, invitation, at=at)
    end_sessions(session, user)
    record(
        session, actor=user.actor, action="invitation.accepted", subject=user.actor, detail=_facts(invitation), at=at
    )


def bestow(user: User, invitation: Invitation, *, at: datetime) -> None:
    """Give a person the role and the organisation of an invitation, unless they have them."""
    given = {(grant.role, grant.area_code) for grant in user.grants}
    if invitation.role and (invitation.role, invitation.area_code) not in given:
        grant = RoleGrant(role=invitation.role, area_code=invitation.area_code, granted_at=at)
        grant.granted_by_id = invitation.invited_by_id
        user.grants.append(grant)
    if invitation.organization_id and invitation.organization_id not in user.organization_ids:
        kind = invitation.membership_kind or MembershipKind.EDITOR
        user.memberships.append(Membership(organization_id=invitation.organization_id, kind=kind, since=at))


def _put(
    session: Session, invitation: Invitation, address: str, *, at: datetime, actor: str = "nobody", then: str = ""
) -> Invitation:
    invitation.email = normal_email(address)
    invitation.email_fingerprint = encryption.fingerprint(invitation.email)
    invitation.created_at = at
    session.add(invitation)
    session.flush()
    if invitation.invited_by_id:
        subject = f"invitation:{invitation.id}"
        record(session, actor=actor, action="invitation.sent", subject=subject, detail=_facts(invitation), at=at)
    put(session, INVITATION, {"invitation": str(invitation.id)} | ({"then": then} if then else {}), at=at)
    return invitation


def _spend(session: Session, invitation: Invitation, at: datetime) -> None:
    """Use an invitation. What somebody promised who may not give it any more is not given."""
    if invitation.invited_by_id and not _may_still(session, invitation):
        raise Conflict(USED_UP)
    spend(session, invitation, at)


def _may_still(session: Session, invitation: Invitation) -> bool:
    by = user_of_id(session, invitation.invited_by_id) if invitation.invited_by_id else None
    if by is None or not by.active:
        return False
    leads = invitation.organization_id is not None and by.leads(invitation.organization_id)
    return by.may(Permission.MANAGE_PEOPLE) or (leads and invitation.role is None)


def _facts(invitation: Invitation) -> dict[str, str]:
    facts = {
        "role": invitation.role,
        "area": invitation.area_code,
        "organization": invitation.organization_id,
        "kind": invitation.membership_kind,
    }
    return {name: str(value) for name, value in facts.items() if value}
