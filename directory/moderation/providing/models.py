"""What providing keeps: claims, how often listings were read, how they end, and who wants no more letters.

Words and addresses of claimants are encrypted. How often a listing was read says nothing of who read it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import User
from directory.accounts.roles import MembershipKind
from directory.db import Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.listings.models import Service
from directory.moderation.providing.codes import ClaimRole, ClaimState


class Claim(Recorded, Model):
    """Somebody says that they belong to those who run a listing. A steward decides."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_waiting", "state", "created_at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id", ondelete="SET NULL"), doc="Whose it was when claimed; then whose it became"
    )
    role_there: Mapped[ClaimRole] = mapped_column(coded(ClaimRole))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    charity_number: Mapped[str | None] = mapped_column(String(20))
    work_email: Mapped[str | None] = mapped_column(EncryptedText, doc="Forgotten once the claim is decided")
    work_email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[ClaimState] = mapped_column(coded(ClaimState), default=ClaimState.PENDING)
    became: Mapped[MembershipKind | None] = mapped_column(coded(MembershipKind))
    reason: Mapped[str | None] = mapped_column(Text, doc="Written by a steward for the claimant")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(80))

    service: Mapped[Service] = relationship()
    user: Mapped[User] = relationship()


class ListingUse(Identified, Model):
    """How often a listing's page was read in one month (its first day). No person, no time of day."""

    __tablename__ = "listing_use"
    __table_args__ = (UniqueConstraint("service_id", "month"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    month: Mapped[date] = mapped_column(Date, index=True)
    views: Mapped[int] = mapped_column(default=0)


class ListingEnding(Recorded, Model):
    """How a listing ends: asked for by those who run it, in force once the listing itself bears the last day."""

    __tablename__ = "listing_ending"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), unique=True)
    last_day: Mapped[date] = mapped_column(Date)
    taken_over_by: Mapped[str | None] = mapped_column(String(255), doc="Who takes over, in words for everybody")
    why: Mapped[str | None] = mapped_column(Text, doc="For stewards, and for those who have to find something else")
    asked_by: Mapped[str] = mapped_column(String(80))


class ProviderLetters(Model):
    """The quarterly letters of one lead: which was the last, and whether they want none."""

    __tablename__ = "provider_letters"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    last_quarter: Mapped[str | None] = mapped_column(String(7), doc="As 2026-Q1")
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
