"""What of accounts is forgotten at night: sessions that have ended, links and invitations that work no more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from directory.accounts.models import AccountLink, FailedAttempt, Invitation, SignInSession
from directory.db import delete_rows

KEPT = timedelta(days=30)  # long enough to say of a link in an old letter that it was used


def forget_ended(session: Session, at: datetime) -> str:
    """Delete sessions that have ended, and links and invitations that ended a month ago."""
    ended = or_(SignInSession.idle_ends_at <= at, SignInSession.ends_at <= at)
    sessions = delete_rows(session, delete(SignInSession).where(ended))
    links = delete_rows(session, delete(AccountLink).where(AccountLink.expires_at <= at - KEPT))
    invitations = delete_rows(session, delete(Invitation).where(Invitation.expires_at <= at - KEPT))
    delete_rows(session, delete(FailedAttempt).where(FailedAttempt.at <= at - timedelta(days=1)))
    return f"{sessions:,} sessions, {links:,} links and {invitations:,} invitations forgotten"
