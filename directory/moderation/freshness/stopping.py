"""Who wants no more reminders: a mark that stands in every letter, and the list of addresses that get none."""

from datetime import datetime
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import encryption
from directory.audit import chain
from directory.errors import NotVisible
from directory.moderation.freshness.models import MailStop, ReminderLetter
from directory.moderation.freshness.recipients import normal


def stop_mark(secret: str, letter: ReminderLetter) -> str:
    """What stands in a letter's last line. It works for as long as we keep the letter, and names nobody."""
    return str(_signer(secret).dumps(letter.id.hex))


def letter_of(session: Session, secret: str, mark: str) -> ReminderLetter:
    """The letter in which a mark stood. Raises `NotVisible` for marks that we did not write."""
    try:
        letter = session.get(ReminderLetter, UUID(hex=str(_signer(secret).loads(mark))))
    except (BadSignature, ValueError):
        letter = None
    if letter is None:
        raise NotVisible("There is no such link.")
    return letter


def stop_of(session: Session, email: str) -> MailStop | None:
    """The entry of an address that gets no reminders."""
    marks = encryption.fingerprints(normal(email))
    return session.scalars(select(MailStop).where(MailStop.email_fingerprint.in_(marks)).limit(1)).first()


def stop(session: Session, email: str, *, by: str, at: datetime, has_bounced: bool = False) -> None:
    """Send no more reminders to an address. Asking twice is no harm."""
    if stop_of(session, email) is not None:
        return
    fingerprint = encryption.fingerprint(normal(email))
    entry = MailStop(email=normal(email), email_fingerprint=fingerprint, at=at, has_bounced=has_bounced)
    session.add(entry)
    session.flush()
    detail = {"bounced": has_bounced}
    chain.record(session, actor=by, action="reminder.stopped", subject=f"mail_stop:{entry.id}", detail=detail, at=at)


def start_again(session: Session, email: str, *, by: str, at: datetime) -> None:
    """Send reminders again to somebody who has changed their mind."""
    entry = stop_of(session, email)
    if entry is not None:
        subject = f"mail_stop:{entry.id}"
        session.delete(entry)
        chain.record(session, actor=by, action="reminder.resumed", subject=subject, detail={}, at=at)


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="no more reminders")
