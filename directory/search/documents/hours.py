"""From schedules to minutes: plain weekly hours stay a pattern, everything else becomes dated occasions."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from directory.listings.schedules import DayOff, Pattern, Session, sessions
from directory.search.documents.record import FAR_DAY, NO_DAY, DifferentDay, Occasion, SearchDocument, WeeklyHours

#: How far ahead single occasions are laid out; the nightly rebuild moves it on.
DAYS_AHEAD = 60
DAY = 24 * 60
_EPOCH = date(1970, 1, 1)
_DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = (("morning", 0, 720), ("afternoon", 720, 1020), ("evening", 1020, 1440))


def add_hours(document: SearchDocument, patterns: list[Pattern], days_off: list[DayOff], today: date) -> None:
    """Give a document its hours and the slots of the week it can be attended in."""
    places: dict[UUID, int] = {}
    weekly: list[Pattern] = []
    others: list[Pattern] = []
    for pattern in patterns:
        (weekly if _is_plain_weekly(pattern) else others).append(pattern)
    for pattern in weekly:
        document.weekly.extend(_weekly_hours(pattern, _place(places, pattern.place_id)))
    for session in sessions(others, days_off, start=today, days=DAYS_AHEAD):
        document.occasions.extend(_occasion(session))
    for off in days_off:
        document.exceptions.append(DifferentDay((off.on_date - _EPOCH).days, _place(places, off.place_id)))
    for session in _changed_sessions(weekly, days_off):
        document.occasions.extend(_occasion(session))
    current = [pattern for pattern in patterns if not (pattern.valid_to and pattern.valid_to < today)]
    document.facets["slot"] = _slots(current, document.occasions) or {"?"}


def _place(places: dict[UUID, int], place_id: UUID | None) -> int:
    return -1 if place_id is None else places.setdefault(place_id, len(places))


def _is_plain_weekly(pattern: Pattern) -> bool:
    return (
        pattern.freq == "WEEKLY"
        and pattern.interval == 1
        and bool(pattern.weekdays)
        and not any(nth for nth, _ in pattern.weekdays)
    )


def _weekly_hours(pattern: Pattern, place: int) -> Iterable[WeeklyHours]:
    opens, closes = minutes(pattern.opens_at), minutes(pattern.closes_at)
    if opens is None or closes is None:
        return
    length = closes - opens if closes > opens else closes - opens + DAY
    first = (pattern.first_day - _EPOCH).days if pattern.first_day else NO_DAY
    last = (pattern.valid_to - _EPOCH).days if pattern.valid_to else FAR_DAY
    for _, weekday in sorted(pattern.weekdays):
        start = weekday * DAY + opens
        yield WeeklyHours(start, start + length, first, last, place)


def _occasion(session: Session) -> Iterable[Occasion]:
    opens, closes = minutes(session.opens_at), minutes(session.closes_at)
    if opens is not None and closes is not None:
        start = (session.on_date - _EPOCH).days * DAY + opens
        yield Occasion(start, start + (closes - opens if closes > opens else closes - opens + DAY))


def _changed_sessions(weekly: list[Pattern], days_off: list[DayOff]) -> Iterable[Session]:
    """Days on which weekly hours are other than usual: the exception takes them out, these put the new ones in."""
    for day in sorted({off.on_date for off in days_off}):
        yield from sessions(weekly, days_off, start=day, days=1)


@lru_cache(maxsize=3_000)
def minutes(wall_time: str | None) -> int | None:
    """Minutes since midnight of "HH:MM"; None when there is no such time."""
    hours, colon, rest = (wall_time or "").partition(":")
    if not colon or not hours.isdigit() or not rest[:2].isdigit():
        return None
    return int(hours) * 60 + int(rest[:2])


def _slots(patterns: list[Pattern], occasions: list[Occasion]) -> set[str]:
    """The day-and-part codes ("sat-evening") on which something happens; a day without times counts for every part."""
    found: set[str] = set()
    for pattern in patterns:
        opens, closes = minutes(pattern.opens_at), minutes(pattern.closes_at)
        for weekday in {weekday for _, weekday in pattern.weekdays}:
            found |= _parts(weekday, opens, closes)
    for occasion in occasions:
        day, opens = divmod(occasion.start, DAY)
        found |= _parts((day + 3) % 7, opens, opens + occasion.end - occasion.start)
    return found


@lru_cache(maxsize=3_000)
def _parts(weekday: int, opens: int | None, closes: int | None) -> frozenset[str]:
    day = _DAY_CODES[weekday]
    if opens is None or closes is None:
        return frozenset(f"{day}-{part}" for part, _, _ in _PARTS)
    end = closes if closes > opens else DAY
    return frozenset(f"{day}-{part}" for part, first, last in _PARTS if opens < last and end > first)
