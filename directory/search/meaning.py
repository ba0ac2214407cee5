"""What a person's words mean beyond themselves: the shape in which understanding hands it to any engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Meaning:
    """How a sentence was understood.

    `words` are what is left to look up in listings. `preferred` are filter values that lift the listings which meet
    them and hide none. `excluded` are filter values: a listing leaves when all it says under that filter is among
    them, so "not online" keeps a club that also meets in a hall, and whatever does not say. `needs` are codes of needs
    with their probability (0 to 1), the likeliest first. Listings that are about `unwanted` words leave as long as
    others remain.
    """

    words: str = ""
    preferred: Chosen = field(default_factory=lambda: MappingProxyType({}))
    excluded: Chosen = field(default_factory=lambda: MappingProxyType({}))
    needs: tuple[tuple[str, float], ...] = ()
    unwanted: tuple[str, ...] = ()
