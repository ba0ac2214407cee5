"""Listings that somebody is still writing, and the addresses of those who have sent one.

A draft may hold what nobody else should read (a private address, a number before its owner agreed): its answers are
encrypted, its code is the only way in, and a job forgets it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Identified, Recorded, UtcDateTime
from directory.encryption import EncryptedJson
from directory.extensions import Model


class ListingDraft(Recorded, Model):
    """One listing in the making. After it is sent only the reference of what was sent is left of it."""

    __tablename__ = "listing_draft"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, doc="By step, as they were typed")
    saves: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, doc="How often each step was saved")
    done: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Steps that were answered to the end")
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    sent_as: Mapped[str | None] = mapped_column(String(20), doc="The reference of the proposal it became")

    @property
    def name(self) -> str:
        """What it is called so far."""
        return str(self.answers.get("name", {}).get("name", "")) or "Without a name yet"


class SubmittedEmail(Identified, Model):
    """Whether the address left with a proposal is its owner's. The address itself is kept with the proposal."""

    __tablename__ = "submitted_email"

    reference: Mapped[str] = mapped_column(String(20), unique=True, doc="Of the proposal")
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
