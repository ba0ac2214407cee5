"""Conversations and what came of them. A person is optional; the month and the ward stay when everything else goes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Code, Codes, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import (
    ActionKind,
    Attempt,
    Helped,
    Severity,
    TaskKind,
    ToldAnswer,
    UnmetReason,
)


class Placed:
    """Where and in which month something happened, by which team: what reports count by."""

    ward_code: Mapped[str | None] = mapped_column(String(9))
    lsoa_code: Mapped[str | None] = mapped_column(String(9), doc="Goes with the person at the end of retention")
    district_code: Mapped[str | None] = mapped_column(String(9))
    month: Mapped[date] = mapped_column(index=True, doc="First day of the month it happened in")


class Conversation(Recorded, Placed, Model):
    """One talk with somebody: what matters to them first, then needs."""

    __tablename__ = "conversation"

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    navigator_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, doc="Becomes the first of its month when anonymised")
    channel: Mapped[Channel] = mapped_column(coded(Channel))
    what_matters: Mapped[str | None] = mapped_column(EncryptedText)
    strengths: Mapped[str | None] = mapped_column(EncryptedText)
    contribution: Mapped[str | None] = mapped_column(EncryptedText, doc="What they would like to offer others")
    family_help: Mapped[dict[str, Any] | None] = mapped_column(
        EncryptedJson, doc="who, what, agreed (must be true), impact: help by family is never assumed"
    )
    note: Mapped[str | None] = mapped_column(EncryptedText)
    needs: Mapped[list[str]] = mapped_column(Codes, default=list)
    transitions: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Life changes, by code")
    technology: Mapped[str | None] = mapped_column(
        Code, doc="The answer to the technology prompt: offered, or why it was set aside"
    )
    passed_to: Mapped[str | None] = mapped_column(Code, doc="Whom a worry about harm was passed to, and nothing of it")

    actions: Mapped[list["ContactAction"]] = relationship(
        back_populates="conversation", order_by="ContactAction.id", cascade="all, delete-orphan", passive_deletes=True
    )


class ContactAction(Recorded, Placed, Model):
    """One thing done in a conversation, or counted on its own. Open until its outcome is known."""

    __tablename__ = "contact_action"
    __table_args__ = (Index("ix_contact_action_counted", "month", "kind", "need"),)

    conversation_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    navigator_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    kind: Mapped[ActionKind] = mapped_column(coded(ActionKind))
    need: Mapped[str | None] = mapped_column(Code)
    unmet_reason: Mapped[UnmetReason | None] = mapped_column(coded(UnmetReason))
    severity: Mapped[Severity | None] = mapped_column(coded(Severity))
    at: Mapped[datetime] = mapped_column(UtcDateTime, doc="Becomes the first of its month when anonymised")
    accompanied: Mapped[bool] = mapped_column(default=False, doc="Somebody goes along the first time")
    note: Mapped[str | None] = mapped_column(EncryptedText)
    cohorts: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Whom an unmet need is about, if that was said")
    helped: Mapped[Helped | None] = mapped_column(coded(Helped), doc="What the follow-up found")
    still_needed: Mapped[bool | None] = mapped_column(doc="Something is still needed: an unmet need")
    closed_on: Mapped[date | None]

    conversation: Mapped[Conversation | None] = relationship(back_populates="actions")


class FollowUp(Recorded, Model):
    """Something to do for somebody by a day: ring back, answer a question, find the next step."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_mine", "navigator_id", "done_at", "due_on", "person_id"),
        Index("ix_follow_up_team", "team_id", "done_at", "due_on"),
    )

    kind: Mapped[TaskKind] = mapped_column(coded(TaskKind))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_action.id", ondelete="CASCADE"), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    navigator_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    due_on: Mapped[date]
    first_due_on: Mapped[date] = mapped_column(doc="As set at first; moving it needs a reason")
    moved_reason: Mapped[str | None] = mapped_column(Code)
    best_time: Mapped[str | None] = mapped_column(EncryptedText)
    attempts: Mapped[list[dict[str, str]]] = mapped_column(
        Codes, default=list, doc="at (ISO time) and outcome (Attempt code) of each try"
    )
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    helped: Mapped[Helped | None] = mapped_column(coded(Helped))
    still_needed: Mapped[bool | None]
    last_attempt: Mapped[Attempt | None] = mapped_column(coded(Attempt))
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="SET NULL"), doc="The listing to tell them of, for what has opened"
    )
    answer: Mapped[ToldAnswer | None] = mapped_column(coded(ToldAnswer), doc="What they said to it")
    note: Mapped[str | None] = mapped_column(EncryptedText)
