"""When a measure is due: at the start, and at three later points that show whether it lasted."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from directory.referrals.models import Point

TWELVE_WEEKS = timedelta(days=84)  # three months as the timers count them: the same weekday again
EARLY = timedelta(days=28)  # a point may be taken so long before its day: visits do not fall on it
LATER = (Point.MONTHS_3, Point.MONTHS_12, Point.MONTHS_24)


def due_on(point: Point, start: date) -> date | None:
    """The day on which a point falls that is counted from the start. The end comes when help ends."""
    if point is Point.MONTHS_3:
        return start + TWELVE_WEEKS
    if point is Point.MONTHS_12:
        return _years_later(start, 1)
    if point is Point.MONTHS_24:
        return _years_later(start, 2)
    return start if point is Point.START else None


def point_now(start: date | None, taken: Collection[Point], today: date) -> Point:
    """The point somebody is probably at: the latest that is due and was not taken, else the end."""
    if start is None:
        return Point.START
    for point in reversed(LATER):
        due = due_on(point, start)
        if point not in taken and due is not None and due - EARLY <= today:
            return point
    return Point.END


def next_due(start: date | None, taken: Collection[Point], today: date) -> tuple[Point, date] | None:
    """The next point that is still to come, and its day. One that was missed is not asked for again."""
    if start is None:
        return None
    for point in LATER:
        due = due_on(point, start)
        if point not in taken and due is not None and due >= today:
            return point, due
    return None


def _years_later(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
