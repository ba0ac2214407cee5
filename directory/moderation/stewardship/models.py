"""What stewards keep beside a listing: labels, notes, contacts, claims of quality; and who wants to hear of changes.

Nothing here is part of the directory's own record, so nothing of it leaves with an export or comes with an import.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.moderation.stewardship.codes import ClaimState, ContactWay, QualityKind, WordingState


class _OfListing:
    """Leaves with the listing it is about."""

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)


class ListingLabel(Identified, _OfListing, Model):
    """A steward's own tag, such as "winter list": found and filtered by stewards, seen by nobody else."""

    __tablename__ = "listing_label"
    __table_args__ = (UniqueConstraint("service_id", "label"), Index("ix_listing_label_label", "label"))

    label: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class StewardNote(Identified, _OfListing, Model):
    """Something one steward leaves for the next. Encrypted: people write names although they are asked not to."""

    __tablename__ = "steward_note"

    text: Mapped[str] = mapped_column(EncryptedText)
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LoggedContact(Identified, Model):
    """One time that somebody here and the people who run a listing spoke. Encrypted: people write names."""

    __tablename__ = "contact_log"
    __table_args__ = (CheckConstraint("service_id IS NOT NULL OR organization_id IS NOT NULL", name="about_something"),)

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    on_day: Mapped[date]
    way: Mapped[ContactWay] = mapped_column(coded(ContactWay))
    text: Mapped[str] = mapped_column(EncryptedText, default="")
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class QualityClaim(Recorded, _OfListing, Model):
    """A claim of quality with its evidence. Shown to the public only while confirmed and in date."""

    __tablename__ = "quality_claim"
    __table_args__ = (
        Index("ix_quality_claim_waiting", "state", "created_at"),
        CheckConstraint("state <> 'confirmed' OR (checked_on IS NOT NULL AND expires_on IS NOT NULL)", name="checked"),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[QualityKind] = mapped_column(coded(QualityKind))
    state: Mapped[ClaimState] = mapped_column(coded(ClaimState), default=ClaimState.PROPOSED)
    evidence: Mapped[str] = mapped_column(EncryptedText)
    evidence_url: Mapped[str | None] = mapped_column(String(500))
    proposed_by: Mapped[str] = mapped_column(String(120))
    proposer_id: Mapped[UUID | None] = mapped_column(Uuid, doc="The account to write to")
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(EncryptedText, doc="In words the proposer reads")
    checked_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    warned_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Its people were told that it ends soon")


class Watch(Identified, _OfListing, Model):
    """Somebody wants to hear when a listing changes. `told_of` is the mark of what they know already."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("user_id", "service_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Something about it was written since")
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="What it says became different")
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_of: Mapped[str] = mapped_column(String(32))


class AreaUpload(Identified, Model):
    """Outlines on their way in: kept until they are applied or thrown away, a week at most."""

    __tablename__ = "area_upload"

    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    valid_from: Mapped[date | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, doc="What applying it would do")
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class WordSuggestion(Identified, _OfListing, Model):
    """Plainer words that a steward offers to the people who run a listing."""

    __tablename__ = "word_suggestion"

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str | None] = mapped_column(EncryptedText)
    state: Mapped[WordingState] = mapped_column(coded(WordingState), default=WordingState.SENT)
    by: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
