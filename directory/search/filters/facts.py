"""Filters over single facts: the person's age, access features, how recently somebody checked, distance."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from directory import clock
from directory.search.catalogue import Catalogue, Choice
from directory.search.filters.base import FacetFilter, Filter, Kind, Selected, View
from directory.search.index.bits import Bits, everything, pack, pack_rows

AGES = (
    Choice("16", "16 or 17"),
    Choice("18", "18 to 24"),
    Choice("25", "25 to 64"),
    Choice("65", "65 to 79"),
    Choice("80", "80 or over"),
)
RADII = ("1", "2", "5", "10", "25", "50")
VERIFIED = (
    Choice("30", "In the last month"),
    Choice("92", "In the last 3 months"),
    Choice("182", "In the last 6 months"),
    Choice("365", "In the last year"),
)
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class AgeFilter(Filter):
    """How old the person is. A listing that gives no age stays, and is labelled so; unknown is never no."""

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return AGES

    def accepts(self, value: str, catalogue: Catalogue) -> bool:
        return value.isascii() and value.isdigit() and int(value) <= 120

    def describe(self, value: str, catalogue: Catalogue) -> str:
        known = {choice.value: choice.label for choice in AGES}
        return f"For someone aged {known.get(value, value)}"

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        ages = np.array([int(value) for value in values], dtype=np.int16)[:, None]
        lowest, highest = view.snapshot["minimum_age"], view.snapshot["maximum_age"]
        # An 80-year-old is the example of "80 or over"; the first year of a band stands for the band.
        return pack_rows((lowest <= ages) & ((highest < 0) | (highest >= ages)))

    def stating(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return self.rows(view, values, selected) & ~self.not_known(view, values)

    def always(self, view: View) -> Bits:
        return self.not_known(view, ())

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits:
        return pack((view.snapshot["minimum_age"] < 0) & (view.snapshot["maximum_age"] < 0))


@dataclass(frozen=True)
class AccessFilter(FacetFilter):
    """Access features a person needs, all of them. Only a recorded yes counts; a recorded no is told from not known."""

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        yes = view.snapshot.facet_rows(self.key, values)
        no = view.snapshot.facet_rows("access_no", values)
        return everything(view.snapshot.size) & ~(yes | no)


@dataclass(frozen=True)
class VerifiedFilter(Filter):
    """How recently somebody checked the listing."""

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return VERIFIED

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        today = (clock.local(view.at).date() - _EPOCH).days
        oldest = np.array([today - int(value) for value in values], dtype=np.int32)[:, None]
        return pack_rows(view.snapshot["verified_day"] >= oldest)

    def describe(self, value: str, catalogue: Catalogue) -> str:
        labels = {choice.value: choice.label for choice in VERIFIED}
        return f"Checked {labels[value][0].lower()}{labels[value][1:]}" if value in labels else value


def _miles(value: str) -> str:
    return "1 mile" if value == "1" else f"{value} miles"


_DISTANCES = tuple(Choice(value, _miles(value)) for value in RADII)


@dataclass(frozen=True)
class DistanceFilter(Filter):
    """How far to look. It needs a place, so `local` applies it; here it only names itself and its choices."""

    kind: Kind = Kind.SINGLE
    holds_all_day: bool = False

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return _DISTANCES

    def describe(self, value: str, catalogue: Catalogue) -> str:
        return self.sentence.format(_miles(value))

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return np.broadcast_to(everything(view.snapshot.size), (len(values), view.snapshot.words))
