"""Makes schedules of what a typed line says, or says in a sentence what is missing. Values only."""

from collections.abc import Iterator
from datetime import date, timedelta

from directory.listings.schedules import DAYS, Pattern
from directory.listings.typed_times.clock_words import Hours
from directory.listings.typed_times.segments import Moment, Segment
from directory.listings.typed_times.tokens import LAST_DAY
from directory.listings.typed_times.years import JUST_STARTED, Impossible, end_of, settle, start_of
from directory.web.wording import short_date

LONGEST_EVENT = 31  # days of one event; more is a season, and then it says on which days of the week
LONGEST_CLOSURE = 370
COUNT_FROM = "Add the date of the next one, like “from 9 January”, so that the weeks can be counted"
WHICH = "Say which one it is: first, second, third, fourth or last"
WHICH_DAY = "Add the day, like “every Tuesday”"


def patterns_of(segment: Segment, today: date) -> list[Pattern]:
    """The schedules of one segment. Raises `Impossible` with what to write instead."""
    problem = next((hours.problem for hours in segment.hours if hours.problem), "")
    if problem:
        raise Impossible(f"“{problem}” is no time of day. Write it like 10am to 12, or 14:00 to 16:00")
    notes = ". ".join(segment.notes) or None
    hours = segment.hours or [Hours()]
    if _is_once(segment):
        days = list(_single_days(segment, today))
        return [_once(day, each, segment, notes) for day in days for each in hours]
    start, end = _season(segment, today)
    freq, interval, byday, bymonthday = _rhythm(segment, start)
    return [
        Pattern(
            freq, interval, byday, bymonthday, None, start, end, each.opens_at, each.closes_at,
            segment.is_term_time, notes,
        )
        for each in hours
    ]  # fmt: skip


def closures_of(segment: Segment, today: date) -> list[tuple[date, date]]:
    """First and last days on which it is closed."""
    found = []
    for first, last in segment.off:
        start = _start(first, today - timedelta(days=7))
        end = _end(last, start)
        if end < start or (end - start).days > LONGEST_CLOSURE:
            raise Impossible("Check the dates on which it is closed: the last is before the first")
        found.append((start, end))
    return found


def _is_once(segment: Segment) -> bool:
    has_dates = any(not isinstance(moment, int) for moment in segment.plain) or bool(segment.spans)
    return has_dates and not segment.recurs and (not segment.spans or not segment.days)


def _single_days(segment: Segment, today: date) -> Iterator[date]:
    for moment in segment.plain:
        day = _start(moment, today)
        if segment.days and day.weekday() not in segment.days:
            raise Impossible(f"{short_date(day)} is a {day:%A}. Check the day or the date")
        if day < today:
            raise Impossible(f"{short_date(day)} has passed. Write a date to come")
        yield day
    for first, last in segment.spans:
        start = _start(first, today)
        end = _end(last, start)
        if (end - start).days >= LONGEST_EVENT or end < start:
            raise Impossible(f"{WHICH_DAY} to what happens between those dates")
        yield from (start + timedelta(days=step) for step in range((end - start).days + 1))


def _once(day: date, hours: Hours, segment: Segment, notes: str | None) -> Pattern:
    return Pattern(
        None, 1, None, None, day, None, None, hours.opens_at, hours.closes_at, segment.is_term_time, notes
    )  # fmt: skip


def _season(segment: Segment, today: date) -> tuple[date | None, date | None]:
    """From when and until when, where that is said."""
    first: Moment | None = segment.starts
    last: Moment | None = segment.ends
    if segment.spans:
        first, last = segment.spans[0]
    elif first is None and segment.plain:
        first = segment.plain[0]
    start = _start(first, today - JUST_STARTED) if first is not None else None
    end = _end(last, max(start or today, today)) if last is not None else None
    if start and end and end < start:
        raise Impossible("Check the dates: the last is before the first")
    return start, end


def _rhythm(segment: Segment, start: date | None) -> tuple[str, int, str | None, str | None]:
    """How often and on which days: the standard's freq, interval, byday and bymonthday."""
    if segment.nth:
        return _monthly(segment, start)
    if segment.unit == "month" or segment.is_of_month:
        if segment.days:
            raise Impossible(WHICH)
        if start is None:
            raise Impossible(f"{WHICH}, or the day of the month, like “the 15th of each month”")
        return "MONTHLY", segment.interval, None, str(start.day)
    days = segment.days or ([start.weekday()] if start and segment.unit else [])
    if not days:
        raise Impossible(WHICH_DAY)
    if segment.interval > 1 and start is None:
        raise Impossible(COUNT_FROM)
    if segment.interval > 1 and start is not None and start.weekday() not in days:
        raise Impossible(f"{short_date(start)} is a {start:%A}. Write the date of the next one")
    return "WEEKLY", segment.interval, ",".join(DAYS[day] for day in sorted(days)), None


def _monthly(segment: Segment, start: date | None) -> tuple[str, int, str | None, str | None]:
    interval = segment.interval if segment.unit == "month" else 1
    if interval > 1 and start is None:
        raise Impossible(COUNT_FROM.replace("weeks", "months"))
    if not segment.days:
        days = [-1 if nth == LAST_DAY else nth for nth in segment.nth]
        if not segment.is_of_month and segment.unit != "month" and days != [-1]:
            raise Impossible(WHICH_DAY)
        if any(not (1 <= day <= 31 or day == -1) for day in days):
            raise Impossible("Write the day of the month from 1st to 31st, or “last day”")
        return "MONTHLY", interval, None, ",".join(str(day) for day in days)
    if any(not (1 <= nth <= 5 or nth == -1) for nth in segment.nth):
        raise Impossible(WHICH)
    named = [f"{nth}{DAYS[day]}" for nth in segment.nth for day in sorted(segment.days)]
    return "MONTHLY", interval, ",".join(named), None


def _start(moment: Moment, earliest: date) -> date:
    return start_of(moment, earliest=earliest) if isinstance(moment, int) else settle(moment, earliest=earliest)


def _end(moment: Moment, earliest: date) -> date:
    return end_of(moment, earliest=earliest) if isinstance(moment, int) else settle(moment, earliest=earliest)
