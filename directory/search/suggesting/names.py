"""Names of one kind, found by the beginning of any of their words. Plain values; knows no table and no page.

Every place where a word begins is kept, in the order of the text from there on. A look-up is two binary searches,
about 20 microseconds among 50,000 names, whatever is typed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.geo.folding import fold

#: One letter may be wrong in words this long, two in longer ones; shorter words are taken as they are.
SHORTEST_MENDED, LONG = 4, 8
_MOST_MENDINGS = 3
_END = "\n"  # sorts before every letter and the space

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Name:
    """A name that can be offered. `only_plainly`: never by its first letters, only when it is written out."""

    text: str
    label: str
    key: str
    only_plainly: bool = False


@dataclass(frozen=True)
class Names:
    """Names in the order in which they are offered, best first."""

    text: bytes
    starts: Numbers
    word_at: Numbers
    word_of: Numbers
    labels: Sequence[str]
    keys: Sequence[str]
    only_plainly: NDArray[np.bool_]
    words: Sequence[str]
    _third: Numbers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_third", np.array([ord(word[2]) for word in self.words], dtype=np.int32))

    def find(self, tokens: Sequence[str], limit: int) -> list[Name]:
        """Names that have, for each token, a word that begins so."""
        return [self._name(number) for number in self._holding(tokens, limit)[:limit]]

    def find_alike(self, tokens: Sequence[str], limit: int) -> list[Name]:
        """The same for tokens that may be misspelt: each stands for the beginnings of words in use nearest to it."""
        mended = [self._mended(token) for token in tokens]
        if not all(mended):
            return []
        tries = [[each[min(number, len(each) - 1)] for each in mended] for number in range(_MOST_MENDINGS)]
        found = dict.fromkeys(number for tried in tries for number in self._holding(tried, limit))
        return [self._name(number) for number in list(found)[:limit]]

    def _holding(self, tokens: Sequence[str], limit: int) -> list[int]:
        """Numbers of names: those that have the tokens side by side, before those that have them anywhere."""
        if not tokens:
            return []
        together = _best(self._beginning(" ".join(tokens)), limit)
        if len(tokens) == 1 or len(together) >= limit:
            return together
        ranges = sorted((self._beginning(token)[0] for token in tokens), key=len)
        anywhere = ranges[0]
        for numbers in ranges[1:]:  # a single letter may be in every name: marks are quicker than sorting those
            has = np.zeros(len(self.starts), dtype=np.bool_)
            has[numbers] = True
            anywhere = anywhere[has[anywhere]]
        return list(dict.fromkeys([*together, *np.unique(anywhere)[:limit].tolist()]))

    def _beginning(self, typed: str) -> tuple[Numbers, NDArray[np.bool_]]:
        """The names with a word from which the text goes on so, and whether that is their first word."""
        wanted = typed.encode()
        text, length = self.text, len(wanted)

        def from_here(place: int) -> bytes:
            return text[place : place + length]

        first = bisect_left(self.word_at, wanted, key=from_here)
        last = bisect_right(self.word_at, wanted, lo=first, key=from_here)
        numbers = self.word_of[first:last]
        return numbers, self.starts[numbers] == self.word_at[first:last]

    def _mended(self, token: str) -> list[str]:
        """The token if any word begins so; else the beginnings of words in use that are a slip away from it."""
        if len(token) < SHORTEST_MENDED or len(self._beginning(token)[0]):
            return [token] if len(self._beginning(token)[0]) else []
        allowed = 1 if len(token) < LONG else 2
        near = {word[: len(token) + more] for word in self._lookalikes(token) for more in (-1, 0, 1)}
        close = process.extract(token, near, scorer=OSA.distance, score_cutoff=allowed, limit=20)
        ordered = sorted(close, key=lambda each: (each[1], abs(len(each[0]) - len(token)), each[0]))
        return [beginning for beginning, _, _ in ordered[:_MOST_MENDINGS]]

    def _lookalikes(self, token: str) -> Iterator[str]:
        """Words with the same first letter, seldom wrong, and one of the next two about where it stands in the token;
        or with the first two letters swapped. One slip leaves one of them standing.
        """
        for start in dict.fromkeys((token[:2], token[0] + token[2], token[1] + token[0])):
            yield from self.words[slice(*_span(self.words, start))]
        first, last = _span(self.words, token[0])
        third = self._third[first:last]
        for place in np.flatnonzero((third == ord(token[1])) | (third == ord(token[2]))).tolist():
            yield self.words[first + place]

    def _name(self, number: int) -> Name:
        end = self.text.index(_END.encode(), self.starts[number])
        text = self.text[self.starts[number] : end].decode()
        return Name(text, self.labels[number], self.keys[number], bool(self.only_plainly[number]))

    def parts(self) -> Mapping[str, Any]:
        """Arrays to keep in a file."""
        return {
            "text": np.frombuffer(self.text, dtype=np.uint8),
            "starts": self.starts,
            "word_at": self.word_at,
            "word_of": self.word_of,
            "labels": _joined(self.labels),
            "keys": _joined(self.keys),
            "only_plainly": self.only_plainly,
            "words": _joined(self.words),
        }

    @classmethod
    def of(cls, parts: Mapping[str, Any]) -> "Names":
        """The other way."""
        return cls(
            text=parts["text"].tobytes(),
            labels=_parted(parts["labels"]),
            keys=_parted(parts["keys"]),
            words=_parted(parts["words"]),
            **{name: parts[name] for name in ("starts", "word_at", "word_of", "only_plainly")},
        )


def names_of(entries: Iterable[Name]) -> Names:
    """Put names together; `text` is folded here."""
    known = list(entries)
    texts = [fold(name.text) for name in known]
    whole = "".join(f"{text}{_END}" for text in texts)
    text = whole.encode()
    starts: list[int] = []
    word_at: list[int] = []
    word_of: list[int] = []
    place = 0
    for number, each in enumerate(texts):
        starts.append(place)
        for word in each.split(" "):
            word_at.append(place)
            word_of.append(number)
            place += len(word.encode()) + 1
    order = sorted(range(len(word_at)), key=lambda at: text[word_at[at] : text.index(b"\n", word_at[at])])
    return Names(
        text=text,
        starts=np.array(starts, dtype=np.int32),
        word_at=np.array(word_at, dtype=np.int32)[order],
        word_of=np.array(word_of, dtype=np.int32)[order],
        labels=[name.label for name in known],
        keys=[name.key for name in known],
        only_plainly=np.array([name.only_plainly for name in known], dtype=np.bool_),
        words=sorted({word for each in texts for word in each.split(" ") if len(word) >= SHORTEST_MENDED}),
    )


def _span(words: Sequence[str], start: str) -> tuple[int, int]:
    """From where to where sorted words begin so."""
    return bisect_left(words, start), bisect_left(words, start[:-1] + chr(ord(start[-1]) + 1))


def _best(found: tuple[Numbers, NDArray[np.bool_]], limit: int) -> list[int]:
    """The first few: names that begin so, then those with a later word; each in the order in which they are kept."""
    numbers, at_start = found
    beginning = np.unique(numbers[at_start])[:limit]
    inside = np.setdiff1d(np.unique(numbers[~at_start])[: limit * 2], beginning)
    return [*beginning.tolist(), *inside.tolist()][:limit]


def _joined(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(f"{text}{_END}" for text in texts).encode(), dtype=np.uint8)


def _parted(joined: NDArray[np.uint8]) -> list[str]:
    return joined.tobytes().decode().split(_END)[:-1]
