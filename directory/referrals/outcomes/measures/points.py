"""When a measure is taken: at the start, at the end, and three later points that show whether it lasted."""

from calendar import monthrange
from datetime import date, timedelta

from directory.db import Coded


class Point(Coded):
    """One of the five points of a course of help."""

    START = "start", "At the start"
    END = "end", "At the end"
    MONTHS_3 = "months_3", "After 3 months"
    MONTHS_12 = "months_12", "After 12 months"
    MONTHS_24 = "months_24", "After 24 months"


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
