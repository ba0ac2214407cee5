"""What measures are made of and what they give: items, answers to choose from, scores. Knows no single measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from directory.errors import WaypostError


class NotReady(WaypostError):
    """A measure cannot be used until the council has loaded what Waypost may not bring."""


class Refused(WaypostError):
    """These answers give no score; the message says which to mend."""


class Direction(StrEnum):
    """Which way a figure goes when things go better. Context figures have no better."""

    HIGHER = "higher"
    LOWER = "lower"
    CONTEXT = "context"


class Summed(StrEnum):
    """What a report may make of many people's scores."""

    MEAN = "mean"  # of the one figure
    EACH_PART = "each_part"  # each part for itself, never together
    SHARE = "share"  # of people whose answer is `Measure.counted`; never a mean
    DISTRIBUTION = "distribution"  # how many gave each answer
    CONTEXT = "context"  # shown beside other figures, never as a target
    NOTHING = "nothing"


class Kind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    DECIMAL = "decimal"
    WORDS = "words"


@dataclass(frozen=True)
class Response:
    """One answer to choose. The value is what it counts for in a score."""

    code: str
    words: str
    value: int


@dataclass(frozen=True)
class Item:
    """One question. `low` and `high` say what the ends of a scale mean."""

    code: str
    ask: str
    kind: Kind = Kind.CHOICE
    hint: str = ""
    responses: tuple[Response, ...] = ()
    least: int = 0
    most: int = 10
    low: str = ""
    high: str = ""

    def value(self, answer: str) -> int:
        """What an answer counts for. It has been checked."""
        if self.kind is Kind.CHOICE:
            return next(response.value for response in self.responses if response.code == answer)
        return int(answer)


@dataclass(frozen=True)
class UnitCosts:
    """What one visit or night costs in a financial year, and who says so."""

    year: str
    source: str
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True)
class Sheet:
    """What is written about a measure: by Waypost in its seeds, by the council in its folder."""

    code: str
    name: str
    title: str
    source: str
    intro: str = ""
    items: tuple[Item, ...] = ()
    is_worded: bool = True
    tariff: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    conversion: Mapping[int, Decimal] = field(default_factory=dict)
    unit_costs: tuple[UnitCosts, ...] = ()


@dataclass(frozen=True)
class Score:
    """What one person's answers come to: one figure, and parts that are reported one by one.

    Of a measure that is reported by its answers each answer is a part: 1 for the one given, 0 for the others, so that
    the mean over many people is the share of each.
    """

    figure: Decimal | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    category: str = ""
    bands: Mapping[str, str] = field(default_factory=dict)
    needs_more: bool = False  # the person said that something is still needed

    def as_floats(self) -> dict[str, float]:
        """The parts for keeping."""
        return {code: float(value) for code, value in self.parts.items()}
