"""Reminders that somebody asked for. Holds no number and no address: where one goes is looked up when it leaves."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.reminders import Every, PartOfDay


class PersonalReminder(Recorded, Model):
    """One thing to be reminded of, until its last day or until they have enough of it. Goes with the person."""

    __tablename__ = "personal_reminder"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText, doc="What it is about: on the page of its link, never in it")
    way: Mapped[ContactWay] = mapped_column(coded(ContactWay))
    every: Mapped[Every] = mapped_column(coded(Every))
    part: Mapped[PartOfDay] = mapped_column(coded(PartOfDay))
    safe_times: Mapped[str] = mapped_column(EncryptedText, doc="As they stood when the part of the day was chosen")
    first_on: Mapped[date]
    last_on: Mapped[date]
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True, doc="Nothing once it is over")
    token: Mapped[str] = mapped_column(EncryptedText, doc="Of the link in every one of them")
    token_mark: Mapped[str] = mapped_column(String(64), unique=True, info={"fingerprint_of": "token"})
    set_by: Mapped[str] = mapped_column(String(80), doc="Actor")
    sent: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="The last one")
    held: Mapped[str | None] = mapped_column(Code, doc="Why the last one stayed here")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
