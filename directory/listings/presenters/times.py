"""When it happens: the next dates, whether it is open now, the usual hours, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from directory.listings.schedule_words import describe, hours
from directory.listings.schedules import HORIZON_DAYS, DayOff, Pattern, Session, is_closed_on, is_open, next_sessions
from directory.web.wording import british_date, clock_time

NEXT = 5
OFFICE_DAYS = 5  # from so many days a week on, people want opening hours, not a list of dates
SOON = timedelta(days=60)


@dataclass(frozen=True)
class SessionLine:
    """One date: "Thursday 8 January 2026", "10am to midday", where, and a warning if there is one."""

    day: str
    hours: str
    place: str
    note: str
    starts: str
    ends: str


@dataclass(frozen=True)
class Times:
    """`headline` is what to read out first; `dates` are empty where `usual` hours say it better."""

    headline: str
    is_open: bool
    dates: tuple[SessionLine, ...]
    usual: tuple[str, ...]
    usual_at: Mapping[UUID, tuple[str, ...]]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """A listing's patterns and days off, and the days on which it is shut or over."""

    patterns: tuple[Pattern, ...]
    days_off: tuple[DayOff, ...]
    closed: tuple[date | None, date | None] = (None, None)
    last_day: date | None = None

    @classmethod
    def from_rows(cls, service: Any, patterns: Iterable[Any], days_off: Iterable[Any]) -> "Calendar":
        """From the rows of one listing."""
        return cls(
            tuple(map(Pattern.from_row, patterns)),
            tuple(map(DayOff.from_row, days_off)),
            (service.closed_from, service.closed_to),
            service.closing_on,
        )

    def next(self, local: datetime, limit: int = NEXT, days: int = HORIZON_DAYS) -> list[Session]:
        """The next sessions, none after the last day."""
        found = next_sessions(self.patterns, self.days_off, at=local, limit=limit, days=days, closed=self.closed)
        return [session for session in found if not (self.last_day and session.on_date > self.last_day)]

    def is_open(self, local: datetime) -> bool:
        """Whether something is going on now."""
        shut = is_closed_on(local.date(), self.closed) or (self.last_day and local.date() > self.last_day)
        return not shut and is_open(self.patterns, self.days_off, at=local)

    @property
    def is_office(self) -> bool:
        """Whether it keeps opening hours rather than sessions."""
        days = {day for p in self.patterns if p.freq == "WEEKLY" and p.interval == 1 for _nth, day in p.weekdays}
        return len(days) >= OFFICE_DAYS

    @property
    def never_closes(self) -> bool:
        """Whether it is there day and night, every day."""
        return any(
            len(p.weekdays) == 7 and p.interval == 1 and hours(p.opens_at, p.closes_at) == "all day and night"
            for p in self.patterns
            if p.freq == "WEEKLY"
        )


def present_times(calendar: Calendar, local: datetime, places: Mapping[UUID, str]) -> Times:
    """What a page says of when; `places` names each place by its id, empty for one that is private."""
    today = local.date()
    upcoming = calendar.next(local)
    usual: dict[UUID | None, list[str]] = {}
    for pattern in calendar.patterns:
        if not (pattern.valid_to and pattern.valid_to < today) and pattern.freq:
            usual.setdefault(pattern.place_id, []).append(_usual(pattern, today))
    open_now = calendar.is_open(local)
    lines = tuple(session_line(session, places if len(places) > 1 else {}) for session in upcoming)
    return Times(
        headline=_headline(calendar, upcoming, local, open_now),
        is_open=open_now,
        dates=() if calendar.is_office else lines,
        usual=_unique(usual.pop(None, [])),
        usual_at={place: _unique(said) for place, said in usual.items() if place},
        changes=tuple(_changes(calendar.days_off, today, places)),
    )


def _headline(calendar: Calendar, upcoming: Sequence[Session], local: datetime, open_now: bool) -> str:
    if not calendar.patterns:
        return ""
    if open_now and calendar.never_closes:
        return "Open now, day and night"
    if not upcoming:
        return "No dates to come are known"
    first = upcoming[0]
    if open_now and first.opens_at <= local.strftime("%H:%M") and first.on_date == local.date():
        until = clock_time(first.closes_at)
        return f"Open now, until {until}" if calendar.is_office else f"On now, until {until}"
    if open_now:
        return "Open now"
    day = near_day(first.on_date, local.date())
    said = hours(first.opens_at, first.closes_at)
    if calendar.is_office and first.opens_at:
        day = day.lower() if first.on_date <= local.date() + timedelta(days=1) else day
        return f"Closed now. Opens {day} at {clock_time(first.opens_at)}"
    return f"Next: {day}{', ' if said else ''}{said}"


def near_day(day: date, today: date) -> str:
    """ "Today", "Tomorrow", or the whole date."""
    return {0: "Today", 1: "Tomorrow"}.get((day - today).days, british_date(day))


def session_line(session: Session, places: Mapping[UUID, str]) -> SessionLine:
    """One session in words."""
    notes = [session.exception or "", session.notes or ""]
    if session.term_time_only:
        notes.append("In term time only: check in school holidays")
    return SessionLine(
        day=british_date(session.on_date),
        hours=hours(session.opens_at, session.closes_at) or "Ask what time",
        place=places.get(session.place_id, "") if session.place_id else "",
        note=". ".join(note.rstrip(".") for note in notes if note),
        starts=_moment(session.on_date, session.opens_at),
        ends=_moment(session.on_date, session.closes_at) if session.closes_at > session.opens_at else "",
    )


def _moment(day: date, clock: str) -> str:
    """ISO 8601 local time, as `<time>` and search engines read it."""
    return f"{day.isoformat()}T{clock}" if clock and clock != "24:00" else day.isoformat()


def _usual(pattern: Pattern, today: date) -> str:
    note = (pattern.notes or "").strip().rstrip(".")
    return describe(pattern, today) + (f". {note}" if note else "")


def _unique(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said))


def _changes(days_off: Iterable[DayOff], today: date, places: Mapping[UUID, str]) -> Iterable[str]:
    for off in days_off:
        if not today <= off.on_date <= today + SOON:
            continue
        what = "closed" if off.is_closed else hours(off.opens_at, off.closes_at) or "other times"
        place = places.get(off.place_id) if off.place_id and len(places) > 1 else None
        where = f" at {place}" if place else ""
        why = f" ({off.reason.strip().rstrip('.')})" if off.reason else ""
        yield f"{british_date(off.on_date)}: {what}{where}{why}"
