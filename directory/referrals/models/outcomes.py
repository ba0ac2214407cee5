"""What was measured with somebody, when. Scores outlive the answers, pairs outlive the person."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Float, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Coded, Recorded, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model


class Point(Coded):
    """When in somebody's course a measure was taken."""

    START = "start", "At the start"
    END = "end", "At the end"
    MONTHS_3 = "months_3", "After 3 months"
    MONTHS_12 = "months_12", "After 12 months"
    MONTHS_24 = "months_24", "After 24 months"


class OutcomeScore(Recorded, Model):
    """One measure taken at one point."""

    __tablename__ = "outcome_score"
    __table_args__ = (Index("ix_outcome_score_pairs", "measure", "series_id", "point"),)

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"))
    series_id: Mapped[UUID] = mapped_column(
        Uuid, doc="The same for all points of one person and referral; tells nothing"
    )
    measure: Mapped[str] = mapped_column(Code)
    point: Mapped[Point] = mapped_column(coded(Point))
    taken_on: Mapped[date] = mapped_column(doc="Becomes the first of its month when anonymised")
    month: Mapped[date]
    ward_code: Mapped[str | None] = mapped_column(String(9))
    need: Mapped[str | None] = mapped_column(Code)
    answers: Mapped[dict[str, object] | None] = mapped_column(EncryptedJson, doc="Erased with the person")
    score: Mapped[float | None] = mapped_column(Float, doc="Empty where a measure has no single score")
    parts: Mapped[dict[str, float]] = mapped_column(JSON, default=dict, doc="Score of each item or goal, by code")
    taken_by: Mapped[str] = mapped_column(String(80))


class QualitySample(Recorded, Model):
    """A record that a supervisor looks at: five a month by chance, so that practice stays as it was meant."""

    __tablename__ = "quality_sample"
    __table_args__ = (UniqueConstraint("team_id", "month", "person_id"),)

    supervisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    navigator_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    month: Mapped[date]
    answers: Mapped[dict[str, str]] = mapped_column(
        EncryptedJson, default=dict, doc="yes, partly or no by question code"
    )
    note: Mapped[str | None] = mapped_column(EncryptedText)
    done_on: Mapped[date | None]
