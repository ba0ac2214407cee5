"""What the joined listing should say: for each field one of the two, or both where that makes sense. Values only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.db import Coded
from directory.errors import RuleBroken
from directory.listings.editing import FIELDS, Content
from directory.moderation.duplicates.profiles import as_phone, as_postcode

EMPTY: tuple[Any, ...] = (None, "", [], {})
#: Not of what a listing says but of how it stands today: that of the one that stays is kept.
STANDING = frozenset({"is_paused", "visibility"})
#: Values that say "nobody knows", whatever the field.
NOTHING_KNOWN = frozenset({"unknown", "not_known", "none"})


class Side(Coded):
    """Whose value is taken."""

    FIRST = "first", "The first"
    SECOND = "second", "The second"
    BOTH = "both", "Both together"


@dataclass(frozen=True)
class Standing:
    """What speaks for taking a listing's word: when it was last checked, and when it last changed."""

    checked_at: datetime | None
    changed_at: datetime

    @property
    def freshness(self) -> tuple[bool, datetime]:
        """Greater is fresher; a check counts more than a change."""
        return (self.checked_at is not None, self.checked_at or self.changed_at)


@dataclass(frozen=True)
class Difference:
    """A field in which two listings differ, what each says, and what would be taken unasked."""

    key: str
    label: str
    first: Any
    second: Any
    default: Side

    @property
    def sides(self) -> tuple[Side, ...]:
        """What may be chosen."""
        both = self.key in JOINED and self.first not in EMPTY and self.second not in EMPTY
        return (Side.FIRST, Side.SECOND, Side.BOTH) if both else (Side.FIRST, Side.SECOND)


def differences(first: Content, second: Content, of_first: Standing, of_second: Standing) -> tuple[Difference, ...]:
    """Where two listings differ, in the order of the fields."""
    fresher = Side.FIRST if of_first.freshness >= of_second.freshness else Side.SECOND
    return tuple(
        Difference(key, field.label, one, other, _default(key, one, other, fresher))
        for key, field in FIELDS.items()
        if key not in STANDING and not same(key, one := first.get(key), other := second.get(key))
    )


def agreed(first: Content, second: Content) -> tuple[str, ...]:
    """Fields in which both say the same, and say something."""
    return tuple(
        key
        for key in FIELDS
        if key not in STANDING and first.get(key) not in EMPTY and same(key, first.get(key), second.get(key))
    )


def same(key: str, one: Any, other: Any) -> bool:
    """Whether two values say the same; the order of a list's entries says nothing."""
    if one in EMPTY and other in EMPTY:
        return True
    if key in JOINED and isinstance(one, list) and isinstance(other, list):
        identity = JOINED[key]
        return len(one) == len(other) and {identity(row) for row in one} == {identity(row) for row in other} and (
            key not in PARTICULAR or sorted(map(_particulars, one)) == sorted(map(_particulars, other))
        )  # fmt: skip
    return bool(one == other)


def chosen(found: tuple[Difference, ...], sides: Mapping[str, Side]) -> Content:
    """The values to write, one for each difference. Raises `RuleBroken` where none was chosen."""
    content: Content = {}
    for difference in found:
        side = sides.get(difference.key, difference.default)
        if side not in difference.sides:
            raise RuleBroken(difference.key, f"Select which to keep: {difference.label.lower()}")
        content[difference.key] = _value(difference, side)
    return content


def _value(difference: Difference, side: Side) -> Any:
    if side is Side.BOTH:
        return _joined(difference.key, difference.first, difference.second)
    return difference.first if side is Side.FIRST else difference.second


def _default(key: str, one: Any, other: Any, fresher: Side) -> Side:
    """Whoever says something; both where neither holds the other's entries; else the fresher, unless it says little."""
    if _says_nothing(one) or _says_nothing(other):
        return Side.SECOND if _says_nothing(one) else Side.FIRST
    if key in JOINED:
        mine, theirs = ({JOINED[key](row) for row in value} for value in (one, other))
        if mine != theirs:
            return Side.FIRST if mine > theirs else Side.SECOND if theirs > mine else Side.BOTH
    if key in ("summary", "description") and isinstance(one, str) and isinstance(other, str):
        longer = Side.FIRST if len(one) >= len(other) else Side.SECOND
        shortest, longest = sorted((len(one), len(other)))
        return longer if shortest * 2 < longest else fresher
    return fresher


def _says_nothing(value: Any) -> bool:
    return value in EMPTY or (isinstance(value, str) and value in NOTHING_KNOWN)


def _joined(key: str, first: Any, second: Any) -> list[Any]:
    """The entries of both. Of a place that both name, what happens there is taken together too."""
    identity = JOINED[key]
    others = {identity(row): row for row in second}
    kept = [_one_place(row, others[identity(row)]) if key == "venues" and identity(row) in others else row
            for row in first]  # fmt: skip
    there = {identity(row) for row in first}
    return [*kept, *(row for row in second if identity(row) not in there)]


def _one_place(mine: Content, theirs: Content) -> Content:
    parts = {
        part: _joined(part, mine.get(part) or [], theirs.get(part) or []) for part in ("times", "days_off", "phones")
    }
    return mine | parts


def _particulars(row: Content) -> str:
    """What a place or a number says, whichever record of the place it is."""
    return repr(sorted((name, value) for name, value in row.items() if name != "location_id"))


def _itself(row: Any) -> Any:
    return row


def _number(row: Content) -> str:
    return as_phone(row["number"]) or row["number"]


def _place(row: Content) -> Any:
    """One place is one pin, however its address is written; without a pin the same postcode and house."""
    if row.get("latitude") is not None and row.get("longitude") is not None:
        return (round(row["latitude"], 4), round(row["longitude"], 4))
    if row.get("postal_code"):
        return (as_postcode(row["postal_code"]), (row.get("address_1") or row.get("name") or "").lower())
    return row.get("name")


def _contact(row: Content) -> Any:
    """One desk is one name and the same numbers, however they are spaced."""
    numbers = sorted(_number(phone) for phone in row.get("phones") or [])
    return (row.get("name"), row.get("title"), row.get("email"), tuple(numbers))


def _area(row: Content) -> str:
    return str(row.get("code") or row.get("name"))


def _whole(row: Any) -> str:
    return repr(sorted(row.items())) if isinstance(row, dict) else str(row)


#: Lists that can be taken together, and what makes two of their entries one.
JOINED: dict[str, Callable[[Any], Any]] = {
    "phones": _number,
    "contacts": _contact,
    "venues": _place,
    "times": _whole,
    "days_off": _whole,
    "costs": _whole,
    "needs": _itself,
    "cohorts": _whole,
    "access_routes": _itself,
    "delivery_modes": _itself,
    "areas": _area,
    "languages": _itself,
    "documents": _itself,
    "tiers": _itself,
    "crisis_timing": _itself,
}
#: Of these an entry says more than what makes it one: two places may be one and keep other hours.
PARTICULAR = frozenset({"venues", "phones"})


def stays(is_first_shown: bool, is_second_shown: bool, first: Content, second: Content, of_first: Standing,
          of_second: Standing) -> Side:  # fmt: skip
    """Which listing keeps its address unasked: one people can see, then the fresher, then the one that says more."""
    mine = (is_first_shown, of_first.freshness, _said(first))
    theirs = (is_second_shown, of_second.freshness, _said(second))
    return Side.FIRST if mine >= theirs else Side.SECOND


def _said(content: Content) -> int:
    return sum(not _says_nothing(value) for value in content.values())
