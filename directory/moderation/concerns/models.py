"""Concerns: what somebody noticed about a listing. Words and addresses of the public are encrypted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.moderation.concerns.codes import ConcernKind, ConcernStatus


class Concern(Recorded, Model):
    """Somebody says that a listing is not right. Outlives the listing, whose name it keeps."""

    __tablename__ = "concern"
    __table_args__ = (Index("ix_concern_waiting", "status", "created_at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    listing_name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[ConcernKind] = mapped_column(coded(ConcernKind))
    text: Mapped[str | None] = mapped_column(EncryptedText)
    reporter_email: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[ConcernStatus] = mapped_column(coded(ConcernStatus), default=ConcernStatus.NEW)
    outcome: Mapped[str | None] = mapped_column(Text, doc="Shown to anyone with the reference: no personal detail")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(80))
