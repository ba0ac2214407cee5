"""Copies of a plan on their way to the person it is about: by text, e-mail or letter."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Identified, UtcDateTime, coded
from directory.extensions import Model
from directory.referrals.codes.contact import ContactWay


class PlanCopy(Identified, Model):
    """One copy. Holds no address: where it goes is looked up when it leaves."""

    __tablename__ = "plan_copy"
    __table_args__ = (Index("ix_plan_copy_waiting", "way", "sent_at", "held"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    way: Mapped[ContactWay] = mapped_column(coded(ContactWay))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Left, or was printed and posted")
    held: Mapped[str | None] = mapped_column(Code, doc="Why it did not leave")
