"""What "weekday mornings" allows. Reads the plain words for days and parts of the day; where there are none, nothing.

Words that it cannot read do not count as leave: whoever sets a reminder chooses its time with them in sight, and a
change of them holds it back until somebody has looked again.
"""

import re
from datetime import date

from directory.referrals.codes.reminders import PartOfDay

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK, _WEEKEND = frozenset(range(5)), frozenset({5, 6})
_WORD = re.compile(r"[a-z]+")
_NEVER = frozenset({"not", "never", "except", "no", "avoid"})


def is_safe(words: str, day: date, part: PartOfDay) -> bool:
    """Whether a reminder on this day and part of the day goes against what somebody called safe."""
    said = [word.removesuffix("s") for word in _WORD.findall(words.casefold())]
    if _NEVER & set(said):  # "not mornings": what is named is what is not safe
        return day.weekday() not in _days(said) and part not in _parts(said)
    days, parts = _days(said), _parts(said)
    return (not days or day.weekday() in days) and (not parts or part in parts)


def _days(said: list[str]) -> frozenset[int]:
    named = {number for number, name in enumerate(_DAYS) if name in said}
    return frozenset(named | (_WEEK if "weekday" in said else set()) | (_WEEKEND if "weekend" in said else set()))


def _parts(said: list[str]) -> frozenset[PartOfDay]:
    return frozenset(part for part in PartOfDay if part.value in said)
