"""Referrals, the append-only record of their moves, and who else is named in one."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Code, Codes, Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model
from directory.listings.models import Service
from directory.referrals.codes.referral import (
    ClosureReason,
    Declined,
    Mover,
    NotTakenUp,
    PartInReferral,
    ReferralStatus,
    Source,
    Urgency,
)
from directory.referrals.models.conversations import Placed
from directory.referrals.models.people import Person


class _Course:
    """How far it is, since when, and what was said on the way."""

    status: Mapped[ReferralStatus] = mapped_column(coded(ReferralStatus), default=ReferralStatus.DRAFT)
    status_since: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, doc="Accepted, waiting or declined for the first time"
    )
    expected_start_on: Mapped[date | None]
    wait_weeks: Mapped[int | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    declined: Mapped[Declined | None] = mapped_column(coded(Declined))
    not_taken_up: Mapped[NotTakenUp | None] = mapped_column(coded(NotTakenUp))
    ended_because: Mapped[ClosureReason | None] = mapped_column(
        coded(ClosureReason), doc="What the provider says when support finishes"
    )
    closure_reason: Mapped[ClosureReason | None] = mapped_column(
        coded(ClosureReason), doc="What counts: set when it is closed, never without"
    )
    chased_on: Mapped[date | None] = mapped_column(doc="The provider was reminded")
    escalated_on: Mapped[date | None] = mapped_column(doc="The referrer was told that nobody replied")
    decision_chased_on: Mapped[date | None]
    prompted_on: Mapped[date | None] = mapped_column(doc="The provider was last asked whether they have started")
    checked_in_on: Mapped[date | None] = mapped_column(doc="Last asked how they are while they wait")


class Referral(Recorded, Placed, _Course, Model):
    """Somebody's details go to a provider, with agreement. It has a life; see `states.MOVES`."""

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint("status != 'closed' OR closure_reason IS NOT NULL", name="closed_with_reason"),
        Index("ix_referral_mine", "navigator_id", "status", "status_since", "person_id"),
        Index("ix_referral_team", "team_id", "status", "status_since"),
        Index("ix_referral_provider", "service_id", "status", "submitted_at"),
        Index("ix_referral_course", "status", "status_since"),
    )

    reference: Mapped[str] = mapped_column(String(12), unique=True, doc="Said aloud and in letters: R-7KQ4M2")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    need: Mapped[str] = mapped_column(Code)
    cohorts: Mapped[list[str]] = mapped_column(Codes, default=list)
    source: Mapped[Source] = mapped_column(coded(Source))
    navigator_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), doc="Who hears: the connector or the partner who made it"
    )
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    urgency: Mapped[Urgency] = mapped_column(coded(Urgency), default=Urgency.USUAL)
    start_by: Mapped[date | None] = mapped_column(doc="Needed by that day; may be long after hospital")
    not_before: Mapped[date | None] = mapped_column(doc="Cannot start earlier: still in hospital, say")
    summary: Mapped[str | None] = mapped_column(
        EncryptedText, doc="What the provider reads, as the person agreed to it"
    )
    shared: Mapped[dict[str, Any]] = mapped_column(
        EncryptedJson, default=dict, doc="Which facts travel: name, phone, … each true or false, and what matters"
    )
    pre_check: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, doc="pass, fail or ask by rule, at that time")
    redirected_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    redirects: Mapped[int] = mapped_column(default=0, doc="How often it was passed on before it came here")
    receipt_code: Mapped[str | None] = mapped_column(EncryptedText, doc="Three words and a number: of a self-referral")
    receipt_fingerprint: Mapped[str | None] = mapped_column(
        String(64), index=True, info={"fingerprint_of": "receipt_code"}
    )

    person: Mapped[Person | None] = relationship()
    service: Mapped[Service] = relationship()
    events: Mapped[list["ReferralEvent"]] = relationship(order_by="ReferralEvent.id", viewonly=True)
    participants: Mapped[list["ReferralParticipant"]] = relationship(
        order_by="ReferralParticipant.id", cascade="all, delete-orphan", passive_deletes=True
    )


class ReferralEvent(Identified, Model):
    """One move, as it was made. Append-only; its note is erased with the person, the rest stays."""

    __tablename__ = "referral_event"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    frm: Mapped[ReferralStatus] = mapped_column(coded(ReferralStatus))
    to: Mapped[ReferralStatus] = mapped_column(coded(ReferralStatus))
    mover: Mapped[Mover] = mapped_column(coded(Mover))
    actor: Mapped[str] = mapped_column(String(80), doc="user:<id>, link:<id>, receipt:<referral id> or system")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Code)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, doc="Days, weeks and ids only")
    note: Mapped[str | None] = mapped_column(EncryptedText)


class ReferralParticipant(Identified, Model):
    """Somebody else named in a referral: to a family meeting, say. Each agreed to be named, or is not."""

    __tablename__ = "referral_participant"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    part: Mapped[PartInReferral] = mapped_column(coded(PartInReferral))
    contact: Mapped[str | None] = mapped_column(EncryptedText)
    communication: Mapped[str | None] = mapped_column(EncryptedText, doc="What they need to be understood, in words")
