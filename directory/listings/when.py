"""When a listing happens, in the few words that fit on a card. Values only; `at` is local wall time."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from directory.listings.schedule_words import WEEKDAYS, describe
from directory.listings.schedules import DayOff, Pattern, is_open, next_sessions
from directory.web.wording import clock_time

OFFICE_DAYS = 4  # from so many days a week on, the hours say more than the next date


def when_in_short(
    patterns: Sequence[Pattern],
    days_off: Sequence[DayOff],
    *,
    at: datetime,
    closed: tuple[date | None, date | None] = (None, None),
) -> str:
    """ "Next: Tuesday 6 January, 10am", "Monday to Friday, 9am to 5pm", or nothing when no time is known."""
    living = [pattern for pattern in patterns if not _is_over(pattern, at.date())]
    if not living:
        return ""
    if len(living) == 1 and _most_days(living[0]):
        hours = describe(living[0])
        return f"{hours} (open now)" if is_open(living, days_off, at=at) else hours
    coming = next_sessions(living, days_off, at=at, limit=1, closed=closed)
    if not coming:
        return ""
    session = coming[0]
    under_way = session.on_date == at.date() and session.opens_at <= at.strftime("%H:%M") < session.closes_at
    if under_way:
        return f"Open now, until {clock_time(session.closes_at)}"
    start = f", {clock_time(session.opens_at)}" if session.opens_at else ""
    return f"Next: {_day(session.on_date, at.date())}{start}"


def _is_over(pattern: Pattern, today: date) -> bool:
    if pattern.freq is None:
        return pattern.dtstart is None or pattern.dtstart < today
    return pattern.valid_to is not None and pattern.valid_to < today


def _most_days(pattern: Pattern) -> bool:
    return pattern.freq == "WEEKLY" and pattern.interval == 1 and len(pattern.weekdays) >= OFFICE_DAYS


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    if day == today + timedelta(days=1):
        return f"tomorrow, {WEEKDAYS[day.weekday()]}"
    year = f" {day.year}" if (day - today).days > 300 else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {day:%B}{year}"
