"""Links in letters that work once: made, found, used up. The link itself is nowhere but in the letter."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory import encryption
from directory.errors import Conflict, NotVisible
from directory.listings.models import Service
from directory.moderation.freshness.codes import LinkPurpose
from directory.moderation.freshness.models import FreshnessLink

WORKS_FOR = timedelta(days=60)  # from the first reminder, 30 days before the check is due, to the end of the grace
LETTERS_IN_A_TOKEN = 43  # 32 random bytes


def new_link(session: Session, service: Service, purpose: LinkPurpose, at: datetime) -> str:
    """A fresh token for one listing. It is told once, here; only its keyed hash is stored."""
    token = secrets.token_urlsafe(32)
    session.add(
        FreshnessLink(
            service_id=service.id,
            digest=encryption.fingerprint(token),
            purpose=purpose,
            created_at=at,
            expires_at=at + WORKS_FOR,
        )
    )
    return token


def link_called(session: Session, token: str, purpose: LinkPurpose) -> FreshnessLink:
    """The link of a token, used or not. Raises `NotVisible` when we sent no such link."""
    if len(token) == LETTERS_IN_A_TOKEN and token.isascii():
        marks = encryption.fingerprints(token)
        found = session.scalars(
            select(FreshnessLink).where(FreshnessLink.digest.in_(marks), FreshnessLink.purpose == purpose).limit(1)
        ).first()
        if found is not None:
            return found
    raise NotVisible("There is no such link.")


def works(link: FreshnessLink, at: datetime) -> bool:
    """Whether its button still does something."""
    return link.used_at is None and at < link.expires_at


def use_up(session: Session, link: FreshnessLink, at: datetime) -> None:
    """End the link, and every other of its kind for the listing: an older letter has nothing left to ask.

    Raises `Conflict` when another request was first: of two taps at once, one counts.
    """
    mine = (
        update(FreshnessLink)
        .where(FreshnessLink.id == link.id, FreshnessLink.used_at.is_(None), FreshnessLink.expires_at > at)
        .values(used_at=at)
        .returning(FreshnessLink.id)
    )
    if session.scalars(mine.execution_options(synchronize_session=False)).first() is None:
        raise Conflict("This link has done its work already.")
    others = update(FreshnessLink).where(
        FreshnessLink.service_id == link.service_id,
        FreshnessLink.purpose == link.purpose,
        FreshnessLink.used_at.is_(None),
    )
    session.execute(others.values(used_at=at).execution_options(synchronize_session=False))
    session.expire(link)


def forget_old_links(session: Session, at: datetime) -> str:
    """Remove links that ended a month ago: until then their page can say why they no longer work."""
    old = session.scalars(select(FreshnessLink).where(FreshnessLink.expires_at < at - timedelta(days=30))).all()
    for link in old:
        session.delete(link)
    return f"forgot {len(old)} links"
