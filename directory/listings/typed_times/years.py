"""Settles the year of a typed date, which people seldom write. Values only."""

from datetime import date, timedelta

from directory.listings.typed_times.tokens import MONTHS, Day
from directory.web.wording import short_date

JUST_STARTED = timedelta(days=60)  # "from 9 January", typed on the 20th, is this January
YEARS_AHEAD = 8  # a 29 February comes again within so many


class Impossible(ValueError):
    """A date that is not in the calendar, or that contradicts itself; the message is a sentence for a person."""


def settle(day: Day, *, earliest: date) -> date:
    """The first date from `earliest` on that this can be; the very date where a year was given."""
    if not 1 <= day.month <= 12 or not 1 <= day.day <= 31:
        raise Impossible(f"There is no date {day.day}/{day.month}. Write it like 9 January")
    if day.year is not None:
        return _checked(_of(day, day.year), day)
    for year in range(earliest.year, earliest.year + YEARS_AHEAD + 1):
        try:
            found = date(year, day.month, day.day)
        except ValueError:
            continue
        if found >= earliest:
            return _checked(found, day)
    raise Impossible(f"There is no {day.day} {MONTHS[day.month - 1].title()}. Check the date")


def _of(day: Day, year: int) -> date:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        said = f"{day.day} {MONTHS[day.month - 1].title()} {year}"
        raise Impossible(f"There is no {said}. Check the date") from None


def _checked(found: date, day: Day) -> date:
    if day.weekday is not None and found.weekday() != day.weekday:
        raise Impossible(f"{short_date(found)} is a {found:%A}. Check the day or the date")
    return found


def start_of(month: int, *, earliest: date) -> date:
    """The first day of the next such month, or of this one."""
    year = earliest.year + (month < earliest.month)
    return date(year, month, 1)


def end_of(month: int, *, earliest: date) -> date:
    """The last day of the next such month, or of this one."""
    start = start_of(month, earliest=earliest)
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
