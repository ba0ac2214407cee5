"""What understanding needs of an index: which terms listings use, how widely, and which words look like another."""

from collections.abc import Iterable
from typing import Protocol


class Lexicon(Protocol):
    """The words of one index. Any engine has one; understanding knows no other side of it."""

    @property
    def size(self) -> int:
        """How many listings there are."""
        ...

    def has(self, term: str) -> bool:
        """Whether a listing uses the term."""
        ...

    def spread(self, term: str) -> int:
        """How many listings use the term."""
        ...

    def lookalikes(self, word: str) -> Iterable[tuple[str, int]]:
        """Words in use that may have been meant, each with how many listings use it: rather too many than too few."""
        ...
