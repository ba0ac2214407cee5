"""Filters over when things happen: day of the week, part of the day, open at this moment."""

from dataclasses import dataclass

import numpy as np

from directory.search.bits import Bits, union
from directory.search.catalogue import Catalogue, Choice
from directory.search.filters.base import UNKNOWN, Filter, FlagFilter, Selected, View
from directory.search.opening import open_at

DAYS = (
    Choice("mon", "Monday"),
    Choice("tue", "Tuesday"),
    Choice("wed", "Wednesday"),
    Choice("thu", "Thursday"),
    Choice("fri", "Friday"),
    Choice("sat", "Saturday"),
    Choice("sun", "Sunday"),
)
PARTS = (
    Choice("morning", "Morning (before 12)"),
    Choice("afternoon", "Afternoon (12 to 5)"),
    Choice("evening", "Evening (after 5)"),
)


@dataclass(frozen=True)
class SlotFilter(Filter):
    """Day or part of day. The two read each other, so that Saturday and evening mean a Saturday evening."""

    own: tuple[Choice, ...] = ()
    other: tuple[Choice, ...] = ()
    other_key: str = ""

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return self.own

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        others = selected.get(self.other_key) or tuple(choice.value for choice in self.other)
        day_first = self.key == "day"
        slots = [[f"{value}-{other}" if day_first else f"{other}-{value}" for other in others] for value in values]
        return np.stack([union(view.snapshot.facet_rows("slot", tuple(row))) for row in slots])

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        return view.snapshot.facet_rows("slot", (UNKNOWN,))[0]


@dataclass(frozen=True)
class OpenNowFilter(FlagFilter):
    """Open at the moment of asking, exceptions and closures counted."""

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return open_at(view.snapshot, view.at)[None, :]

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        return view.snapshot.facet_rows("slot", (UNKNOWN,))[0]
