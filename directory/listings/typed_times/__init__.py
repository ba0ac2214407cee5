"""Reads times as people type them, a line for each: "every Tuesday 10 to 12", "closed 24 December to 2 January".

Pure: a text and the day it was typed on go in; patterns, days off and sentences about what was not understood come out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from directory.listings.schedules import DayOff, Pattern
from directory.listings.typed_times.patterns import closures_of, patterns_of
from directory.listings.typed_times.segments import Segment, segments
from directory.listings.typed_times.tokens import tokens
from directory.listings.typed_times.years import Impossible

__all__ = ["MOST_LETTERS", "TypedTimes", "as_rows", "examples", "read_times"]

_TWELVE = re.compile(r"\b12\s*(noon|midday|midnight)\b", re.IGNORECASE)
MOST_LINES, MOST_LETTERS = 30, 3000


def examples(today: date) -> tuple[str, ...]:
    """Lines as people write them; their dates are right whenever they are shown."""
    friday, saturday = _next(4, today + timedelta(days=7)), _next(5, today + timedelta(days=60))
    return (
        "Every Tuesday 10 to 12",
        "2nd and 4th Thursday 2pm to 4pm",
        f"Fortnightly on Fridays from {friday.day} {friday:%B}, 10am to 11.30",
        "Term time Mondays 9.30 to 11",
        f"Saturday {saturday.day} {saturday:%B} 10 to 4",
        "Closed 24 December to 2 January",
    )


def _next(weekday: int, day: date) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


@dataclass(frozen=True)
class TypedTimes:
    """What a text says; `problems` are the lines that could not be read, each with a sentence."""

    patterns: tuple[Pattern, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def read_times(text: str, *, today: date) -> TypedTimes:
    """Read a text typed on a day. Never raises for what was typed."""
    patterns: list[Pattern] = []
    closures: list[tuple[date, date]] = []
    problems: list[tuple[str, str]] = []
    lines = [line.strip() for line in _plain(text)[:MOST_LETTERS].replace(";", "\n").split("\n")]
    for line in [line for line in lines if line][:MOST_LINES]:
        try:
            found, closed = _line(line, today)
        except Impossible as impossible:
            problems.append((line, str(impossible)))
        else:
            patterns += [pattern for pattern in found if pattern not in patterns]
            closures += closed
    return TypedTimes(tuple(patterns), tuple(_days_off(closures, patterns)), tuple(problems))


def _plain(text: str) -> str:
    """Dashes and blanks of all kinds as the plain ones."""
    for mark in "‐‑‒–—−":
        text = text.replace(mark, "-")
    text = _TWELVE.sub(r"\1", text)
    return text.replace("\u00a0", " ").replace("\t", " ").replace("\r", "\n").replace("½", ".30")


def _line(line: str, today: date) -> tuple[list[Pattern], list[tuple[date, date]]]:
    patterns: list[Pattern] = []
    closures: list[tuple[date, date]] = []
    found = segments(tokens(line))
    unknown = [word for segment in found for word in segment.unknown]
    if unknown:
        said = " ".join(unknown)[:60]
        raise Impossible(f"We could not read “{said}”. Write it more simply, like “every Tuesday 10 to 12”")
    for segment in found:
        closures += closures_of(segment, today)
        if not _only_closed(segment):
            patterns += patterns_of(segment, today)
    return patterns, closures


def _only_closed(segment: Segment) -> bool:
    """ "Closed 24 December" gives no times of its own."""
    if not segment.is_closed:
        return False
    if not segment.off:
        raise Impossible("Add the dates on which it is closed, like “closed 24 December to 2 January”")
    return not (segment.days or segment.nth or segment.hours or segment.plain or segment.spans)


def _days_off(closures: Sequence[tuple[date, date]], patterns: Sequence[Pattern]) -> list[DayOff]:
    """The days on which something would happen, were it not closed; every day where nothing is known to happen."""
    found: dict[date, DayOff] = {}
    for start, end in closures:
        for step in range((end - start).days + 1):
            day = start + timedelta(days=step)
            if not patterns or any(pattern.falls_on(day) for pattern in patterns):
                found[day] = DayOff(day)
    return [found[day] for day in sorted(found)]


def as_rows(typed: TypedTimes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The times and days off as a listing's content writes them."""
    times = [_row(pattern) for pattern in typed.patterns]
    return times, [{"date": off.on_date.isoformat(), "is_closed": off.is_closed} for off in typed.days_off]


def _row(pattern: Pattern) -> dict[str, Any]:
    said: dict[str, Any] = {"freq": pattern.freq, "interval": pattern.interval}
    said["term_time_only"] = pattern.term_time_only
    for key in ("byday", "bymonthday", "opens_at", "closes_at", "notes"):
        said[key] = getattr(pattern, key)
    for key in ("dtstart", "valid_from", "valid_to"):
        day = getattr(pattern, key)
        said[key] = day.isoformat() if day else None
    return {key: value for key, value in said.items() if value is not None or key == "freq"}
