"""What any search engine of Waypost promises: the protocol and the shape of its answers. Knows no engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from directory.geo.point import Point
from directory.search.catalogue import Catalogue
from directory.search.criteria import Criteria
from directory.search.understanding.synonyms import Thesaurus

#: As many results as a map shows at once; more would hide the place under its markers.
MAP_RESULTS = 300


class Place(Protocol):
    """A place that `geo` found: what to call it, where it is, which areas contain it (most local first)."""

    @property
    def label(self) -> str: ...

    @property
    def point(self) -> Point: ...

    @property
    def areas(self) -> tuple[str, ...]: ...


class Hit(NamedTuple):
    """One listing that answers. `label` says how it reaches the person when that is not by being near."""

    service_id: UUID
    score: float
    distance_m: float | None = None
    location_id: UUID | None = None
    label: str | None = None
    labels: tuple[str, ...] = ()
    matched: tuple[str, ...] = ()
    age_not_stated: bool = False
    cost_not_known: bool = False
    closed_now: bool = False


@dataclass(slots=True)  # not frozen: hundreds are made at each search, and freezing makes it three times slower
class FacetChoice:
    """A choice and how many results choosing it would leave; `not_known` counts those that do not say."""

    value: str
    label: str
    count: int
    not_known: int = 0
    group: str | None = None
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """A filter as this search sees it: `not_known` counts the results that do not say at all."""

    key: str
    label: str
    hint: str
    kind: str
    choices: Sequence[FacetChoice]
    not_known: int = 0


@dataclass(frozen=True)
class Chip:
    """A filter value in force, as a sentence."""

    key: str
    value: str
    sentence: str


class MapPoint(NamedTuple):
    """One venue of one result that may be shown on a map."""

    service_id: UUID
    location_id: UUID
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Correction:
    """A word nobody uses and the word searched for in its place."""

    typed: str
    used: str


@dataclass(frozen=True)
class Results:
    """An answer. `notes` are sentences to show: what was relaxed, widened or left out. `suggestions` are words that
    may have been misspelt though some listing uses them so.
    """

    hits: Sequence[Hit]
    total: int
    near_total: int = 0
    facets: Mapping[str, Facet] = field(default_factory=dict)
    chips: Sequence[Chip] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    suggestions: tuple[Correction, ...] = ()
    points: tuple[MapPoint, ...] = ()
    radius_miles: int | None = None
    relaxed: bool = False
    page: int = 1
    pages: int = 1
    generation: str = ""


class SearchEngine(Protocol):
    """Finds listings. Raises `errors.Unavailable` when it cannot answer: an error never looks like no results."""

    def search(
        self,
        criteria: Criteria,
        *,
        place: Place | None,
        audience: StrEnum,
        at: datetime,
        thesaurus: Thesaurus | None = None,
    ) -> Results:
        """Answer a search at a moment. With another thesaurus than its own it shows what a change to it would do."""
        ...

    def catalogue(self) -> Catalogue:
        """The choices of all filters as the index knows them."""
        ...
