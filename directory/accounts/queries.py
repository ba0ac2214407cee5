"""Reads of people, invitations and what they are for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, column, or_, select, table
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.types import Uuid

from directory.accounts.models import Invitation, Membership, Passkey, User
from directory.geo.models import Area, AreaType

#: The areas a steward may be limited to.
DISTRICTS = (AreaType.DISTRICT, AreaType.UNITARY)

#: Organisations belong to the layer above; their name is all that is read of them here.
_ORGANIZATION = table("organization", column("id", Uuid), column("name"))


def people() -> Select[User]:
    """Everybody with an account."""
    return select(User).options(selectinload(User.passkeys)).order_by(User.id)


def everybody(session: Session) -> Sequence[User]:
    """Everybody with an account, by name. Names are encrypted, so the database cannot order by them."""
    return sorted(session.scalars(people()), key=lambda user: (user.name.casefold(), user.email))


def waiting_invitations(session: Session, at: datetime, organization_id: UUID | None = None) -> Sequence[Invitation]:
    """Invitations nobody has accepted yet, newest first; of one organisation, or all that somebody sent."""
    waiting = select(Invitation).where(
        Invitation.used_at.is_(None), Invitation.expires_at > at, Invitation.invited_by_id.is_not(None)
    )
    if organization_id:
        waiting = waiting.where(Invitation.organization_id == organization_id)
    return session.scalars(waiting.order_by(Invitation.created_at.desc(), Invitation.id)).all()


def members_of(session: Session, organization_id: UUID) -> Sequence[tuple[Membership, User]]:
    """Who keeps an organisation's listings, leads first, then by how long."""
    found = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == organization_id)
        .order_by(Membership.kind.desc(), Membership.since, Membership.id)
    )
    return [(member, user) for member, user in session.execute(found)]


def organization_name(session: Session, organization_id: UUID) -> str | None:
    """What an organisation is called, if it is there."""
    return session.scalar(select(_ORGANIZATION.c.name).where(_ORGANIZATION.c.id == organization_id))


def organization_names(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """What several organisations are called."""
    found = session.execute(select(_ORGANIZATION.c.id, _ORGANIZATION.c.name).where(_ORGANIZATION.c.id.in_(list(ids))))
    return {row.id: row.name for row in found}


def districts(session: Session, on: date) -> list[tuple[str, str]]:
    """The districts of today, by name: the areas a steward may answer for."""
    today = or_(Area.valid_to.is_(None), Area.valid_to >= on)
    found = select(Area.code, Area.name).where(Area.area_type.in_(DISTRICTS), today).order_by(Area.name, Area.code)
    return [(code, name) for code, name in session.execute(found)]


def area_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """What areas are called."""
    found = session.execute(select(Area.code, Area.name).where(Area.code.in_(list(codes))).order_by(Area.valid_from))
    return {row.code: row.name for row in found}


def passkey_called(credential_id: bytes) -> Select[Passkey]:
    """The passkey a device names."""
    return select(Passkey).where(Passkey.credential_id == credential_id)
