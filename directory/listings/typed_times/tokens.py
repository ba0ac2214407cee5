"""Cuts a typed line about times into pieces: days, dates, hours and the small words that join them. Values only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from directory.listings.typed_times.clock_words import Hours, read_hours
from directory.listings.typed_times.pieces import SCANNERS, Kind

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
LAST_DAY = -31  # "last day", which is no weekday's
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "other": 2, "second": 2, "alternate": 2,
    "third": 3, "fourth": 4,
}  # fmt: skip
Parts = dict[str, str | None]


@dataclass(frozen=True)
class Day:
    """A date as it was written; the year and the weekday where they were given."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True)
class Token:
    """One piece with what was read from it."""

    kind: Kind
    text: str
    days: tuple[int, ...] = ()
    is_plural: bool = False
    dates: tuple[Day, ...] = ()
    is_span: bool = False
    number: int = 0
    unit: str = ""
    hours: Hours = field(default_factory=Hours)


_SPACE = re.compile(r"[\s.:;!*•]+")
_WORD = re.compile(r"[^\s,;]+")


def tokens(line: str) -> Iterator[Token]:
    """The pieces of one line, in order."""
    place = 0
    while place < len(line):
        if space := _SPACE.match(line, place):
            place = space.end()
            continue
        found = _next(line, place)
        place += max(len(found.text), 1)
        yield found


def _next(line: str, place: int) -> Token:
    for kind, scanner in SCANNERS:
        match = scanner.match(line, place)
        if match and match.end() > place:
            return _read(kind, match)
    match = _WORD.match(line, place)
    return Token(Kind.UNKNOWN, match.group() if match else line[place])


def _read(kind: Kind, match: re.Match[str]) -> Token:
    text, parts = match.group(), match.groupdict()
    if kind is Kind.DATES:
        return _dates(text, parts)
    if kind is Kind.DAYS:
        return _days(text, parts)
    if kind is Kind.HOURS:
        return Token(kind, text, hours=read_hours(text))
    if kind is Kind.EACH:
        return _each(text, parts)
    if kind is Kind.NTH:
        return Token(kind, text, number=_nth(parts))
    if kind is Kind.MONTH:
        return Token(kind, text, number=month_number(parts["month_name"]))
    return Token(kind, text)


def _nth(parts: Parts) -> int:
    named = (parts["nth"] or "").lower()
    if named:
        return LAST_DAY if parts["whole_day"] and named == "last" else NTH[named]
    return int(parts["number"] or 0)


def _each(text: str, parts: Parts) -> Token:
    if parts["count"]:
        count = parts["count"].lower()
        unit = "month" if (parts["unit"] or "").lower().startswith("month") else "week"
        return Token(Kind.EACH, text, number=NUMBERS.get(count) or int(count), unit=unit)
    if parts["week"]:
        return Token(Kind.EACH, text, number=1, unit="week")
    if parts["quarter"]:
        return Token(Kind.EACH, text, number=3, unit="month")
    return Token(Kind.EACH, text, number=2, unit="week")


def _days(text: str, parts: Parts) -> Token:
    if parts["named"]:
        named = parts["named"].lower()
        days = range(5) if named.startswith("weekday") else (5, 6) if named.startswith("weekend") else range(7)
        return Token(Kind.DAYS, text, days=tuple(days), is_plural=True)
    if parts["first"] and parts["last"]:
        first, last = weekday_number(parts["first"]), weekday_number(parts["last"])
        span = tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
        return Token(Kind.DAYS, text, days=span, is_plural=True)
    return Token(Kind.DAYS, text, days=(weekday_number(parts["one"] or ""),), is_plural=bool(parts["plural"]))


def _dates(text: str, parts: Parts) -> Token:
    if parts["iso"]:
        year, month, day = (int(part) for part in parts["iso"].split("-"))
        return Token(Kind.DATES, text, dates=(Day(day, month, year),))
    if parts["slashed"]:
        numbers = [int(part) for part in parts["slashed"].split("/")]
        given = numbers[2] + (2000 if numbers[2] < 100 else 0) if len(numbers) > 2 else None
        return Token(Kind.DATES, text, dates=(Day(numbers[0], numbers[1], given),))
    if parts["month_first"]:
        given = int(parts["year_after"]) if parts["year_after"] else None
        day = int(re.sub(r"\D", "", parts["day_after"] or ""))
        return Token(Kind.DATES, text, dates=(Day(day, month_number(parts["month_first"]), given),))
    given = int(parts["year"]) if parts["year"] else None
    weekday = weekday_number(parts["weekday"]) if parts["weekday"] else None
    month = month_number(parts["month"] or "")
    written = parts["days"] or ""
    found = tuple(Day(int(day), month, given, weekday) for day in re.findall(r"\d{1,2}", written))
    is_span = len(found) == 2 and bool(re.search(r"-|to", written, re.IGNORECASE))
    return Token(Kind.DATES, text, dates=found, is_span=is_span)


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return ("mo", "tu", "we", "th", "fr", "sa", "su").index(name[:2].lower())


def month_number(name: str) -> int:
    """January is 1."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))
