"""Writes down what people tell us they could not find, and forgets it after 13 months.

Words that hint at danger are not kept: whoever wrote them needs a person, not a statistic. Nor are words that lead to
a person: a full postcode, a number to ring, a name with its title.
"""

import re
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.db import delete_rows
from directory.geo.answers import Found
from directory.search.criteria import Criteria
from directory.search.logbook.noting import is_private
from directory.search.models import LONGEST_PLACE, LONGEST_WORDS, SearchLog
from directory.search.urgency import panel_for

KEPT = timedelta(days=396)  # 13 months: a month can be compared with the same month a year before
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)( ?[0-9][A-Z]{0,2})?", re.IGNORECASE)
_COUNCILS = ("E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09")  # ONS codes of districts, unitaries and counties


def write_missing(
    session: Session, criteria: Criteria, place: Found | None, *, found: int, relaxed: bool, at: datetime
) -> SearchLog:
    """Write down that nothing fitted."""
    log = SearchLog(
        at=at,
        words="" if panel_for(criteria.words) or is_private(criteria.words) else criteria.words[:LONGEST_WORDS],
        place=rough_place(place)[:LONGEST_PLACE],
        area_codes=[code for code in (place.areas if place else ()) if code.startswith(_COUNCILS)],
        filters={key: list(values) for key, values in criteria.filters.items()},
        result_count=found,
        is_relaxed=relaxed,
        is_missing=True,
    )
    session.add(log)
    return log


def rough_place(place: Found | None) -> str:
    """A town's name or the first half of a postcode; nothing for a point somebody stood at."""
    if place is None or place.kind == "point":
        return ""
    postcode = _POSTCODE.fullmatch(place.label)
    return postcode[1].upper() if postcode else place.label


def forget_searches(session: Session, at: datetime) -> str:
    """Delete what is older than 13 months."""
    return f"{delete_rows(session, delete(SearchLog).where(SearchLog.at < at - KEPT))} searches forgotten"
