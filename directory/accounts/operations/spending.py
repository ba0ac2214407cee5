"""Mailed links are spent once, whoever is faster, and end when what they lead to has changed."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.accounts.models import AccountLink, Invitation, User
from directory.errors import Conflict

USED_UP = "This link was used already or is too old. Ask for a new one."


def spend(session: Session, mailed: AccountLink | Invitation, at: datetime) -> None:
    """Mark a link as used. Raises `Conflict` when it has ended or another request was first."""
    kind = type(mailed)
    mine = (
        update(kind)
        .where(kind.id == mailed.id, kind.used_at.is_(None), kind.expires_at > at)
        .values(used_at=at)
        .returning(kind.id)
    )
    session.flush()
    if session.scalars(mine.execution_options(synchronize_session=False)).first() is None:
        raise Conflict(USED_UP)
    session.refresh(mailed)


def end_links(session: Session, user: User, *, at: datetime) -> None:
    """End every link of somebody that still waits: after a new password or address none of them is theirs to use."""
    waiting = update(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    session.execute(waiting.values(used_at=at).execution_options(synchronize_session="fetch"))
