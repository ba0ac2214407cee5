"""One extract: who asked for what and why, who decided in which part, how often it was taken. The log of approvals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.insight.extracts.codes import ExtractState


class ResearchExtract(Recorded, Model):
    """Nobody's record is in it: rows are made when it is taken, and only while it is approved."""

    __tablename__ = "research_extract"
    __table_args__ = (
        Index("ix_research_extract_waiting", "state", "created_at"),
        CheckConstraint("state <> 'approved' OR (decided_by <> '' AND decided_as <> '')", name="approved_by"),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    recipient: Mapped[str] = mapped_column(String(200), doc="A team or organisation that answers for it, not a person")
    purpose: Mapped[str] = mapped_column(EncryptedText)
    facts: Mapped[list[str]] = mapped_column(Codes, doc="Fact codes that were agreed on")
    first: Mapped[date] = mapped_column(doc="First month")
    last: Mapped[date] = mapped_column(doc="Last month, over when it was asked for")
    state: Mapped[ExtractState] = mapped_column(coded(ExtractState), default=ExtractState.ASKED)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(
        String(80), default="", doc="Actor; the record keeps it when the account goes"
    )
    decided_as: Mapped[str] = mapped_column(String(200), default="", doc="The part in which they decided")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(EncryptedText, default="", doc="Why, as whoever asked reads it")
    until: Mapped[date | None] = mapped_column(doc="The last day on which it may be taken")
    taken: Mapped[int] = mapped_column(default=0, doc="How often it was taken")
    key: Mapped[str | None] = mapped_column(EncryptedText, doc="Of which its keys are made; erased when it ends")
