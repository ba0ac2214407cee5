"""Filters over when things happen: day of the week, part of the day, open at this moment."""

from dataclasses import dataclass

import numpy as np

from directory.search.answering.opening import open_at
from directory.search.catalogue import Catalogue, Choice
from directory.search.filters.base import UNKNOWN, Filter, FlagFilter, Selected, View
from directory.search.index.bits import Bits

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


#: The codes of the facet "slot", day by day.
SLOTS = tuple(Choice(f"{day.value}-{part.value}", f"{day.label}, {part.label}") for day in DAYS for part in PARTS)


def slots_of_the_week(view: View) -> Bits:
    """Sets of documents by day and part of day."""
    rows = view.snapshot.facet_rows("slot", view.snapshot.catalogue.values("slot"))
    return rows.reshape(len(DAYS), len(PARTS), view.snapshot.words)


@dataclass(frozen=True)
class SlotFilter(Filter):
    """Day or part of day. The two read each other, so that Saturday and evening mean a Saturday evening."""

    own: tuple[Choice, ...] = ()
    other: tuple[Choice, ...] = ()
    other_key: str = ""

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return self.own

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        week = slots_of_the_week(view)
        if self.key == "time":
            week = week.transpose(1, 0, 2)
        others = [place for place, choice in enumerate(self.other) if choice.value in selected.get(self.other_key, ())]
        by_value = np.bitwise_or.reduce(week[:, others] if others else week, axis=1)
        places = {choice.value: place for place, choice in enumerate(self.own)}
        rows: Bits = by_value[[places[value] for value in values]]
        return rows

    def reads(self, selected: Selected) -> tuple[str, ...]:
        return selected.get(self.other_key, ())

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        return view.snapshot.facet_row("slot", UNKNOWN)


@dataclass(frozen=True)
class OpenNowFilter(FlagFilter):
    """Open at the moment of asking, exceptions and closures counted."""

    holds_all_day: bool = False

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return open_at(view.snapshot, view.at)[None, :]

    def stating(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return self.rows(view, values, selected)

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        return view.snapshot.facet_row("slot", UNKNOWN)
