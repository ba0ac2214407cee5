"""When a measure is due: at the start, and at three later points that show whether it lasted."""

from calendar import monthrange
from datetime import date, timedelta

from directory.referrals.models import Point

TWELVE_WEEKS = timedelta(days=84)  # three months as the timers count them: the same weekday again


def due_on(point: Point, start: date) -> date | None:
    """The day on which a point falls that is counted from the start. The end comes when help ends."""
    if point is Point.MONTHS_3:
        return start + TWELVE_WEEKS
    if point is Point.MONTHS_12:
        return _years_later(start, 1)
    if point is Point.MONTHS_24:
        return _years_later(start, 2)
    return start if point is Point.START else None


def _years_later(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
