"""What happened, counted by month, place, need and group: all that reports read. No person, no words, no reference."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Coded, Identified, UtcDateTime, coded
from directory.extensions import Model


class FactKind(Coded):
    """What is counted. `detail` of a fact says more: the family of a reason or an outcome, a severity, weeks."""

    CONTACTS = "contacts", "Conversations"
    CONTACT_NEEDS = "contact_needs", "Conversations in which the need came up"
    REFERRALS = "referrals", "Referrals, by what came of them"
    FLAGS = "flags", "People for whom it was missing, by kind of reason"
    REASONS = "reasons", "The same, by reason"
    SEVERITY = "severity", "The same, by how much it matters"
    SEARCHES = "searches", "Searches that found little or nothing"
    WAITS = "waits", "Referrals that started, by weeks of waiting"


class InsightFact(Identified, Model):
    """One count. Empty codes: not known, or (cohort) everybody. Ward facts know their district; searches only that."""

    __tablename__ = "insight_fact"
    __table_args__ = (
        UniqueConstraint("month", "kind", "district_code", "ward_code", "need", "cohort", "detail"),
        # Every column that reports read, so that they need not look at the facts themselves.
        Index(
            "ix_insight_fact_read",
            "cohort",
            "kind",
            "need",
            "detail",
            "month",
            "district_code",
            "ward_code",
            "amount",
        ),
    )

    month: Mapped[date]
    kind: Mapped[FactKind] = mapped_column(coded(FactKind))
    district_code: Mapped[str] = mapped_column(String(9), default="")
    ward_code: Mapped[str] = mapped_column(String(9), default="")
    need: Mapped[str] = mapped_column(Code, default="")
    cohort: Mapped[str] = mapped_column(Code, default="")
    detail: Mapped[str] = mapped_column(Code, default="")
    amount: Mapped[int] = mapped_column(Integer)


class NeighbourhoodFact(Identified, Model):
    """The same, for neighbourhoods: only what names a small area counts here."""

    __tablename__ = "neighbourhood_fact"
    __table_args__ = (
        UniqueConstraint("month", "kind", "neighbourhood", "need", "cohort", "detail"),
        Index("ix_neighbourhood_fact_read", "neighbourhood", "cohort", "kind", "month"),
    )

    month: Mapped[date]
    kind: Mapped[FactKind] = mapped_column(coded(FactKind))
    neighbourhood: Mapped[str] = mapped_column(String(40))
    need: Mapped[str] = mapped_column(Code, default="")
    cohort: Mapped[str] = mapped_column(Code, default="")
    detail: Mapped[str] = mapped_column(Code, default="")
    amount: Mapped[int] = mapped_column(Integer)


class ToldSheet(Identified, Model):
    """What may be told of one area for every need at once, made with the facts: numbers as they are shown, no others.

    `told` holds, by need and place, a rounded number, -1 for what is small or -2 for what is withheld; the rest is 0.
    """

    __tablename__ = "told_sheet"
    __table_args__ = (UniqueConstraint("area", "kind", "level", "cohort", "first", "last", "rule"),)

    area: Mapped[str] = mapped_column(String(9))
    kind: Mapped[FactKind] = mapped_column(coded(FactKind))
    level: Mapped[str] = mapped_column(Code)
    cohort: Mapped[str] = mapped_column(Code, default="")
    first: Mapped[date]
    last: Mapped[date]
    rule: Mapped[str] = mapped_column(String(20))
    told: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)


class FactRun(Identified, Model):
    """When facts were last counted: reports say so, and what is kept in memory is thrown away by it."""

    __tablename__ = "fact_run"

    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    facts: Mapped[int] = mapped_column(Integer)
    navigators: Mapped[int] = mapped_column(Integer, default=0)
