"""The choices a filter offers, with their labels, as one index generation knows them. Knows no query and no page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Not a filter: each need that was retired, labelled with the code of what stands in its place.
BECAME = "need_became"


@dataclass(frozen=True)
class Choice:
    """One value of a filter: `group` puts choices that belong together under one heading."""

    value: str
    label: str
    group: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """Choices by filter key, in the order pages show them."""

    entries: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    _values: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        values = {key: tuple(choice.value for choice in choices) for key, choices in self.entries.items()}
        object.__setattr__(self, "_values", values)

    def values(self, key: str) -> tuple[str, ...]:
        """The values of a filter's choices; the same tuple each time."""
        return self._values.get(key, ())

    def choices(self, key: str) -> tuple[Choice, ...]:
        """The choices known for a filter; none for one the index holds nothing about."""
        return self.entries.get(key, ())

    def label(self, key: str, value: str) -> str:
        """What people call a value; the value itself when nobody has named it."""
        return next((choice.label for choice in self.choices(key) if choice.value == value), value)

    @property
    def became(self) -> dict[str, str]:
        """The need of today in the place of each retired one."""
        return {choice.value: choice.label for choice in self.choices(BECAME)}

    def as_json(self) -> dict[str, list[list[str | None]]]:
        """Plain lists for a generation's file."""
        return {key: [[c.value, c.label, c.group] for c in choices] for key, choices in self.entries.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, list[list[str]]]) -> "Catalogue":
        """The other way."""
        return cls({key: tuple(Choice(*entry) for entry in entries) for key, entries in stored.items()})
