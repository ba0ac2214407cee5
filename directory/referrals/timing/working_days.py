"""Working days: Monday to Friday without England’s bank holidays, counted by the day as clocks in Britain show it."""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from functools import lru_cache

from directory import clock
from directory.referrals.timing.bank_holidays import SATURDAY, bank_holidays


def local_day(moment: datetime) -> date:
    """The date in Britain at this moment: in summer, half past eleven at night in UTC is tomorrow already."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone has no day; use clock.now().")
    return clock.local(moment).date()


def is_working_day(day: date) -> bool:
    """Whether offices are open on this day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` of them after this day, or before it when negative.

    The day itself is never counted. No days from a day without work is the next working day.
    """
    step = timedelta(days=-1 if count < 0 else 1)
    if count == 0 and not is_working_day(day):
        count = 1
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def due_on(since: datetime, working_days: int) -> date:
    """The day by which something is due that began at this moment: all of that day is still in time."""
    return add_working_days(local_day(since), working_days)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after the first day, up to and with the second. None when that is not later.

    Counted, not walked: a report asks this of each reply.
    """
    if end <= start:
        return 0
    weekdays = _weekdays_until(end) - _weekdays_until(start)
    return weekdays - sum(_holidays_within(year, start, end) for year in range(start.year, end.year + 1))


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays since the first Monday of the calendar; ordinal 1 is one."""
    weeks, days = divmod(day.toordinal(), 7)
    return weeks * 5 + min(days, 5)


def _holidays_within(year: int, start: date, end: date) -> int:
    days = _weekday_holidays(year)
    return bisect_right(days, end) - bisect_right(days, start)


@lru_cache(maxsize=256)
def _weekday_holidays(year: int) -> tuple[date, ...]:
    """A day that the council adds may fall on a weekend, which has no work to lose."""
    return tuple(day for day in bank_holidays(year) if day.weekday() < SATURDAY)
