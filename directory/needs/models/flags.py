"""Flags of unmet need, and who would like to be told when help appears, kept apart from them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Codes, Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.needs.codes import FlagSource, FlagStatus, PromiseCause, PromiseState
from directory.referrals.codes.work import Severity, UnmetReason


class UnmetNeed(Recorded, Model):
    """One need, one area, one reason. Never deleted: doubles are marked. Nobody is named in it."""

    __tablename__ = "unmet_need"
    __table_args__ = (
        Index("ix_unmet_need_counted", "month", "need", "reason"),
        Index("ix_unmet_need_place", "need", "ward_code", "reason", "status"),
    )

    need: Mapped[str] = mapped_column(Code, index=True)
    reason: Mapped[UnmetReason] = mapped_column(coded(UnmetReason))
    source: Mapped[FlagSource] = mapped_column(coded(FlagSource))
    severity: Mapped[Severity] = mapped_column(coded(Severity), default=Severity.MEDIUM)
    status: Mapped[FlagStatus] = mapped_column(coded(FlagStatus), default=FlagStatus.OPEN, index=True)
    partial: Mapped[bool] = mapped_column(default=False, doc="Met in part, too late, or in a form that does not suit")
    cohorts: Mapped[list[str]] = mapped_column(Codes, default=list, doc="At most two")
    lsoa_code: Mapped[str | None] = mapped_column(String(9), index=True)
    ward_code: Mapped[str | None] = mapped_column(String(9), index=True)
    district_code: Mapped[str | None] = mapped_column(String(9), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    month: Mapped[date] = mapped_column(doc="First day of the month")
    people: Mapped[int] = mapped_column(default=1, doc="How many it stands for: a return counts many at once")
    words: Mapped[str | None] = mapped_column(EncryptedText, doc="What was said; read by a person before it is quoted")
    quote: Mapped[str | None] = mapped_column(EncryptedText, doc="The same with names removed, fit to be shown")
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    action_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact_action.id", ondelete="SET NULL"), unique=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    flagged_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id", ondelete="SET NULL"), doc="Whose return it came with"
    )
    double_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("unmet_need.id", ondelete="SET NULL"), index=True)
    gap_case_id: Mapped[UUID | None] = mapped_column(ForeignKey("gap_case.id", ondelete="SET NULL"), index=True)
    batch_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, doc="The import it came with, to undo it")


class Promise(Recorded, Model):
    """Somebody is told when help for a flag appears: a person on record, or a way of ringing back left by itself."""

    __tablename__ = "promise"
    __table_args__ = (Index("ix_promise_waiting", "state", "need", "district_code"),)

    unmet_need_id: Mapped[UUID] = mapped_column(ForeignKey("unmet_need.id", ondelete="CASCADE"), unique=True)
    need: Mapped[str] = mapped_column(Code)
    district_code: Mapped[str | None] = mapped_column(String(9))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    contact: Mapped[str | None] = mapped_column(EncryptedText, doc="A number or address, erased once told or in time")
    called: Mapped[str | None] = mapped_column(EncryptedText, doc="What to call them, if they said")
    erase_on: Mapped[date] = mapped_column(doc="The contact is kept no longer than this")
    state: Mapped[PromiseState] = mapped_column(coded(PromiseState), default=PromiseState.WAITING)
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="SET NULL"), index=True, doc="The listing that opened"
    )
    passed_over: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Listings that did not suit: not again")
    follow_up_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("follow_up.id", ondelete="SET NULL"), index=True, doc="The task, where the person is known"
    )
    taken_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), doc="Who rings: the contact is shown to them alone"
    )
    tries: Mapped[int] = mapped_column(default=0)
    cause: Mapped[PromiseCause | None] = mapped_column(coded(PromiseCause))
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class ListingOpening(Model):
    """How open a listing was when last looked at, so that the next look can tell what has opened since."""

    __tablename__ = "listing_opening"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    was_open: Mapped[bool] = mapped_column(default=False, doc="At any look")
    has_room: Mapped[bool] = mapped_column(default=False, doc="Places were said to be free")
    needs: Mapped[list[str]] = mapped_column(Codes, default=list)
    areas: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Codes of areas served; * for everywhere")
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True, doc="Changed since, and not looked at")


class FlagLink(Identified, Model):
    """A short link by which staff without an account may flag a need: of one team elsewhere, ended when it leaks."""

    __tablename__ = "flag_link"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120), doc="Whose it is: Hospital discharge team, say")
    source: Mapped[FlagSource] = mapped_column(coded(FlagSource))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_on: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used: Mapped[int] = mapped_column(default=0)
