"""What comes of asking for a place: one place, a choice between namesakes, or nothing and what to try instead."""

from dataclasses import dataclass

from directory.geo.point import Point


@dataclass(frozen=True, slots=True)
class Found:
    """One place. `note` is a sentence for the person when the answer is not exactly what they asked for."""

    label: str
    point: Point
    kind: str
    exact: bool
    note: str | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """One of several places of that name; `value` can be asked for in its turn."""

    label: str
    value: str
    point: Point
    kind: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Several places answer to these words."""

    words: str
    options: tuple[PlaceOption, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """No place answers to these words; each suggestion can be asked for in its turn."""

    words: str
    message: str
    suggestions: tuple[str, ...] = ()


Answer = Found | Choice | NotFound
