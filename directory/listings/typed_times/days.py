"""Days as people type them into a field: "25 December", "25/12", "24 December to 2 January". Values only.

Reads what the editor of times reads, and says beside the field what to type instead.
"""

import re
from datetime import date, timedelta

from directory.errors import RuleBroken
from directory.listings.typed_times import read_times

LONGEST_DAYS = 62  # a longer stretch is a closure, not a handful of days
_BLANKS = re.compile(r"\b(\d{1,2})[\s.](\d{1,2})[\s.](\d{4})\b")  # how date boxes taught people to type
_SPOKEN = {"today": 0, "yesterday": 1}
_SAYS_CLOSED = re.compile(r"(?:we(?: are|’re|'re)?\s+)?closed\b", re.IGNORECASE)


def day_in(field: str, text: str, today: date, noun: str) -> date | None:
    """The day typed into a field, None when it is empty. Raises `RuleBroken` with what to type instead."""
    if not text.strip():
        return None
    read = read_times(_BLANKS.sub(r"\1/\2/\3", text.strip()), today=today)
    found = [pattern.dtstart for pattern in read.patterns if pattern.freq is None and not pattern.opens_at]
    if len(found) == 1 and len(read.patterns) == 1 and found[0] is not None:
        return found[0]
    reason = next((sentence for _line, sentence in read.problems if "could not read" not in sentence), "")
    raise RuleBroken(field, reason or f"Enter {noun} as a date, like 25 December {today.year}")


def past_day_in(field: str, text: str, today: date, noun: str) -> date | None:
    """The same for a day that has been: today, yesterday, or the last "18 November" that came, within a year."""
    spoken = _SPOKEN.get(text.strip().casefold())
    if spoken is not None:
        return today - timedelta(days=spoken)
    return day_in(field, text, today - timedelta(days=364), noun)


def days_in(field: str, text: str, today: date) -> list[date]:
    """Every day typed into a field, stretches included, each once and the earliest first."""
    found: set[date] = set()
    for line in text.split("\n"):
        if line.strip():
            found.update(_closed_days(field, line.strip(), today))
    if len(found) > LONGEST_DAYS:
        raise RuleBroken(field, "Choose “Closed for a while” for anything longer than two months")
    return sorted(found)


def _closed_days(field: str, line: str, today: date) -> list[date]:
    plain = _BLANKS.sub(r"\1/\2/\3", line)
    read = read_times(plain if _SAYS_CLOSED.match(plain) else f"closed {plain}", today=today)
    days = [off.on_date for off in read.days_off]
    if read.problems or not days:
        reason = next((sentence for _line, sentence in read.problems if "could not read" not in sentence), "")
        unclear = f"Enter the days like 25 December, or 24 December to 2 January. “{line[:40]}” is not clear"
        raise RuleBroken(field, reason or unclear)
    if days[-1] < today:
        raise RuleBroken(field, "Enter days that are still to come")
    return [day for day in days if day >= today]
