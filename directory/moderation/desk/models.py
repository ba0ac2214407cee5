"""What the desk remembers of ringing those who run something: each call, and when to try again."""

from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.models.columns import OfService
from directory.moderation.desk.codes import CallOutcome


class Call(Identified, OfService, Model):
    """One attempt to reach those who run a listing."""

    __tablename__ = "desk_call"
    __table_args__ = (Index("ix_desk_call_at", "service_id", "at"),)

    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(80), doc="An actor as the audit record writes it")
    outcome: Mapped[CallOutcome] = mapped_column(coded(CallOutcome))
    method: Mapped[VerificationMethod | None] = mapped_column(coded(VerificationMethod))
    was: Mapped[ListingStatus | None] = mapped_column(coded(ListingStatus), doc="What it was before it was closed")


class CallPlan(Recorded, OfService, Model):
    """When to ring about a listing, and how often nobody answered since the last check."""

    __tablename__ = "call_plan"
    __table_args__ = (UniqueConstraint("service_id"),)

    best_time: Mapped[str | None] = mapped_column(EncryptedText, doc="As somebody said it; may name a person")
    not_before: Mapped[date | None]
    no_answers: Mapped[int] = mapped_column(default=0)
