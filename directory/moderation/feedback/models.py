"""What somebody said about how it was. Nobody is named: there is no room for who they are."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.moderation.feedback.codes import Rating, Told


class Feedback(Recorded, Model):
    """One answer, about a listing or about the way to help. Words are encrypted and erased after a year."""

    __tablename__ = "feedback"
    __table_args__ = (Index("ix_feedback_unread", "read_at", "at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    listing_name: Mapped[str] = mapped_column(String(255), default="", doc="Empty: about the way to help")
    rating: Mapped[Rating] = mapped_column(coded(Rating))
    text: Mapped[str | None] = mapped_column(EncryptedText)
    groups: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Codes of groups, as they said themselves")
    told: Mapped[Told] = mapped_column(coded(Told))
    taken_by: Mapped[str | None] = mapped_column(String(80), doc="Actor who wrote it down for somebody")
    district_code: Mapped[str] = mapped_column(String(9), default="", doc="Of the listing, where it is in one")
    month: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_by: Mapped[str | None] = mapped_column(String(80))
