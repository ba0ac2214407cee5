"""What keeps listings true: links in letters, reminders and who wants none, findings, owners, contact with providers.

Addresses of people are encrypted, and found again by a keyed fingerprint.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.listings.models.columns import OfService
from directory.moderation.freshness.codes import ContactHow, FindingKind, LinkPurpose


class FreshnessLink(Identified, OfService, Model):
    """A link that works once and for a time. Only a keyed hash of what stands in the letter is kept."""

    __tablename__ = "freshness_link"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(coded(LinkPurpose))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReminderLetter(Identified, Model):
    """One letter to one person about all the listings that fall due. Forgotten after a year, with the address."""

    __tablename__ = "reminder_letter"

    email: Mapped[str] = mapped_column(EncryptedText)
    email_fingerprint: Mapped[str] = mapped_column(String(64), index=True, info={"fingerprint_of": "email"})
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reminder(Identified, OfService, Model):
    """One listing in one letter: before which due day, and at which of the steps 30, 14, 0."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("service_id", "due_on", "step", "letter_id"),)

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("reminder_letter.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    step: Mapped[int]


class MailStop(Identified, Model):
    """An address that gets no reminders: its owner said so, or letters came back."""

    __tablename__ = "mail_stop"

    email: Mapped[str] = mapped_column(EncryptedText)
    email_fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info={"fingerprint_of": "email"})
    has_bounced: Mapped[bool] = mapped_column(default=False, doc="False when its owner asked for no more")
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ListingFinding(Identified, OfService, Model):
    """Something wrong with a listing's details. Stays open until a later look finds it mended."""

    __tablename__ = "listing_finding"
    __table_args__ = (Index("ix_listing_finding_open", "closed_at", "kind"),)

    kind: Mapped[FindingKind] = mapped_column(coded(FindingKind))
    what: Mapped[str] = mapped_column(String(500), doc="The address, number or postcode, as the listing has it")
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LinkCheck(Model):
    """One address that listings name, and how it last answered. Two failures a day apart make it broken."""

    __tablename__ = "link_check"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True, doc="SHA-256 of the address")
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    failures: Mapped[int] = mapped_column(default=0, doc="How often in a row it failed")


class ListingWatch(OfService, Model):
    """How far past its due day a listing is, and what it was before that began to show."""

    __tablename__ = "listing_watch"
    __table_args__ = (UniqueConstraint("service_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    was_paused: Mapped[bool] = mapped_column(default=False, doc="It returns to that once it was checked")
    warned_on: Mapped[date | None]
    stale_on: Mapped[date | None]


class AreaOwner(Identified, Model):
    """The steward who answers for every listing of an area that has no owner of its own."""

    __tablename__ = "area_owner"

    area_code: Mapped[str] = mapped_column(String(9), unique=True)
    steward_id: Mapped[UUID] = mapped_column(Uuid, index=True)


class ProviderContact(Identified, Model):
    """One time at which an organisation was reached. Who spoke with whom is not kept."""

    __tablename__ = "provider_contact"
    __table_args__ = (Index("ix_provider_contact_last", "organization_id", "at"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    how: Mapped[ContactHow] = mapped_column(coded(ContactHow))
