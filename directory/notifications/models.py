"""Messages and other outside effects that wait for the commit: written in the same transaction, sent by the worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory import clock
from directory.db import Identified, UtcDateTime
from directory.extensions import Model


class OutboxMessage(Identified, Model):
    """One effect to bring about: `topic` names the handler, `payload` holds ids only."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "done_at", "dead_at", "due_at"),)

    topic: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Until then a worker is at it")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dead_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Given up after the last attempt; a person looks")
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text, doc="The kind of failure, never its words")
