"""Single facts about a service or a place. No row means not known: never no, never free."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Recorded, UtcDateTime, coded
from directory.extensions import Model
from directory.listings.codes import CapacityStatus, CostType, Feature, Known, LinkType, Tier
from directory.listings.models.columns import DatedEntry, OfService


class CostOption(Recorded, OfService, DatedEntry, Model):
    """One way of paying. `amount` is in pounds."""

    __tablename__ = "cost_option"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount_not_negative"),)

    cost_type: Mapped[CostType] = mapped_column(coded(CostType), default=CostType.UNKNOWN)
    option: Mapped[str | None] = mapped_column(String(255))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    amount_description: Mapped[str | None] = mapped_column(Text)


class Accessibility(Recorded, Model):
    """One access or welcome fact, of a place or of the service itself wherever it happens."""

    __tablename__ = "accessibility"
    __table_args__ = (
        CheckConstraint("(location_id IS NULL) <> (service_id IS NULL)", name="of_place_or_service"),
        UniqueConstraint("location_id", "feature"),
        UniqueConstraint("service_id", "feature"),
    )

    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    feature: Mapped[Feature] = mapped_column(coded(Feature))
    value: Mapped[Known] = mapped_column(coded(Known), default=Known.NOT_KNOWN)
    details: Mapped[str | None] = mapped_column(Text)


class Attribute(Recorded, OfService, Model):
    """A taxonomy term said of a service, and in which sense."""

    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("service_id", "link_type", "taxonomy_term_id"),)

    link_type: Mapped[LinkType] = mapped_column(coded(LinkType))
    taxonomy_term_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    value: Mapped[str | None] = mapped_column(String(255))
    position: Mapped[int] = mapped_column(default=0, doc="0 is the most fitting")


class ServiceTier(Recorded, OfService, Model):
    """A tier of prevention that someone proposed and a steward may have confirmed."""

    __tablename__ = "service_tier"
    __table_args__ = (UniqueConstraint("service_id", "tier"),)

    tier: Mapped[Tier] = mapped_column(coded(Tier))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(String(120))


class Language(Recorded, OfService, Model):
    """A language spoken there; `code` is ISO 639, `bfi` for British Sign Language."""

    __tablename__ = "language"

    code: Mapped[str | None] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))


class Funding(Recorded, OfService, Model):
    """Where the money comes from, in words."""

    __tablename__ = "funding"

    source: Mapped[str] = mapped_column(Text)


class RequiredDocument(Recorded, OfService, Model):
    """Something to bring."""

    __tablename__ = "required_document"

    document: Mapped[str] = mapped_column(String(255))


class Program(Recorded, Model):
    """A scheme that several services belong to."""

    __tablename__ = "program"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str] = mapped_column(Text, default="")


class ServiceCapacity(Recorded, OfService, Model):
    """Whether there is room, as somebody knew it at `as_of`; after `expires_at` it is not known again."""

    __tablename__ = "service_capacity"
    __table_args__ = (UniqueConstraint("service_id"),)

    status: Mapped[CapacityStatus] = mapped_column(coded(CapacityStatus), default=CapacityStatus.UNKNOWN)
    places: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(255))
    as_of: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_intake_on: Mapped[date | None]
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
