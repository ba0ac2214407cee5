"""People who are helped: the least that works, encrypted, found again by keyed marks. Never versioned."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory import clock
from directory.db import Codes, Identified, Recorded, UtcDateTime
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model


class Person(Recorded, Model):
    """Somebody who is helped. A person is optional everywhere: contacts count without one."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_caseload", "navigator_id", "closed_on", "last_contact_at", "id"),
        Index("ix_person_team", "team_id", "closed_on", "last_contact_at"),
    )

    reference: Mapped[str] = mapped_column(String(12), unique=True, doc="Said aloud and in letters: P-7KQ4M2")
    name: Mapped[str] = mapped_column(EncryptedText)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    email: Mapped[str | None] = mapped_column(EncryptedText)
    address: Mapped[str | None] = mapped_column(EncryptedText, doc="For letters and home visits only")
    postcode: Mapped[str | None] = mapped_column(EncryptedText)
    born: Mapped[str | None] = mapped_column(EncryptedText, doc="A year, 1948, or a day, 1948-03-02")
    case_number: Mapped[str | None] = mapped_column(EncryptedText, doc="Theirs in the council's case system")
    ward_code: Mapped[str | None] = mapped_column(String(9), index=True)
    lsoa_code: Mapped[str | None] = mapped_column(String(9))
    district_code: Mapped[str | None] = mapped_column(String(9), index=True)
    contact_ways: Mapped[list[str]] = mapped_column(Codes, default=list, doc="ContactWay codes, the best first")
    safety: Mapped[dict[str, Any]] = mapped_column(
        EncryptedJson,
        default=dict,
        doc="leave_message, write, withheld_number: yes, no or absent; times, code_word: words",
    )
    communication: Mapped[dict[str, str]] = mapped_column(
        EncryptedJson, default=dict, doc="CommunicationNeed code to its detail, such as a point size or a language"
    )
    communication_checked_on: Mapped[date | None] = mapped_column(doc="Asked again each year")
    cohorts: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Only those a referral or report needs")
    best_time: Mapped[str | None] = mapped_column(EncryptedText, doc="When to ring, in their words")

    navigator_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="SET NULL"), doc="Whose caseload; empty for the team's queue"
    )
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    last_contact_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    closed_on: Mapped[date | None] = mapped_column(doc="No longer being helped; retention counts from the last contact")
    hold_reason: Mapped[str | None] = mapped_column(
        String(40), doc="Court or safeguarding: kept although its time is up"
    )
    hold_by: Mapped[UUID | None] = mapped_column(Uuid)

    marks: Mapped[list["PersonMark"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="PersonMark.id"
    )

    @property
    def actor(self) -> str:
        """How the audit record names this person as its subject."""
        return f"person:{self.id}"


class PersonMark(Identified, Model):
    """One keyed mark by which a person is found: of a name, a word of it, a phone number, an address of mail."""

    __tablename__ = "person_mark"
    __table_args__ = (Index("ix_person_mark_found", "mark", "kind"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12), doc="name, word, phone, email, postcode, born")
    text: Mapped[str] = mapped_column(EncryptedText, doc="What was marked, so that keys can be changed")
    mark: Mapped[str] = mapped_column(String(64), info={"fingerprint_of": "text"})


class Caring(Identified, Model):
    """Somebody looks after somebody. Both are people in their own right; one may have no record."""

    __tablename__ = "caring"
    __table_args__ = (UniqueConstraint("carer_id", "cared_for_id"),)

    carer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    cared_for_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    relation: Mapped[str] = mapped_column(EncryptedText, default="")
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ReadingGrant(Identified, Model):
    """Somebody opened a record outside their own caseload and said why. It lasts until the end of the day."""

    __tablename__ = "reading_grant"
    __table_args__ = (Index("ix_reading_grant_held", "user_id", "person_id", "until"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
