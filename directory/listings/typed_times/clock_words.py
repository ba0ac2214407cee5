"""Times of day as people type them: "10 to 12", "2-4pm", "9.30-11", "noon till 3". Values only.

Without "am" or "pm" a club is taken to meet when clubs meet: 8 to 11 in the morning, 12 to 7 from midday on. What was
understood is always shown back.
"""

import re
from dataclasses import dataclass, replace

_NAMED = {"noon": 720, "midday": 720, "midnight": 1440}
_HALF = r"(?:\s*[ap]\.?m\b\.?)"
_NUMBER = r"\d{1,2}(?!\d|st|nd|rd|th|\s*/)"
#: One time that can stand alone: with minutes, with am or pm, or by name.
CLOCK = rf"(?:noon|midday|midnight|\d{{1,2}}[:.]\d\d(?!\d){_HALF}?|{_NUMBER}{_HALF}|{_NUMBER}\s*o.?clock)"
_EITHER = rf"(?:noon|midday|midnight|\d{{1,2}}[:.]\d\d(?!\d){_HALF}?|{_NUMBER}{_HALF}?)"
#: From one time to another.
SPAN = rf"(?:from\s+|between\s+)?{_EITHER}\s*(?:-|to|till|til|until|and(?=\s*\d))\s*{_EITHER}"
_READ = re.compile(
    r"(?P<named>noon|midday|midnight)|(?P<hour>\d{1,2})(?:(?P<mark>[:.])(?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?m)?",
    re.IGNORECASE,
)
_EARLIEST_PLAIN = 8  # "8-10" is a breakfast, "7-9" an evening
_DAY = 24 * 60
_HALF_DAY = 12 * 60


@dataclass(frozen=True)
class Hours:
    """From when to when, as "09:30"; empty where not told. `problem` is the time nobody can make sense of."""

    opens_at: str | None = None
    closes_at: str | None = None
    problem: str = ""


@dataclass(frozen=True)
class _Time:
    minutes: int
    is_sure: bool  # by name, by "am" or "pm", or on the 24-hour clock
    is_possible: bool = True


def read_hours(text: str) -> Hours:
    """The times in a piece that the scanner has found."""
    found = [_time(match) for match in _READ.finditer(text)][:2]
    if not found or not all(time.is_possible for time in found):
        return Hours(problem=text.strip())
    if found[0].minutes == _DAY:
        found[0] = replace(found[0], minutes=0)  # what begins at midnight begins a day
    if len(found) == 1:
        return Hours(_written(_plain(found[0])))
    start, end = _settled(*found)
    return Hours(_written(start), _written(end))


def _time(match: re.Match[str]) -> _Time:
    if match["named"]:
        return _Time(_NAMED[match["named"].lower()], is_sure=True)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    possible = minute < 60 and (1 <= hour <= 12 if half else hour * 60 + minute <= _DAY)
    if half:
        return _Time((hour % 12 + (12 if half == "p" else 0)) * 60 + minute, is_sure=True, is_possible=possible)
    on_24 = hour > 12 or (match["mark"] == ":" and len(match["hour"]) == 2 and hour < 10) or hour == 0
    return _Time(hour * 60 + minute, is_sure=on_24, is_possible=possible)


def _plain(time: _Time) -> int:
    if time.is_sure or time.minutes >= _EARLIEST_PLAIN * 60:
        return time.minutes
    return time.minutes + _HALF_DAY


def _settled(start: _Time, end: _Time) -> tuple[int, int]:
    """Both times in minutes, the second after the first unless it was surely said otherwise (10pm to 2am)."""
    if not start.is_sure and end.is_sure:
        return _before(start.minutes, end.minutes)
    first = _plain(start)
    if end.is_sure:
        return first, end.minutes
    last = end.minutes
    while last <= first and last + _HALF_DAY <= _DAY:
        last += _HALF_DAY
    return first, last if last > first else end.minutes


def _before(start: int, end: int) -> tuple[int, int]:
    """The start that "2-4pm", "10-1pm" and "10-12am" mean."""
    if end == 0 and _EARLIEST_PLAIN * 60 <= start < _HALF_DAY:
        return start, _HALF_DAY  # "10-12am" ends at midday
    late = start % _HALF_DAY + _HALF_DAY
    return (late, end) if late < end and end > _HALF_DAY else (start, end)


def _written(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
