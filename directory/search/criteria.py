"""What a person asked for, and its URL. Tolerant: what is not understood is dropped and said, never an error."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from directory.search.filters import Filter, Kind, filter_named
from directory.search.meaning import Meaning
from directory.web.access import Audience

LONGEST_QUERY = 300
LONGEST_PLACE = 80
LAST_PAGE = 500
MOST_VALUES = 30
#: The argument that says how far to look. It is no filter: it settles what filters choose from.
DISTANCE = "radius"
_VALUE = re.compile(r"[A-Za-z0-9_.:\-]{1,60}")
#: Arguments that are no filters; `shortlist` and `noted` stand for the note that follows when something was kept.
_OWN_KEYS = frozenset({"q", "near", "radius", "sort", "page", "view", "shortlist", "noted", "exact", "without"})
MOST_UNDONE = 20


class Sort(StrEnum):
    """In which order results come."""

    RELEVANCE = "relevance"
    NEAREST = "nearest"
    FRESHEST = "freshest"


class Layout(StrEnum):
    """How results are laid out."""

    LIST = "list"
    MAP = "map"


@dataclass(frozen=True)
class Criteria:
    """One search. Two criteria with the same URL are equal.

    `exact` asks for the words as they were typed; `without` names guesses that the person took back ("place",
    "day:sat"). `meaning` is how the words were understood; it follows from them, so it is never in the URL.
    """

    words: str = ""
    near: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sort: Sort = Sort.RELEVANCE
    radius_miles: int | None = None
    page: int = 1
    per_page: int = 20
    view: Layout = Layout.LIST
    exact: bool = False
    without: tuple[str, ...] = ()
    meaning: Meaning | None = field(default=None, compare=False)

    @classmethod
    def from_args(cls, args: Mapping[str, Any], audience: StrEnum) -> "tuple[Criteria, tuple[str, ...]]":
        """Read URL arguments (werkzeug's or a plain mapping); the notes say what was left out, in sentences."""
        notes: list[str] = []
        words = _clean(_first(args, "q"))
        if len(words) > LONGEST_QUERY:
            words = words[:LONGEST_QUERY].rstrip()
            notes.append(f"We used the first {LONGEST_QUERY} characters of your words.")
        near = _clean(_first(args, "near"))[:LONGEST_PLACE]
        return cls(
            words=words,
            near=near,
            filters=MappingProxyType(_filters(args, audience, notes)),
            sort=_one_of(Sort, _first(args, "sort"), Sort.RELEVANCE, "order", notes),
            radius_miles=_radius(_first(args, "radius"), notes),
            page=_page(_first(args, "page")),
            view=_one_of(Layout, _first(args, "view"), Layout.LIST, "layout", notes),
            exact=_first(args, "exact") == "1",
            without=_undone(_lists(args, "without")),
        ), tuple(notes)

    def to_args(self, **changes: Any) -> dict[str, Any]:
        """The URL arguments of this search with some things changed. Whatever is at its default is left out.

        Any change other than of the page itself goes back to page 1: the third page of other results means nothing.
        """
        wanted: dict[str, Any] = vars(self) | {"page": 1} | changes if changes else vars(self)
        own = {
            "q": wanted["words"],
            "near": wanted["near"],
            "radius": str(wanted["radius_miles"] or ""),
            "sort": "" if wanted["sort"] == Sort.RELEVANCE else str(wanted["sort"]),
            "view": "" if wanted["view"] == Layout.LIST else str(wanted["view"]),
            "page": str(wanted["page"]) if wanted["page"] > 1 else "",
            "exact": "1" if wanted["exact"] else "",
        }
        own_lists = {"without": list(wanted["without"])} if wanted["without"] else {}
        chosen = {key: list(values) for key, values in wanted["filters"].items() if values}
        return {key: value for key, value in own.items() if value} | own_lists | chosen

    def values(self, key: str) -> tuple[str, ...]:
        """The chosen values of a filter."""
        return self.filters.get(key, ())

    def adding(self, key: str, value: str) -> "Criteria":
        """The same search with one more value chosen; a single choice takes the place of the one before."""
        chosen = filter_named(key)
        alone = chosen is not None and chosen.kind in (Kind.SINGLE, Kind.FLAG)
        kept = () if alone else tuple(each for each in self.values(key) if each != value)
        return self._choosing(key, (*kept, value))

    def removing(self, key: str, value: str | None = None) -> "Criteria":
        """The same search without one value of a filter, or without the whole filter."""
        if key == DISTANCE:
            return replace(self, radius_miles=None, page=1)
        return self._choosing(key, tuple(each for each in self.values(key) if value is not None and each != value))

    def _choosing(self, key: str, values: tuple[str, ...]) -> "Criteria":
        others = {name: chosen for name, chosen in self.filters.items() if name != key}
        return replace(self, filters=MappingProxyType(others | ({key: values} if values else {})), page=1)


def _lists(args: Mapping[str, Any], key: str) -> list[str]:
    getlist = getattr(args, "getlist", None)
    if getlist is not None:
        return [str(value) for value in getlist(key)]
    value = args.get(key)
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value]


def _first(args: Mapping[str, Any], key: str) -> str:
    return next(iter(_lists(args, key)), "")


def _clean(text: str) -> str:
    """Without control characters and direction marks, with single spaces."""
    readable = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text[:20_000])
    return " ".join(unicodedata.normalize("NFC", readable).split())


def _filters(args: Mapping[str, Any], audience: StrEnum, notes: list[str]) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for key in _keys(args):
        if key in _OWN_KEYS:
            continue
        known = filter_named(key)
        if known is None or known.audience not in (Audience.EVERYONE, audience):
            if _VALUE.fullmatch(key) and any(_lists(args, key)):
                notes.append(f"We left out “{key}”: it is not one of the filters.")
            continue
        values = _values(known, _lists(args, key), notes)
        if values:
            chosen[key] = values
    return chosen


def _undone(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in given if _VALUE.fullmatch(code)))[:MOST_UNDONE]


def _keys(args: Mapping[str, Any]) -> Iterable[str]:
    return sorted({str(key) for key in args})[:60]


def _values(known: Filter, given: list[str], notes: list[str]) -> tuple[str, ...]:
    wanted = dict.fromkeys(value.strip() for value in given if value.strip())
    values = tuple(value for value in wanted if _VALUE.fullmatch(value))[:MOST_VALUES]
    if len(values) < len(wanted):
        notes.append(f"We left out a choice under “{known.label}” that is not on the list.")
    return values[:1] if known.kind in (Kind.SINGLE, Kind.FLAG) else values


def _one_of(kind: type[StrEnum], given: str, default: Any, name: str, notes: list[str]) -> Any:
    if not given or given in {str(each) for each in kind}:
        return kind(given) if given else default
    notes.append(f"We left out the {name} “{_clean(given)[:20]}”: it is not one of the choices.")
    return default


def _radius(given: str, notes: list[str]) -> int | None:
    if not given:
        return None
    if given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= 100:
        return int(given[:4])
    notes.append("We left out the distance: choose between 1 and 100 miles.")
    return None


def _page(given: str) -> int:
    sign = -1 if given.startswith("-") else 1
    digits = given.removeprefix("-")[:9]
    return max(1, min(LAST_PAGE, sign * int(digits))) if digits.isascii() and digits.isdigit() else 1
