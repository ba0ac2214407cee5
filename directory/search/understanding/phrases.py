"""A list of phrases, each with what it stands for; the longest that begins at a word is found first."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from directory.geo.folding import fold

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases by their words. Several spellings of one meaning are parted by "|" in the table."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._found: dict[tuple[str, ...], T] = {}
        for spellings, meaning in table.items():
            for spelling in spellings.split("|"):
                self._found[tuple(fold(spelling).split())] = meaning
        self._longest: dict[str, int] = {}
        for words in self._found:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def at(self, words: Sequence[str], start: int) -> tuple[int, T] | None:
        """The longest phrase that begins at a word: how many words it has, and its meaning."""
        for length in range(min(self._longest.get(words[start], 0), len(words) - start), 0, -1):
            found = self._found.get(tuple(words[start : start + length]))
            if found is not None:
                return length, found
        return None

    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrase in self._found for word in phrase)
