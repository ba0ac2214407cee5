"""Patterns of opening out of feeds: days and times in many spellings, kept as RFC 5545 parts or not at all."""

import re
from collections import Counter
from typing import Any

from directory.listings.records import Values
from directory.listings.schedules import DAYS
from directory.openreferral.mapping.contacts import listed
from directory.openreferral.mapping.dates import day, wall_time
from directory.openreferral.mapping.numbers import whole
from directory.openreferral.mapping.text import line, plain

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPREAD = re.compile(r"^(.+?)\s*(?:-|–|to)\s*(.+)$")
_NTH = re.compile(r"^([+-]?\d)\s*(.+)$")
_EVERY = {"WEEKLY": 1, "FORTNIGHTLY": 2, "BIWEEKLY": 2, "MONTHLY": 1}
_SAYS_ONLY_WHEN = re.compile(
    r"(?:\b(?:mo|tu|we|th|fr|sa|su|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
    r"|\d{1,2}[:.]\d{2}|\d{1,2}\s*[ap]m|\bto\b|\band\b|[-–,.&\s])+",
    re.IGNORECASE,
)


def schedules(values: Any, mended: Counter[str]) -> list[tuple[str | None, Values]]:
    """(id of the venue or nothing, pattern) for each schedule that can be kept."""
    found = []
    for value in listed(values):
        pattern = _pattern(value, mended) if isinstance(value, dict) else None
        if pattern:
            found.append((line(value.get("service_at_location_id"), 120), pattern))
    return found


def _pattern(row: dict[str, Any], mended: Counter[str]) -> Values | None:
    byday = days(row.get("byday"))
    freq, interval = _frequency(row, byday)
    if freq == "WEEKLY" and row.get("freq") and str(row["freq"]).strip().upper() == "DAILY":
        byday = byday or ",".join(DAYS)
    valid_from, valid_to = day(row.get("valid_from")), day(row.get("valid_to"))
    dtstart = day(row.get("dtstart")) or (valid_from if interval > 1 or not byday else None)
    month_days = _month_days(row.get("bymonthday")) if freq == "MONTHLY" and not byday else None
    times = {"opens_at": wall_time(row.get("opens_at")), "closes_at": wall_time(row.get("closes_at"))}
    mended["opening times that could not be read"] += sum(
        1 for key, time in times.items() if time is None and line(row.get(key))
    )
    if not _can_be_placed(freq, interval, byday, dtstart, month_days):
        mended["schedules without a day left out"] += 1
        return None
    if valid_from and valid_to and valid_from > valid_to:
        valid_from, valid_to = valid_to, valid_from
    return {
        "freq": freq,
        "interval": interval,
        "byday": byday if freq else None,
        "bymonthday": month_days,
        "dtstart": dtstart,
        "valid_from": valid_from,
        "valid_to": valid_to,
        **times,
        "attending_type": line(row.get("attending_type"), 60),
        "description": _beyond_when(row.get("description")),
        "notes": plain(row.get("notes")),
    }


def days(value: Any) -> str | None:
    """ "Monday", "Mon-Fri", "mo; we" or "2nd Tuesday" as "MO", "MO,TU,WE,TH,FR", "MO,WE", "2TU"."""
    text = ",".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else value
    if not isinstance(text, str):
        return None
    found: list[str] = []
    for part in re.split(r"[,;/&]|\band\b", text.casefold()):
        found += [each for each in _days_of(part.strip().rstrip(".")) if each not in found]
    return ",".join(found)[:60] or None


def _days_of(part: str) -> list[str]:
    if not part:
        return []
    spread = _SPREAD.match(part)
    if spread and not part.startswith("-"):
        first, last = (_weekday(edge) for edge in spread.groups())
        if first is None or last is None:
            return []
        return [DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    ordinal = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", " ", part.replace("last ", "-1"))
    nth = _NTH.match(ordinal)
    weekday = _weekday(nth[2] if nth else part)
    if weekday is None:
        return []
    return [f"{nth[1] if nth else ''}{DAYS[weekday]}"]


def _weekday(word: str) -> int | None:
    name = word.strip().rstrip("s.")
    if len(name) < 2:
        return None
    return next((number for number, full in enumerate(_NAMES) if full.startswith(name)), None)


def _frequency(row: dict[str, Any], byday: str | None) -> tuple[str | None, int]:
    """Frequency and interval. Days without a frequency repeat weekly; neither means a single date."""
    given = str(row.get("freq") or "").strip().upper()
    interval = max(1, min(whole(row.get("interval")) or 1, 52))
    if given in ("WEEKLY", "DAILY", "BIWEEKLY", "FORTNIGHTLY") or (not given and byday):
        return "WEEKLY", interval * _EVERY.get(given, 1)
    return ("MONTHLY", interval) if given == "MONTHLY" else (None, 1)


def _month_days(value: Any) -> str | None:
    numbers = [int(part) for part in re.findall(r"-?\d+", str(value or "")) if 1 <= abs(int(part)) <= 31]
    return ",".join(str(number) for number in numbers)[:60] or None


def _can_be_placed(freq: str | None, interval: int, byday: Any, dtstart: Any, month_days: Any) -> bool:
    if freq is None or interval > 1:
        return dtstart is not None
    return bool(byday or dtstart or month_days)


def _beyond_when(value: Any) -> str | None:
    """A description, unless it only repeats days and hours."""
    words = plain(value)
    return None if words and _SAYS_ONLY_WHEN.fullmatch(words) else words
