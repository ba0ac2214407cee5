"""Case panels: courses of help without anybody in them, drawn by the worker, and what the panel said of each.

A case holds no key to the person or referral it was made from: nobody can go back, and erasure has nothing to find.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Code, Codes, Identified, Recorded, UtcDateTime, coded
from directory.extensions import Model
from directory.needs.codes import AgeBand, PanelDecision, PanelState


class CasePanel(Recorded, Model):
    """A meeting that looks at some cases in depth."""

    __tablename__ = "case_panel"

    reference: Mapped[str] = mapped_column(String(12), unique=True)
    need: Mapped[str] = mapped_column(Code, doc="A need, or a group of needs")
    district_code: Mapped[str | None] = mapped_column(String(9), doc="Empty for everywhere")
    meets_on: Mapped[date]
    wanted: Mapped[int] = mapped_column(doc="How many cases at most")
    state: Mapped[PanelState] = mapped_column(coded(PanelState), default=PanelState.WAITING)
    drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    cases: Mapped[list["PanelCase"]] = relationship(
        order_by="PanelCase.number", cascade="all, delete-orphan", passive_deletes=True
    )


class PanelCase(Identified, Model):
    """One course of help as a panel sees it."""

    __tablename__ = "panel_case"
    __table_args__ = (UniqueConstraint("case_panel_id", "number"),)

    case_panel_id: Mapped[UUID] = mapped_column(ForeignKey("case_panel.id", ondelete="CASCADE"))
    number: Mapped[int]
    age_band: Mapped[AgeBand] = mapped_column(coded(AgeBand))
    need: Mapped[str] = mapped_column(Code)
    district_code: Mapped[str] = mapped_column(String(9))
    course: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Statuses in order; no days")
    reason: Mapped[str | None] = mapped_column(Code, doc="Why it was declined or not taken up")
    outcome: Mapped[str | None] = mapped_column(Code, doc="How it ended")
    decision: Mapped[PanelDecision | None] = mapped_column(coded(PanelDecision))
    learnt: Mapped[str] = mapped_column(Text, default="", doc="What the panel says should change")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
