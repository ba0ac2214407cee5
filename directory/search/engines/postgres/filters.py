"""Each filter of the registry said in SQL: which listings its values keep, and how its choices are counted.

Choices are counted as codes, all in one pass: those a listing carries (`cost:free`), and `cases` for what follows from
its columns (`age=65`). A counterpart says which codes a choice adds up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, exists, literal, not_, or_, select, true

from directory import clock
from directory.search.answering.opening import DAY, LONGEST, day_number
from directory.search.engines.postgres.rows import only
from directory.search.engines.postgres.tables import exceptions, listings, occasions, weekly
from directory.search.filters import FILTERS, Filter, Kind, Selected
from directory.search.filters.base import UNKNOWN, FacetFilter
from directory.search.filters.facts import AccessFilter, AgeFilter, DistanceFilter, VerifiedFilter
from directory.search.filters.times import OpenNowFilter, SlotFilter

Condition: TypeAlias = ColumnElement[bool]
Counts: TypeAlias = Mapping[str, int]
#: The code under which every listing is counted.
ALL = ""


def carries(*codes: str) -> Condition:
    """Listings that carry any of some facet codes."""
    return listings.c.facets.op("&&", is_comparison=True)(cast(literal(list(codes), ARRAY(Text)), ARRAY(Text)))


@dataclass(frozen=True)
class Counterpart:
    """A filter in SQL. By itself it keeps every listing, as the distance does, which is applied with the place."""

    filter: Filter

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        """The listings that one value keeps."""
        return true()

    def stating(self, value: str, selected: Selected, at: datetime) -> Condition:
        """Those that say so themselves, without those a choice keeps because they are open to everybody."""
        return self.keeping(value, selected, at)

    def kept(self, selected: Selected, at: datetime) -> Condition:
        """The listings that the chosen values keep together."""
        each = [self.keeping(value, selected, at) for value in selected[self.filter.key]]
        return and_(*each) if self.filter.kind is Kind.ALL_OF else or_(*each)

    def cases(self, values: Sequence[str], selected: Selected, at: datetime) -> Mapping[str, Condition]:
        """Codes to count that no listing carries, with the condition for each."""
        return {}

    def found(self, value: str, counts: Counts) -> int:
        """How many listings the value keeps of those counted."""
        return counts.get(ALL, 0)

    def silent(self, values: Sequence[str], counts: Counts) -> Sequence[int]:
        """How many do not say, choice by choice; nothing where that is one number for all."""
        return ()

    def not_known(self, counts: Counts) -> int:
        """How many do not say at all."""
        return 0


@dataclass(frozen=True)
class ByFacet(Counterpart):
    """A filter over codes that listings carry."""

    filter: FacetFilter

    @property
    def facet(self) -> str:
        """The facet it reads."""
        return self.filter.facet or self.filter.key

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        open_to_all = [f"{self.filter.also}:yes"] if self.filter.also else []
        return carries(f"{self.facet}:{value}", *open_to_all)

    def stating(self, value: str, selected: Selected, at: datetime) -> Condition:
        return carries(f"{self.facet}:{value}")

    def found(self, value: str, counts: Counts) -> int:
        if not self.filter.also:
            return counts.get(f"{self.facet}:{value}", 0)
        return counts.get(f"{only(self.facet)}:{value}", 0) + counts.get(f"{self.filter.also}:yes", 0)

    def not_known(self, counts: Counts) -> int:
        return counts.get(f"{self.facet}:{UNKNOWN}", 0)


class ByAccess(ByFacet):
    """Access features: whoever says neither yes nor no does not say."""

    def silent(self, values: Sequence[str], counts: Counts) -> Sequence[int]:
        everything = counts.get(ALL, 0)
        return [everything - self.found(v, counts) - counts.get(f"access_no:{v}", 0) for v in values]

    def not_known(self, counts: Counts) -> int:
        return 0


@dataclass(frozen=True)
class ByCase(Counterpart):
    """A filter over columns: each choice is a case."""

    def cases(self, values: Sequence[str], selected: Selected, at: datetime) -> Mapping[str, Condition]:
        return {self.code(value): self.keeping(value, selected, at) for value in values}

    def found(self, value: str, counts: Counts) -> int:
        return counts.get(self.code(value), 0)

    def code(self, value: str) -> str:
        """Told from facet codes, which have a colon, by its sign."""
        return f"{self.filter.key}={value}"


class ByAge(ByCase):
    """The age of the person; a listing that gives none stays."""

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        lowest, highest = listings.c.minimum_age, listings.c.maximum_age
        return and_(lowest <= int(value), or_(highest < 0, highest >= int(value)))

    def stating(self, value: str, selected: Selected, at: datetime) -> Condition:
        return and_(self.keeping(value, selected, at), not_(gives_no_age()))

    def cases(self, values: Sequence[str], selected: Selected, at: datetime) -> Mapping[str, Condition]:
        return {**super().cases(values, selected, at), self.code(UNKNOWN): gives_no_age()}

    def not_known(self, counts: Counts) -> int:
        return self.found(UNKNOWN, counts)


def gives_no_age() -> Condition:
    """Listings that say nothing of age."""
    return and_(listings.c.minimum_age < 0, listings.c.maximum_age < 0)


class ByCheck(ByCase):
    """How recently somebody checked."""

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        return listings.c.verified_day >= day_number(clock.local(at).date()) - int(value)


@dataclass(frozen=True)
class BySlot(ByCase):
    """Day or part of day, each within the other's chosen values."""

    filter: SlotFilter

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        known = [choice.value for choice in self.filter.other]
        others = [other for other in selected.get(self.filter.other_key, ()) if other in known] or known
        pairs = [(other, value) if self.filter.key == "time" else (value, other) for other in others]
        return carries(*(f"slot:{day}-{part}" for day, part in pairs))

    def not_known(self, counts: Counts) -> int:
        return counts.get(f"slot:{UNKNOWN}", 0)


class ByOpening(ByCase):
    """Open at the moment of asking."""

    def keeping(self, value: str, selected: Selected, at: datetime) -> Condition:
        wall = clock.local(at)
        today, minute = day_number(wall.date()), wall.hour * 60 + wall.minute
        # What opened yesterday evening may still be open: look at both days' patterns.
        patterns = [_by_pattern(today - days_ago, minute + days_ago * DAY) for days_ago in (0, 1)]
        return and_(or_(*patterns, _by_occasion(today * DAY + minute)), not_(closed_on(today)))

    def not_known(self, counts: Counts) -> int:
        return counts.get(f"slot:{UNKNOWN}", 0)


def closed_on(day: int) -> Condition:
    """Listings that are closed for a while on a day."""
    return and_(listings.c.closed_from_day <= day, listings.c.closed_to_day >= day)


def _by_pattern(day: int, minute: int) -> Condition:
    monday = (day + 3) % 7 * DAY  # the epoch was a Thursday
    off = exists().where(
        exceptions.c.listing == weekly.c.listing,
        exceptions.c.day == day,
        or_(exceptions.c.place < 0, exceptions.c.place == weekly.c.place),
    )
    return listings.c.service_id.in_(
        select(weekly.c.listing).where(
            weekly.c.opens.between(monday, min(monday + minute, monday + DAY - 1)),
            weekly.c.closes > monday + minute,
            weekly.c.from_day <= day,
            weekly.c.to_day >= day,
            not_(off),
        )
    )


def _by_occasion(minute: int) -> Condition:
    current = and_(occasions.c.opens.between(minute - LONGEST, minute), occasions.c.closes > minute)
    return listings.c.service_id.in_(select(occasions.c.listing).where(current))


#: The most special kind of filter first.
_KINDS: tuple[tuple[type[Filter], Callable[[Any], Counterpart]], ...] = (
    (AccessFilter, ByAccess),
    (OpenNowFilter, ByOpening),
    (FacetFilter, ByFacet),
    (AgeFilter, ByAge),
    (SlotFilter, BySlot),
    (VerifiedFilter, ByCheck),
    (DistanceFilter, Counterpart),
)


def counterpart_of(each: Filter) -> Counterpart:
    """The SQL of a filter. A filter of a kind nobody has said in SQL is refused when the application starts."""
    for kind, make in _KINDS:
        if isinstance(each, kind):
            return make(each)
    raise LookupError(f"The filter “{each.key}” has no counterpart in engines/postgres/filters.py.")


COUNTERPARTS: Mapping[str, Counterpart] = {each.key: counterpart_of(each) for each in FILTERS}
