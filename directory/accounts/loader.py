"""Finding people: by what their session holds, by id, by address. Always with their roles and organisations."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory import encryption
from directory.accounts.models import User


def normal_email(address: str) -> str:
    """An address as it is compared: people type capitals where they please."""
    return address.strip().lower()


def user_of_session(session: Session, mark: str) -> User | None:
    """Whom a session names, if the account is open and no later mark has replaced it."""
    named = select(User).where(User.fs_uniquifier == mark, User.active)
    whole = (joinedload(User.grants), joinedload(User.memberships), joinedload(User.team_member))
    at_once = named.options(*whole)  # asked for on every page they open
    return session.scalars(at_once).unique().one_or_none()


def user_of_email(session: Session, address: str) -> User | None:
    """Whose account has this address, disabled or not."""
    marks = encryption.fingerprints(normal_email(address))
    return session.scalars(select(User).where(User.email_fingerprint.in_(marks)).limit(1)).first()


def user_of_id(session: Session, user_id: UUID | str) -> User | None:
    """The account with this id."""
    return session.get(User, UUID(str(user_id)))
