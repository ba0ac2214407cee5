"""What people could not find, as they told us: words and a rough place, never a person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, UtcDateTime
from directory.extensions import Model

LONGEST_WORDS, LONGEST_PLACE = 200, 80


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
