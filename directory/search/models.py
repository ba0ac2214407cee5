"""What was searched for: what people told us they could not find, and daily counts of searches. Never a person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, UtcDateTime, coded
from directory.extensions import Model

LONGEST_WORDS, LONGEST_PLACE = 200, 80
LONGEST_COUNTED = 60  # letters; longer words are a story, and are counted without them


class Outcome(Coded):
    """How well a search was answered."""

    GOOD = "good", "Found"
    WEAK = "weak", "Found little"
    NONE = "none", "Found nothing"


class SearchLog(Identified, Model):
    """One search. `place` is a town or the first half of a postcode; an exact place is never written."""

    __tablename__ = "search_log"

    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="")
    area_codes: Mapped[list[str]] = mapped_column(JSON, default=list, doc="Councils that contain the place")
    filters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    result_count: Mapped[int] = mapped_column(default=0)
    is_relaxed: Mapped[bool] = mapped_column(default=False)
    is_missing: Mapped[bool] = mapped_column(default=False, doc="Somebody said that nothing fitted")


class SearchCount(Identified, Model):
    """How often something was searched for on one day. `words` are kept only of searches that found little."""

    __tablename__ = "search_count"
    __table_args__ = (UniqueConstraint("day", "outcome", "words", "area"),)

    day: Mapped[date] = mapped_column(Date)
    outcome: Mapped[Outcome] = mapped_column(coded(Outcome))
    words: Mapped[str] = mapped_column(String(LONGEST_COUNTED), default="")
    area: Mapped[str] = mapped_column(String(9), default="", doc="Code of the district that contains the place")
    searches: Mapped[int] = mapped_column(default=0)
