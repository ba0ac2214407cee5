"""Short links by which a team elsewhere flags needs: made, found, counted, ended. Only a keyed hash is stored."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.needs.codes import FlagSource
from directory.needs.models import FlagLink

LETTERS_IN_A_TOKEN = 22  # 16 random bytes: short enough for a poster, and not to be guessed
LONGEST_DAYS = 366
#: What a team elsewhere may be.
SOURCES = (FlagSource.SOCIAL_CARE, FlagSource.CONTACT_CENTRE, FlagSource.PARTNER, FlagSource.PANEL)
ENDED = "This link has ended. Ask whoever gave it to you for a new one."


def new_link(
    session: Session, *, name: str, source: FlagSource, expires_on: date, by: User, at: datetime
) -> tuple[FlagLink, str]:
    """A link and its token, which is told once, here. Raises `RuleBroken` for a day that is past or too far."""
    today = clock.local(at).date()
    if source not in SOURCES:
        raise RuleBroken("source", "Select who they are")
    if not today < expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise RuleBroken("expires_on", "Choose a day to come, within a year")
    token = secrets.token_urlsafe(16)
    link = FlagLink(
        token_hash=encryption.fingerprint(token),
        name=name,
        source=source,
        made_by=by.id,
        made_at=at,
        expires_on=expires_on,
    )
    session.add(link)
    session.flush()
    _record(session, by, "flag_link.made", link, at)
    return link, token


def end_link(session: Session, link: FlagLink, *, by: User, at: datetime) -> None:
    """No more flags by this link."""
    if link.ended_at is not None:
        raise Conflict("This link has ended already.")
    link.ended_at = at
    _record(session, by, "flag_link.ended", link, at)


def link_called(session: Session, token: str) -> FlagLink:
    """The link of a token, ended or not. Raises `NotVisible` when there is no such link."""
    if len(token) == LETTERS_IN_A_TOKEN and token.isascii():
        marks = encryption.fingerprints(token)
        found = session.scalars(select(FlagLink).where(FlagLink.token_hash.in_(marks)).limit(1)).first()
        if found is not None:
            return found
    raise NotVisible("There is no such link.")


def works(link: FlagLink, today: date) -> bool:
    """Whether flags may come by it."""
    return link.ended_at is None and today <= link.expires_on


def use(session: Session, link: FlagLink, today: date) -> None:
    """Count one use. Raises `Conflict` for a link that has ended."""
    if not works(link, today):
        raise Conflict(ENDED)
    session.execute(
        update(FlagLink)
        .where(FlagLink.id == link.id)
        .values(used=FlagLink.used + 1)
        .execution_options(synchronize_session=False)
    )


def links(session: Session) -> Sequence[FlagLink]:
    """Every link, the newest first."""
    return session.scalars(select(FlagLink).order_by(FlagLink.made_at.desc(), FlagLink.id)).all()


def _record(session: Session, by: User, action: str, link: FlagLink, at: datetime) -> None:
    detail = {"source": link.source.value}
    record(session, actor=by.actor, action=action, subject=f"flag_link:{link.id}", detail=detail, at=at)
