"""Schedules in words people use: "Every Thursday, 10am to midday". Values only."""

from collections.abc import Sequence
from datetime import date

from directory.listings.schedules import Pattern
from directory.web.wording import british_date, clock_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}


def hours(opens_at: str | None, closes_at: str | None) -> str:
    """ "10am to midday", "from 10am", "all day", or nothing when neither is known."""
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
    return _listed([WEEKDAYS[day] for day in ordered])


def describe(pattern: Pattern, today: date | None = None) -> str:
    """One pattern as a sentence without a full stop; with `today`, a start that is still to come is said."""
    parts = [_which_days(pattern), hours(pattern.opens_at, pattern.closes_at)]
    if pattern.term_time_only:
        parts.append("in term time only")
    season = _season(pattern, today)
    return ", ".join(part for part in [*parts, season] if part)


def _which_days(pattern: Pattern) -> str:
    if pattern.freq is None:
        return f"Once, on {british_date(pattern.dtstart)}" if pattern.dtstart else ""
    if pattern.freq == "WEEKLY":
        return _weekly(pattern)
    return _monthly(pattern)


def _monthly(pattern: Pattern) -> str:
    every = "of the month" if pattern.interval == 1 else f"of every {_ordinal(pattern.interval)} month"
    days = pattern.month_days or ({pattern.anchor.day} if pattern.anchor and not pattern.weekdays else set())
    numbered = _listed([_month_day(day) for day in sorted(days, key=_from_start)])
    if not pattern.weekdays:
        return f"On the {numbered} {every}" if numbered else "Once a month"
    ordered = sorted(pattern.weekdays, key=lambda pair: (_from_start(pair[0]), pair[1]))
    named = [f"{NTH[nth]} {WEEKDAYS[day]}" if nth in NTH else WEEKDAYS[day] for nth, day in ordered]
    if numbered:
        return f"On the {numbered} {every} when it is a {_listed(named, 'or')}"
    return f"The {_listed(named)} {every}" if all(nth in NTH for nth, _day in ordered) else f"Every {_listed(named)}"


def _from_start(number: int) -> int:
    """Counts from the end come after counts from the start."""
    return number if number >= 0 else 100 + number


def _month_day(day: int) -> str:
    if day < 0:
        return "last day" if day == -1 else f"{-day}{_suffix(-day)} day from the end"
    return f"{day}{_suffix(day)}"


def _suffix(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def _weekly(pattern: Pattern) -> str:
    days = [day for _nth, day in pattern.weekdays]
    if not days and pattern.anchor:
        days = [pattern.anchor.weekday()]
    named = days_in_words(days) if days else "week"
    if pattern.interval == 1:
        return named if " to " in named else f"Every {named}"
    if len(days) == 1:
        return f"Every {_ordinal(pattern.interval)} {named}"
    week = f"every {_ordinal(pattern.interval)} week"
    return f"{named}, {week}" if days and named != "day" else f"Each day of {week}" if days else f"E{week[1:]}"


def _season(pattern: Pattern, today: date | None) -> str:
    if pattern.freq is None:
        return ""
    if pattern.valid_to:
        return f"until {british_date(pattern.valid_to)}"
    if today and pattern.valid_from and pattern.valid_from > today:
        return f"from {british_date(pattern.valid_from)}"
    return ""


def _ordinal(number: int) -> str:
    words = {2: "other", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 8: "eighth"}
    return words.get(number, f"{number}{_suffix(number)}")
