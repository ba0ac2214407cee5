"""What a filter is: it names itself, offers choices, says a value as a sentence and marks the documents it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

import numpy as np

from directory.search.answering.opening import today
from directory.search.catalogue import Catalogue, Choice
from directory.search.index.bits import Bits, union
from directory.search.index.snapshot import Snapshot
from directory.web.access import Audience

Selected = Mapping[str, tuple[str, ...]]

#: Sets of documents that chosen values keep, a bit a document: as many as people choose often.
_MASKS_KEPT = 100


class Kind(StrEnum):
    """How several chosen values work together."""

    ANY_OF = "any_of"
    ALL_OF = "all_of"
    SINGLE = "single"
    FLAG = "flag"


class View:
    """What a filter looks at: one snapshot at one moment. `minute` counts since the epoch; `today` is the local day."""

    __slots__ = ("at", "minute", "snapshot", "today")

    def __init__(self, snapshot: Snapshot, at: datetime) -> None:
        self.snapshot, self.at = snapshot, at
        self.minute = int(at.timestamp() // 60)
        self.today = _day_of(self.minute)


@lru_cache(maxsize=64)
def _day_of(minute: int) -> int:
    return today(datetime.fromtimestamp(minute * 60, UTC))


@dataclass(frozen=True)
class Filter:
    """One filter. Subclasses say in `rows` which documents each choice keeps; everything else follows from that.

    `rows` gets all selected values because some filters read a neighbour: Saturday and evening mean Saturday evening.
    """

    key: str
    label: str
    hint: str = ""
    kind: Kind = Kind.ANY_OF
    audience: StrEnum = Audience.EVERYONE
    sentence: str = "{}"
    limit: int = 1000
    #: False where what it keeps depends on the minute, or on the place.
    holds_all_day: bool = True

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        """What can be chosen, in page order."""
        return catalogue.choices(self.key)

    def values(self, catalogue: Catalogue) -> tuple[str, ...]:
        """The values of the choices."""
        return catalogue.values(self.key) or tuple(choice.value for choice in self.choices(catalogue))

    def accepts(self, value: str, catalogue: Catalogue) -> bool:
        """Whether the value means something to this filter."""
        return value in self.values(catalogue)

    def describe(self, value: str, catalogue: Catalogue) -> str:
        """The chosen value as a chip says it."""
        label = next((choice.label for choice in self.choices(catalogue) if choice.value == value), value)
        return self.sentence.format(label)

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        """One set of documents for each value, in that order."""
        raise NotImplementedError

    def mask(self, view: View, selected: Selected) -> Bits:
        """The documents that the chosen values keep together; remembered where the day alone decides."""
        chosen = selected[self.key]
        if not self.holds_all_day or self.reads(selected):
            return self._mask(view, chosen, selected)
        key = (view.today, self.key, chosen)
        return view.snapshot.memory.recall("mask", key, lambda: self._mask(view, chosen, selected), most=_MASKS_KEPT)

    def _mask(self, view: View, chosen: tuple[str, ...], selected: Selected) -> Bits:
        rows = self.rows(view, chosen, selected)
        return np.bitwise_and.reduce(rows, axis=0) if self.kind is Kind.ALL_OF else union(rows)

    def stating(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        """Like `rows`, of the documents that say so themselves: without those a choice keeps because they are open."""
        return self.rows(view, values, selected)

    def always(self, view: View) -> Bits | None:
        """The documents that every choice keeps; with those of `stating` they are those of `rows`."""
        return None

    def reads(self, selected: Selected) -> tuple[str, ...]:
        """What is chosen in another filter and changes what this one's choices keep."""
        return ()

    def redeeming(self, values: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
        """The other values that keep a listing although it states one of these, when those were ruled out.

        "Not online" is no word against a club that meets in a hall and online. An age, or a feature, stands alone.
        """
        others = self.values(catalogue) if self.kind is Kind.ANY_OF else ()
        return tuple(value for value in others if value not in values)

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        """Documents that do not say, one set for all values or one each; None when every document says."""
        return None


@dataclass(frozen=True)
class FacetFilter(Filter):
    """A filter over a facet of the snapshot; `also` names a facet whose "yes" documents every choice keeps."""

    facet: str = ""
    also: str = ""

    def rows(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        found = view.snapshot.facet_rows(self.facet or self.key, values)
        if self.also:
            found = found | view.snapshot.facet_rows(self.also, ("yes",))
        return found

    def stating(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        return view.snapshot.facet_rows(self.facet or self.key, values)

    def always(self, view: View) -> Bits | None:
        return view.snapshot.facet_row(self.also, "yes") if self.also else None

    def not_known(self, view: View, values: tuple[str, ...]) -> Bits | None:
        if not view.snapshot.has_facet(self.facet or self.key, UNKNOWN):
            return None
        return view.snapshot.facet_row(self.facet or self.key, UNKNOWN)


@dataclass(frozen=True)
class FlagFilter(FacetFilter):
    """A filter that is on or off: its one choice is "yes"."""

    kind: Kind = Kind.FLAG

    def choices(self, catalogue: Catalogue) -> tuple[Choice, ...]:
        return (Choice("yes", self.label),)


#: The facet code of a document that does not say.
UNKNOWN = "?"
