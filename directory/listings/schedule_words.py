"""Schedules in words people use: "Every Thursday, 10am to 12 noon". Values only."""

from collections.abc import Sequence
from datetime import date

from directory.listings.schedules import Pattern

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def clock_time(value: str | None) -> str:
    """ "09:00" as "9am", "12:00" as "12 noon", "14:30" as "2:30pm"; anything else as it was written."""
    hours, colon, minutes = (value or "").partition(":")
    if not (colon and hours.isdigit() and minutes[:2].isdigit()):
        return value or ""
    hour, minute = int(hours), int(minutes[:2])
    if minute == 0 and hour in (0, 12, 24):
        return "12 noon" if hour == 12 else "midnight"
    half = "am" if hour < 12 or hour == 24 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''}{half}"


def hours(opens_at: str | None, closes_at: str | None) -> str:
    """ "10am to 12 noon", "from 10am", "all day", or nothing when neither is known."""
    if opens_at in ("00:00", "0:00") and closes_at in ("23:59", "24:00", "00:00"):
        return "all day and night"
    if opens_at and closes_at and opens_at != closes_at:
        return f"{clock_time(opens_at)} to {clock_time(closes_at)}"
    return f"from {clock_time(opens_at)}" if opens_at else ""


def days_in_words(days: Sequence[int]) -> str:
    """Weekday numbers as "Monday to Friday" or "Tuesday and Thursday"."""
    ordered = sorted(set(days))
    if len(ordered) == 7:
        return "day"
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{WEEKDAYS[ordered[0]]} to {WEEKDAYS[ordered[-1]]}"
    names = [WEEKDAYS[day] for day in ordered]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def describe(pattern: Pattern) -> str:
    """One pattern as a sentence without a full stop."""
    parts = [_which_days(pattern), hours(pattern.opens_at, pattern.closes_at)]
    if pattern.term_time_only:
        parts.append("in term time only")
    season = _season(pattern)
    return ", ".join(part for part in [*parts, season] if part)


def _which_days(pattern: Pattern) -> str:
    if pattern.freq is None:
        return f"Once, on {long_date(pattern.dtstart)}" if pattern.dtstart else ""
    if pattern.freq == "WEEKLY":
        return _weekly(pattern)
    if pattern.weekdays:
        named = [f"{NTH.get(nth, 'each')} {WEEKDAYS[day]}" for nth, day in sorted(pattern.weekdays)]
        every = "of the month" if pattern.interval == 1 else f"of every {_ordinal(pattern.interval)} month"
        return f"The {' and '.join(named)} {every}"
    if pattern.month_days:
        return "On day " + " and ".join(str(day) for day in sorted(pattern.month_days)) + " of the month"
    return "Once a month"


def _weekly(pattern: Pattern) -> str:
    days = [day for _nth, day in pattern.weekdays]
    if not days and pattern.dtstart:
        days = [pattern.dtstart.weekday()]
    named = days_in_words(days) if days else "week"
    if pattern.interval == 1:
        return named if " to " in named else f"Every {named}"
    return f"Every other {named}" if pattern.interval == 2 else f"Every {_ordinal(pattern.interval)} {named}"


def _season(pattern: Pattern) -> str:
    if pattern.freq is None:
        return ""
    if pattern.valid_to:
        return f"until {long_date(pattern.valid_to)}"
    return ""


def long_date(day: date) -> str:
    """ "Tuesday 3 March 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def _ordinal(number: int) -> str:
    words = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 8: "eighth"}
    return words.get(number, f"{number}th")
