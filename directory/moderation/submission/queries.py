"""Questions about drafts: which bears a code, which are whose, whether an address was confirmed."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.moderation.submission.models import ListingDraft, SubmittedEmail


def draft_called(code: str, at: datetime) -> Select[ListingDraft]:
    """The draft with this code, unless it has run out."""
    return select(ListingDraft).where(ListingDraft.code == code, ListingDraft.expires_at > at)


def drafts_of(user_id: UUID, at: datetime) -> Select[ListingDraft]:
    """What somebody with an account is still writing, the latest first."""
    unsent = ListingDraft.user_id == user_id, ListingDraft.sent_as.is_(None), ListingDraft.expires_at > at
    return select(ListingDraft).where(*unsent).order_by(ListingDraft.updated_at.desc(), ListingDraft.id)


def email_with(token: str, at: datetime) -> Select[SubmittedEmail]:
    """The address that a letter's link confirms, unless the link has run out."""
    return select(SubmittedEmail).where(SubmittedEmail.token_digest == digest(token), SubmittedEmail.expires_at > at)


def is_email_confirmed(session: Session, reference: str) -> bool:
    """Whether whoever sent a proposal has followed the link in their letter."""
    found = session.scalar(select(SubmittedEmail.confirmed_at).where(SubmittedEmail.reference == reference))
    return found is not None


def digest(token: str) -> str:
    """What the database keeps of a link."""
    return hashlib.sha256(token.encode()).hexdigest()
