"""Indicators: what is measured and who answers for it, and values by area from named sources."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Coded, Codes, Identified, Recorded, UtcDateTime, coded
from directory.extensions import Model


class Unit(Coded):
    """What a value is."""

    PERCENT = "percent", "Per cent of the people it is about"
    COUNT = "count", "A number of people"
    RATE = "rate", "For each 1,000 people it is about"
    SCORE = "score", "A score"


class Base(Coded):
    """Which people a share is of."""

    RESIDENTS = "residents", "All residents"
    ADULTS = "adults", "People aged 18 and over"
    OLDER = "older", "People aged 65 and over"
    OLDEST = "oldest", "People aged 80 and over"
    DISABLED = "disabled", "Disabled people"


class Indicator(Recorded, Model):
    """One measure of the library. Published only with an owner and a definition, and once people signed it off."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    definition: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(String(200), default="", doc="A team or role that answers for it, not a person")
    unit: Mapped[Unit] = mapped_column(coded(Unit))
    base: Mapped[Base] = mapped_column(coded(Base), default=Base.ADULTS)
    needs: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Needs that it lets one expect")
    signed_off_by: Mapped[str] = mapped_column(
        String(200), default="", doc="The group of residents and carers that agreed it says what matters"
    )
    signed_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class IndicatorSet(Recorded, Model):
    """Values brought in at one time from one source: all of them or none, and can be taken back."""

    __tablename__ = "indicator_set"

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(300))
    year: Mapped[int] = mapped_column(Integer)
    vintage: Mapped[str] = mapped_column(String(120), doc="Which edition, and when it was published")
    licence: Mapped[str] = mapped_column(String(120), default="")
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class IndicatorValue(Identified, Model):
    """A value for an area; the limits where the source gives them."""

    __tablename__ = "indicator_value"
    __table_args__ = (Index("ix_indicator_value_area", "set_id", "area_code", unique=True),)

    set_id: Mapped[UUID] = mapped_column(ForeignKey("indicator_set.id", ondelete="CASCADE"))
    area_code: Mapped[str] = mapped_column(String(40))
    value: Mapped[float]
    low: Mapped[float | None]
    high: Mapped[float | None]
