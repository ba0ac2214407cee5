"""Guesses that were wrong, kept for a day so that every process and host counts the same ones."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, UtcDateTime
from directory.extensions import Model


class FailedAttempt(Identified, Model):
    """One wrong guess: at what, at whose account and from where, both as keyed fingerprints only."""

    __tablename__ = "failed_attempt"
    __table_args__ = (
        Index("ix_failed_attempt_account", "kind", "account", "at"),
        Index("ix_failed_attempt_address", "kind", "address", "at"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
