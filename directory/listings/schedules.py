"""When a listing happens next, whether it is open now, and how to say so. Plain values: no rows, no clock.

Everything is local wall time in Britain. The arithmetic is our own because a results page asks for the next date of
dozens of patterns within a millisecond; tests hold it against dateutil's rrule.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HORIZON_DAYS = 400  # a yearly fair is still found; a pattern with nothing in that time has no next date
MIDNIGHT_END = "24:00"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pattern:
    """One schedule: weekly (every `interval` weeks), monthly (nth weekdays or days of the month) or once."""

    freq: str | None
    interval: int = 1
    byday: str | None = None
    bymonthday: str | None = None
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    term_time_only: bool = False
    notes: str | None = None
    place_id: UUID | None = None

    @classmethod
    def from_row(cls, row: Any) -> "Pattern":
        """From a `Schedule` row or anything with its attributes."""
        return cls(
            row.freq, row.interval or 1, row.byday, row.bymonthday, row.dtstart, row.valid_from, row.valid_to,
            _padded(row.opens_at), _padded(row.closes_at), bool(row.term_time_only), row.notes,
            row.service_at_location_id,
        )  # fmt: skip

    @property
    def weekdays(self) -> frozenset[tuple[int, int]]:
        """(nth, weekday) pairs; nth is 0 for "each", -1 for "last". "MO,2FR" is {(0, 0), (2, 4)}."""
        return _weekdays(self.byday or "")

    @cached_property
    def month_days(self) -> frozenset[int]:
        """Days of the month, negative counted from its end."""
        return frozenset(int(d) for d in (self.bymonthday or "").split(",") if d.strip().lstrip("-").isdigit())

    @property
    def anchor(self) -> date | None:
        """The day from which weeks and months are counted, when not each of them counts."""
        return self.dtstart or self.valid_from

    @cached_property
    def first_day(self) -> date | None:
        """The earliest day the pattern can fall on."""
        given = [day for day in (self.dtstart, self.valid_from) if day]
        return max(given) if given else None

    def falls_on(self, day: date) -> bool:
        """Whether the pattern has a session on that day, exceptions aside."""
        if (self.first_day and day < self.first_day) or (self.valid_to and day > self.valid_to):
            return False
        if self.freq is None:
            return day == self.dtstart
        if self.freq == "WEEKLY":
            return self._on_weekday(day) and self._in_counted_week(day)  # the cheaper question first
        return self._in_counted_month(day) and self._in_month(day)

    def _in_month(self, day: date) -> bool:
        """Nth weekdays, days of the month, or both at once as in "Friday the 13th"."""
        if self.weekdays and not _nth_match(self.weekdays, day):
            return False
        if self.month_days:
            return _month_day_match(self.month_days, day)
        return bool(self.weekdays) or (self.anchor is not None and day.day == self.anchor.day)

    def _on_weekday(self, day: date) -> bool:
        if self.weekdays:
            return (0, day.weekday()) in self.weekdays
        return self.anchor is not None and day.weekday() == self.anchor.weekday()

    def _in_counted_week(self, day: date) -> bool:
        if self.interval == 1:
            return True
        if self.anchor is None:
            return False
        return (_monday(day) - _monday(self.anchor)).days // 7 % self.interval == 0

    def _in_counted_month(self, day: date) -> bool:
        if self.interval == 1 or self.anchor is None:
            return self.interval == 1
        return (day.year * 12 + day.month - self.anchor.year * 12 - self.anchor.month) % self.interval == 0


@dataclass(frozen=True)
class DayOff:
    """A day that differs from the pattern: closed, or open at other times."""

    on_date: date
    is_closed: bool = True
    opens_at: str | None = None
    closes_at: str | None = None
    reason: str | None = None
    place_id: UUID | None = None

    @classmethod
    def from_row(cls, row: Any) -> "DayOff":
        """From a `ScheduleException` row."""
        opens, closes = _padded(row.opens_at), _padded(row.closes_at)
        return cls(row.on_date, row.is_closed, opens, closes, row.reason, row.service_at_location_id)


@dataclass(frozen=True, order=True)
class Session:
    """One time that something happens."""

    on_date: date
    opens_at: str
    closes_at: str
    place_id: UUID | None = None
    notes: str | None = None
    term_time_only: bool = False
    exception: str | None = None


@lru_cache(maxsize=1_000)
def _weekdays(byday: str) -> frozenset[tuple[int, int]]:
    """Thousands of listings meet on the same days: each way of writing them is read once."""
    pairs = set()
    for part in byday.replace(" ", "").upper().split(","):
        if part[-2:] in DAYS and (part[:-2] == "" or part[:-2].lstrip("+-").isdigit()):
            pairs.add((int(part[:-2] or 0), DAYS.index(part[-2:])))
    return frozenset(pairs)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _padded(time: str | None) -> str | None:
    """ "9:00" as "09:00", because times are compared as text."""
    return f"0{time}" if time and time[1:2] == ":" else time


def _nth_match(pairs: frozenset[tuple[int, int]], day: date) -> bool:
    weekday, days_after = day.weekday(), _days_in_month(day) - day.day
    nth, nth_from_end = (day.day - 1) // 7 + 1, -(days_after // 7 + 1)
    return (0, weekday) in pairs or (nth, weekday) in pairs or (nth_from_end, weekday) in pairs


def _month_day_match(month_days: frozenset[int], day: date) -> bool:
    return day.day in month_days or day.day - _days_in_month(day) - 1 in month_days


def _days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def sessions(
    patterns: Sequence[Pattern], days_off: Iterable[DayOff], *, start: date, days: int = HORIZON_DAYS
) -> Iterator[Session]:
    """Sessions from `start` on, in order of time, with exceptions applied."""
    exceptions: dict[date, list[DayOff]] = {}
    for off in days_off:
        exceptions.setdefault(off.on_date, []).append(off)
    if not patterns:
        return
    starts = [p.first_day or start for p in patterns if not (p.valid_to and p.valid_to < start)]
    if not starts:
        return
    day = max(start, min(starts))
    for _ in range(days):
        today = exceptions.get(day, [])
        falling = [p for p in patterns if p.falls_on(day)]
        if falling or today:
            found = {s for p in falling for s in _on_the_day(p, day, today)}
            found.update(_extra(day, today, {p.place_id for p in falling}))
            yield from sorted(found, key=_in_order)
        day += _ONE_DAY


def _extra(day: date, exceptions: Iterable[DayOff], places: set[UUID | None]) -> Iterator[Session]:
    """Times given for a day on which nothing usually happens there: an extra session."""
    for off in exceptions:
        usual = bool(places) if off.place_id is None else off.place_id in places
        if not off.is_closed and off.opens_at and not usual:
            yield Session(day, off.opens_at, off.closes_at or "", off.place_id, exception=off.reason)


def _in_order(session: Session) -> tuple[str, str, str]:
    return session.opens_at, session.closes_at, str(session.place_id or "")


def _on_the_day(pattern: Pattern, day: date, exceptions: Iterable[DayOff]) -> Iterator[Session]:
    opens, closes, reason = pattern.opens_at or "", pattern.closes_at or "", None
    for off in exceptions:
        if off.place_id is None or off.place_id == pattern.place_id:
            if off.is_closed:
                return
            opens, closes, reason = off.opens_at or opens, off.closes_at or closes, off.reason
    yield Session(day, opens, closes, pattern.place_id, pattern.notes, pattern.term_time_only, reason)


def next_sessions(
    patterns: Sequence[Pattern],
    days_off: Iterable[DayOff],
    *,
    at: datetime,
    limit: int = 5,
    days: int = HORIZON_DAYS,
    closed: tuple[date | None, date | None] = (None, None),
) -> list[Session]:
    """The next sessions that have not ended at local time `at`, skipping a temporary closure (from, to)."""
    found: list[Session] = []
    today = at.date()
    if is_closed_on(today, closed) and closed[1] is None:
        return found
    for session in sessions(patterns, days_off, start=today, days=days):
        if _is_over(session, at) or is_closed_on(session.on_date, closed):
            continue
        found.append(session)
        if len(found) == limit:
            break
    return found


def _is_over(session: Session, at: datetime) -> bool:
    """Whether a session has ended; one that runs into the next day is not over on its own."""
    if session.on_date != at.date() or (session.closes_at and session.closes_at <= session.opens_at):
        return session.on_date < at.date()
    return (session.closes_at or session.opens_at or MIDNIGHT_END) <= at.strftime("%H:%M")


def is_open(patterns: Sequence[Pattern], days_off: Iterable[DayOff], *, at: datetime) -> bool:
    """Whether a session is going on at local time `at`. One that ends after midnight counts into the next day."""
    time_now, off = at.strftime("%H:%M"), list(days_off)
    yesterday = at.date() - timedelta(days=1)
    for session in sessions(patterns, off, start=yesterday, days=2):
        if not session.opens_at or not session.closes_at:
            continue
        overnight = session.closes_at <= session.opens_at
        if session.on_date == at.date():
            if session.opens_at <= time_now and (overnight or time_now < session.closes_at):
                return True
        elif session.on_date == yesterday and overnight and time_now < session.closes_at:
            return True
    return False


def is_closed_on(day: date, closed: tuple[date | None, date | None]) -> bool:
    """Whether a temporary closure covers the day; an open end counts as closed until further notice."""
    start, end = closed
    if start is None and end is None:
        return False
    return (start is None or day >= start) and (end is None or day <= end)
