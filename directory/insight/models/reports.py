"""What reports keep: facts of their own, money by class, estimates, what was published, who it was shown to, letters.

No row holds a person who was helped, a word they said or a reference.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from directory import clock
from directory.db import Code, Coded, Identified, Recorded, UtcDateTime, coded
from directory.extensions import Model


class ReportFactKind(Coded):
    """What is counted for reports beside the facts of the gap map."""

    CHANNEL = "channel", "Conversations, by how they took place"
    ACTION = "action", "What was done, by kind"
    SIGNPOST = "signpost", "People pointed to a service, by whether somebody asked how it went"
    ASSESSMENT = "assessment", "Assessments asked for, by whether they came about"
    EQUALITY = "equality", "Referrals, by protected characteristic, group and what came of them"
    RISK = "risk", "Referrals, by risk named, and whether the person draws on long-term support"
    EPISODE = "episode", "First contacts, by group of needs, and whether the person came back within 90 days"
    NATIONAL_RETURN = "national_return", "What was done, by heading and reason of the national return"


class ReportFact(Identified, Model):
    """One count by month and district. An empty district is one not known."""

    __tablename__ = "report_fact"
    __table_args__ = (UniqueConstraint("month", "kind", "district_code", "detail", "came_of_it"),)

    month: Mapped[date] = mapped_column(index=True)
    kind: Mapped[ReportFactKind] = mapped_column(coded(ReportFactKind))
    district_code: Mapped[str] = mapped_column(String(9), default="")
    detail: Mapped[str] = mapped_column(Code, default="")
    came_of_it: Mapped[str] = mapped_column(Code, default="")
    amount: Mapped[int] = mapped_column(Integer)


class OutcomeFact(Identified, Model):
    """Scores of one measure in one month, added up: enough for means and intervals, too little for any person.

    `matched` people have the start and the point; the three sums are theirs. An empty cohort is everybody.
    """

    __tablename__ = "outcome_fact"
    __table_args__ = (
        Index("ix_outcome_fact_read", "measure", "point", "cohort", "month"),
        UniqueConstraint("month", "measure", "point", "service_id", "district_code", "cohort"),
    )

    month: Mapped[date]
    measure: Mapped[str] = mapped_column(Code)
    point: Mapped[str] = mapped_column(Code)
    service_id: Mapped[UUID | None] = mapped_column(Uuid)
    district_code: Mapped[str] = mapped_column(String(9), default="")
    cohort: Mapped[str] = mapped_column(Code, default="")
    started: Mapped[int] = mapped_column(Integer)
    matched: Mapped[int] = mapped_column(Integer)
    start_sum: Mapped[float] = mapped_column(Float)
    change_sum: Mapped[float] = mapped_column(Float)
    change_squares: Mapped[float] = mapped_column(Float)


class SpendLine(Recorded, Model):
    """Money of one financial year, shared out among the five classes: per cent by class, 100 together."""

    __tablename__ = "spend_line"
    __table_args__ = (CheckConstraint("amount >= 0", name="spend_line_not_negative"),)

    name: Mapped[str] = mapped_column(String(200))
    year: Mapped[int] = mapped_column(index=True, doc="The year in which the financial year begins")
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    shares: Mapped[dict[str, str]] = mapped_column(JSON, doc="Per cent by spend class, as decimal text")
    source: Mapped[str] = mapped_column(String(200))


class RemainderModel(Recorded, Model):
    """Four estimates of one need, each with its source, year and range: what is left is for the reader to judge."""

    __tablename__ = "remainder_model"

    name: Mapped[str] = mapped_column(String(200))
    parts: Mapped[dict[str, dict[str, Any]]] = mapped_column(
        JSON, doc="expected, council, informal, private: value, low, high, source, year"
    )


class ReportSnapshot(Identified, Model):
    """A report as it was published: opening it shows exactly that, whatever the data say since."""

    __tablename__ = "report_snapshot"

    report: Mapped[str] = mapped_column(Code, index=True)
    title: Mapped[str] = mapped_column(String(200))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, doc="What was asked, so that it can be asked again")
    vintage: Mapped[str] = mapped_column(String(200), doc="As of when the data stood")
    body: Mapped[dict[str, Any]] = mapped_column(JSON, doc="The whole report, small numbers protected")
    counted: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, doc="The counts behind its tables, for the next one to be held against; shown to nobody"
    )
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class PublicMonth(Identified, Model):
    """The page for everybody as it was after a month: kept once, and never made anew."""

    __tablename__ = "public_month"

    month: Mapped[date] = mapped_column(unique=True, doc="The first day of the last month it counts")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[dict[str, Any]] = mapped_column(JSON, doc="The whole page, small numbers protected")
    missing: Mapped[dict[str, int]] = mapped_column(
        JSON, doc="What was missing as counted, for the next page to be protected against; shown to nobody"
    )


class AudienceLink(Identified, Model):
    """A way in for people without an account: one snapshot, until a day. The link is signed and kept nowhere."""

    __tablename__ = "audience_link"

    snapshot_id: Mapped[UUID] = mapped_column(ForeignKey("report_snapshot.id", ondelete="CASCADE"), index=True)
    audience: Mapped[str] = mapped_column(String(200), doc="Who it is for: a board or a team, not a person")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, doc="The moment at which its last day is over")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def last_day(self) -> date:
        """The last day on which it opens: the one that was typed."""
        return clock.local(self.expires_at - timedelta(seconds=1)).date()


class AudienceOpening(Identified, Model):
    """Somebody opened a shared report. When, and nothing about them."""

    __tablename__ = "audience_opening"

    link_id: Mapped[UUID] = mapped_column(ForeignKey("audience_link.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Rhythm(Coded):
    """How often a letter says that a report is there."""

    MONTHLY = "monthly", "Each month"
    QUARTERLY = "quarterly", "Each quarter"


class ReportSubscription(Recorded, Model):
    """Somebody wants to be told when a report is made anew. The letter holds its name and a link."""

    __tablename__ = "report_subscription"
    __table_args__ = (UniqueConstraint("user_id", "report"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    report: Mapped[str] = mapped_column(Code)
    question: Mapped[str] = mapped_column(Text, default="", doc="What was asked, as the end of the report's address")
    rhythm: Mapped[Rhythm] = mapped_column(coded(Rhythm))
    next_on: Mapped[date] = mapped_column(index=True)
