"""What a source yields: services with the line or position they stood at, and rows that hold none."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


class SourceStopped(Exception):
    """The source ended before its end; the message says what happened. What was read before it is good."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row. Exactly one of `value` and `fault` is given."""

    line: int
    value: Any = None
    fault: str | None = None
    external_id: str | None = None


@dataclass
class Remarks:
    """What a source said of itself that turned out otherwise, in sentences."""

    sentences: list[str] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        """Note a thing once."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)


class Source(Protocol):
    """A file or a feed, opened once and read once."""

    origin: str
    unit: str
    remarks: Remarks

    @property
    def expected(self) -> int | None:
        """How many services it says it has."""

    def items(self) -> Iterator[Item]:
        """Every row in order. Raises `SourceStopped`."""
