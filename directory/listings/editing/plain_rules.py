"""Checks of plain values: words, whole numbers, dates, times, codes. Each gives the value in its one spelling."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from directory.db import Coded
from directory.errors import RuleBroken
from directory.web.forms import readable

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})\Z")
MOST_ENTRIES = 60  # of anything; a real listing with more is a mistake of a program


def check_text(key: str, value: Any, most: int, noun: str) -> str:
    """Words without blanks at their ends and without characters no page can show; markup stays words."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RuleBroken(key, f"Enter {noun} in words")
    said = unicodedata.normalize("NFC", readable(value.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if len(said) > most:
        raise RuleBroken(key, f"Shorten {noun} to {most:,} characters or fewer")
    return said


def check_whole(key: str, value: Any, noun: str, *, most: int) -> int | None:
    """A whole number from nought."""
    if value in (None, ""):
        return None
    try:
        number = int(str(value).strip())
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise RuleBroken(key, f"Enter {noun} as a whole number from 0 to {most:,}")
    return number


def check_date(key: str, value: Any) -> str | None:
    """A day, as 2026-03-31."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        raise RuleBroken(key, "Enter a date, like 31 3 2026") from None
    if not 1900 <= found.year <= 2200:
        raise RuleBroken(key, "Enter a date with its year in four figures, like 31 3 2026")
    return date(found.year, found.month, found.day).isoformat()


def check_moment(key: str, value: Any) -> str | None:
    """A moment with its zone, in ISO 8601."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise RuleBroken(key, "Enter a date, like 31 3 2026")
    return found.isoformat()


def check_time(key: str, value: Any) -> str | None:
    """A time of day as "09:30"; "24:00" is the end of a day."""
    if value in (None, ""):
        return None
    match = _TIME.match(str(value).strip())
    hour, minute = (int(match[1]), int(match[2])) if match else (99, 0)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise RuleBroken(key, "Enter a time, like 10:30 or 14:00")
    return f"{hour:02d}:{minute:02d}"


def check_code(key: str, value: Any, kind: type[Coded]) -> str:
    """One code of a closed list."""
    try:
        return str(kind(value).value)
    except ValueError:
        raise RuleBroken(key, "Select one of the answers given") from None


def check_codes(key: str, value: Any, kind: type[Coded]) -> list[str]:
    """Several codes of a closed list, each once, in the order of the list."""
    given = {check_code(key, code, kind) for code in entries(key, value)}
    return [str(member.value) for member in kind if member.value in given]


def entries(key: str, value: Any) -> list[Any]:
    """A list that is not beyond reason."""
    if value in (None, ""):
        return []
    if isinstance(value, str | dict) or not isinstance(value, Iterable):
        raise RuleBroken(key, "Enter a list")
    found = list(value)
    if len(found) > MOST_ENTRIES:
        raise RuleBroken(key, f"Keep to {MOST_ENTRIES} entries or fewer")
    return found


def rows(key: str, value: Any) -> list[tuple[str, dict[str, Any]]]:
    """The entries of a list of groups of fields, each with its own key."""
    found = entries(key, value)
    if not all(isinstance(row, dict) for row in found):
        raise RuleBroken(key, "Enter a list")
    return [(f"{key}.{number}", row) for number, row in enumerate(found)]
