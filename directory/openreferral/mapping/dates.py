"""Days, moments and opening hours out of feeds. British day-month order; times without a zone are London's."""

import re
from datetime import date, datetime
from typing import Any

from directory.clock import LONDON

_DAY_FORMATS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%B %d, %Y",
)  # fmt: skip
_MOMENT_FORMATS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S %Z", "%d %B %Y %H:%M")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_STARTS_WITH_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]")
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:z|utc|gmt|bst|[+-]\d{2}:?\d{2})?"
)
_WORDS = {"noon": "12:00", "midday": "12:00", "12 noon": "12:00", "midnight": "00:00"}


def day(value: Any) -> date | None:
    """A date in any of the ways feeds write one."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return date.fromisoformat(text[:10] if _STARTS_WITH_DATE.match(text) else text)
    except ValueError:
        found = _by_formats(_ORDINAL.sub("", text), _DAY_FORMATS)
        return found.date() if found else None


def moment(value: Any) -> datetime | None:
    """An instant."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        found: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        found = _by_formats(text, _MOMENT_FORMATS + _DAY_FORMATS)
    if found is None or not 1900 <= found.year <= 9000:
        return None
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def wall_time(value: Any) -> str | None:
    """An opening hour as "HH:MM" by the clock in the hall: a "Z" or an offset is not believed (docs/importing.md)."""
    if not isinstance(value, str):
        return None
    text = value.strip().casefold()
    if text in _WORDS:
        return _WORDS[text]
    if _STARTS_WITH_DATE.match(text.upper()):
        text = text[11:]
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    found = _TIME.fullmatch(text)
    if not found or (found[2] is None and found[3] is None):
        return None
    return _on_the_clock(int(found[1]), int(found[2] or 0), found[3])


def _on_the_clock(hour: int, minute: int, half: str | None) -> str | None:
    if half and not 1 <= hour <= 12:
        half = None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute) == (24, 0):
        return "24:00"
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _by_formats(text: str, formats: tuple[str, ...]) -> datetime | None:
    for pattern in formats:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 -- a zone is given by the caller
        except ValueError:
            continue
    return None
