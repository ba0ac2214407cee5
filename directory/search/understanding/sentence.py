"""What somebody typed, as words in their places, some of which a reading takes out. Knows no meaning.

Whatever is taken out is explained on the page by a guess; a guess the person undid leaves its words where they were.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from directory.geo.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_BOUNDARY = re.compile(r"[,;:.!?()\n]|\s[-–—]\s")
_GAPS = re.compile(r"\s*([,;:.!?()\-–—]\s*)+(?=[,;:.!?)]|$)|^[\s,;:.!?)\-–—]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as typed, folded, where it stands, and whether a clause begins with it."""

    typed: str
    plain: str
    start: int
    stop: int
    begins_clause: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.typed[:1].isupper()


class GuessKind(StrEnum):
    """What sort of thing was guessed."""

    PLACE = "place"
    WISH = "wish"
    NOT = "not"
    NEED = "need"


@dataclass(frozen=True)
class Guess:
    """Something read out of the words. `code` is what an address leaves out with `without=`; `says` is the phrase."""

    code: str
    says: str
    kind: GuessKind
    key: str = ""
    values: tuple[str, ...] = ()


@dataclass
class Sentence:
    """The words, those already taken, and what was guessed so far."""

    text: str
    words: tuple[Word, ...]
    undone: frozenset[str] = frozenset()
    taken: set[int] = field(default_factory=set)
    guesses: list[Guess] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, undone: Iterable[str] = ()) -> "Sentence":
        """Read a sentence; `undone` are codes of guesses that the person did not mean."""
        words: list[Word] = []
        before = 0
        for match in _WORD.finditer(text):
            is_first = not words or bool(_BOUNDARY.search(text[before : match.start()]))
            words.append(Word(match.group(), fold(match.group()), match.start(), match.end(), is_first))
            before = match.end()
        return cls(text, tuple(words), frozenset(undone))

    @property
    def plain(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(word.plain for word in self.words)

    def __len__(self) -> int:
        return len(self.words)

    def is_free(self, start: int, stop: int) -> bool:
        """Whether no word of a span was taken yet."""
        return self.taken.isdisjoint(range(start, stop))

    def may(self, code: str) -> bool:
        """Whether a guess of this code may be made: not undone, not made already."""
        return code not in self.undone and all(guess.code != code for guess in self.guesses)

    def take(self, start: int, stop: int) -> None:
        """Take some words out."""
        self.taken.update(range(start, stop))

    def free(self) -> Iterator[int]:
        """The places of words that nobody took."""
        return (place for place in range(len(self.words)) if place not in self.taken)

    def rest(self) -> str:
        """What is left of the text, tidied."""
        if not self.taken:
            return self.text
        kept: list[str] = []
        start = 0
        for place in sorted(self.taken):
            if place - 1 not in self.taken:  # what stands between two words taken goes with them
                kept.append(self.text[start : self.words[place].start])
            start = self.words[place].stop
        kept.append(self.text[start:])
        text = " ".join("".join(kept).split())
        return _GAPS.sub("", text).strip(" ,;:-–—")
