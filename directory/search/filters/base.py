"""What a filter is: it names itself, offers choices, says a value as a sentence and marks the documents it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

import numpy as np

from directory.search.answering.opening import today
from directory.search.catalogue import Catalogue, Choice
from directory.search.index.bits import Bits, union
from directory.search.index.snapshot import Snapshot
from directory.web.access import Audience

Selected = Mapping[str, tuple[str, ...]]


class Kind(StrEnum):
    """How several chosen values work together."""

    ANY_OF = "any_of"
    ALL_OF = "all_of"
    SINGLE = "single"
    FLAG = "flag"


@dataclass(frozen=True)
class View:
    """What a filter looks at: one snapshot at one moment."""

    snapshot: Snapshot
    at: datetime

    @cached_property
    def today(self) -> int:
        """The number of the local day."""
        return today(self.at)


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
        """The documents that the chosen values keep together."""
        rows = self.rows(view, selected[self.key], selected)
        return np.bitwise_and.reduce(rows, axis=0) if self.kind is Kind.ALL_OF else union(rows)

    def stating(self, view: View, values: tuple[str, ...], selected: Selected) -> Bits:
        """Like `rows`, of the documents that say so themselves: without those a choice keeps because they are open."""
        return self.rows(view, values, selected)

    def always(self, view: View) -> Bits | None:
        """The documents that every choice keeps; with those of `stating` they are those of `rows`."""
        return None

    def reads(self, selected: Selected) -> bool:
        """Whether what is chosen in another filter changes what this one's choices keep."""
        return False

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
