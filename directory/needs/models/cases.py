"""Gap cases: what is missing, who answers for it, what is done about it, and whether that helped."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Code, Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.needs.codes import ActionType, CaseState, Reviewed


class GapCase(Recorded, Model):
    """One gap: a need, an area, perhaps for some people. Flags belong to it."""

    __tablename__ = "gap_case"

    reference: Mapped[str] = mapped_column(String(12), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    need: Mapped[str] = mapped_column(Code, index=True)
    area_code: Mapped[str] = mapped_column(String(40), index=True)
    cohort: Mapped[str | None] = mapped_column(Code)
    state: Mapped[CaseState] = mapped_column(coded(CaseState), default=CaseState.NOTICED, index=True)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    summary: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewed: Mapped[Reviewed | None] = mapped_column(coded(Reviewed), doc="The answer of the last review")
    found: Mapped[str] = mapped_column(Text, default="", doc="What the last review found, in words")

    actions: Mapped[list["GapAction"]] = relationship(
        order_by="GapAction.id", cascade="all, delete-orphan", passive_deletes=True
    )
    listings: Mapped[list["GapListing"]] = relationship(
        order_by="GapListing.id", cascade="all, delete-orphan", passive_deletes=True
    )


class GapAction(Recorded, Model):
    """What is done about a gap, by whom, by when, and how one will know."""

    __tablename__ = "gap_action"
    __table_args__ = (
        CheckConstraint("spend >= 0", name="spend_not_negative"),
        CheckConstraint("(story IS NULL) = (story_until IS NULL)", name="story_with_an_end"),
    )

    gap_case_id: Mapped[UUID] = mapped_column(ForeignKey("gap_case.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ActionType] = mapped_column(coded(ActionType))
    words: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    due_on: Mapped[date]
    measure: Mapped[str] = mapped_column(Text, doc="How one will know that it helped")
    spend: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    story: Mapped[str | None] = mapped_column(EncryptedText, doc="Lived experience, with the teller's consent only")
    story_until: Mapped[date | None] = mapped_column(doc="Consent to tell the story ends")
    done_on: Mapped[date | None]
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="SET NULL"), index=True, doc="The listing that it brought"
    )
    reminded_on: Mapped[date | None] = mapped_column(doc="Its owner was last written to")


class GapListing(Identified, Model):
    """A listing that came of a gap, or stands near it."""

    __tablename__ = "gap_listing"
    __table_args__ = (UniqueConstraint("gap_case_id", "service_id"),)

    gap_case_id: Mapped[UUID] = mapped_column(ForeignKey("gap_case.id", ondelete="CASCADE"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProviderReturn(Recorded, Model):
    """What an organisation says of one quarter: turned away, waiting, why. Prefilled, sent once, may be corrected."""

    __tablename__ = "provider_return"
    __table_args__ = (
        UniqueConstraint("organization_id", "quarter"),
        Index("ix_provider_return_quarter", "quarter"),
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    quarter: Mapped[date] = mapped_column(doc="First day of the quarter")
    lines: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, doc="service id, need, district, turned_away, waiting, reason: counts and codes only"
    )
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Its leads were written to")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class FlagImport(Recorded, Model):
    """A survey or panel brought in as counts by need and area, all of it or nothing; can be undone."""

    __tablename__ = "flag_import"
    __table_args__ = (Index("ix_flag_import_again", "publisher", "year"),)

    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(Code)
    year: Mapped[int]
    publisher: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
    people: Mapped[int] = mapped_column(doc="How many people its rows stand for")
    lines: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, doc="Rows that wait to be loaded: codes and counts only"
    )
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    loaded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    loaded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
