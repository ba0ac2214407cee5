"""The next dates of a listing as content has it: what people would see on its page. Values only."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from directory import clock
from directory.listings.editing import Content
from directory.listings.schedule_words import hours
from directory.listings.schedules import DayOff, Pattern, Session, next_sessions
from directory.web.wording import british_date

SHOWN = 5


def next_dates(content: Content, at: datetime) -> list[str]:
    """The next five, each as a line: "Tuesday 6 January 2026, 10am to midday, at The Hall"."""
    venues = content.get("venues") or []
    places = {UUID(int=number + 1): _name(venue) for number, venue in enumerate(venues)}
    patterns, days_off = _rows(content, None)
    for place_id, venue in zip(places, venues, strict=True):
        more, off = _rows(venue, place_id)
        patterns, days_off = patterns + more, days_off + off
    closed = content.get("closed") or {}
    local = clock.local(at).replace(tzinfo=None)
    shut = (_day(closed.get("from")), _day(closed.get("to")))
    last = _day(content.get("closing_on"))
    found = next_sessions(patterns, days_off, at=local, limit=SHOWN, closed=shut)
    return [_line(session, places) for session in found if last is None or session.on_date <= last]


def _line(session: Session, places: dict[UUID, str]) -> str:
    place = places.get(session.place_id, "") if session.place_id and len(places) > 1 else ""
    parts = (british_date(session.on_date), hours(session.opens_at, session.closes_at), f"at {place}" if place else "")
    return ", ".join(part for part in parts if part)


def _rows(content: Content, place_id: UUID | None) -> tuple[list[Pattern], list[DayOff]]:
    patterns = [_pattern(row, place_id) for row in content.get("times") or []]
    return patterns, [_day_off(row, place_id) for row in content.get("days_off") or []]


def _day_off(row: dict[str, Any], place_id: UUID | None) -> DayOff:
    return DayOff(
        on_date=date.fromisoformat(row["date"]),
        is_closed=bool(row.get("is_closed", True)),
        opens_at=row.get("opens_at"),
        closes_at=row.get("closes_at"),
        reason=row.get("reason"),
        place_id=place_id,
    )


def _pattern(row: dict[str, Any], place_id: UUID | None) -> Pattern:
    said: dict[str, Any] = {key: row.get(key) for key in ("byday", "bymonthday", "opens_at", "closes_at", "notes")}
    said |= {key: _day(row.get(key)) for key in ("dtstart", "valid_from", "valid_to")}
    said |= {"interval": row.get("interval") or 1, "term_time_only": bool(row.get("term_time_only"))}
    return Pattern(row.get("freq"), place_id=place_id, **said)


def _name(venue: Content) -> str:
    return str(venue.get("name") or venue.get("city") or "")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
