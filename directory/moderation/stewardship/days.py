"""Days as people and browsers write them. Values only."""

import re
from datetime import date

_WRITTEN = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})")


def read_day(text: str) -> date | None:
    """A day written as 2026-12-03 (browsers) or 3/12/2026 (people); None for anything else."""
    plain = text.strip()
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
