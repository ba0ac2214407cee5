"""Slips of the finger in a short list of words, found by leaving letters out on both sides. Knows no index."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

SHORTEST = 5
#: From this length on two letters may be wrong.
LONG = 8
_MOST_REMEMBERED = 4096


def _shortened(word: str) -> Iterator[str]:
    yield word
    for first in range(len(word)):
        yield word[:first] + word[first + 1 :]
    if len(word) >= LONG - 1:
        for first, second in combinations(range(len(word)), 2):
            yield word[:first] + word[first + 1 : second] + word[second + 1 :]


class Slips:
    """A list of words to recognise, however they are spelt. `not_for` are everyday words that only look alike."""

    def __init__(self, words: Iterable[str], not_for: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        self._not_for = frozenset(not_for)
        self._forms: dict[str, list[str]] = {}
        self._remembered: dict[str, str] = {}
        self._longest = max(map(len, self._words), default=0) + 2  # letters: two may be too many
        for word in sorted(word for word in self._words if len(word) >= SHORTEST):
            for form in set(_shortened(word)):
                self._forms.setdefault(form, []).append(word)

    def meant(self, word: str) -> str:
        """The word of the list that was meant; the word itself when it is none of them."""
        if not SHORTEST - 1 <= len(word) <= self._longest or word in self._words or word in self._not_for:
            return word
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._find(word)
        return found

    def _find(self, word: str) -> str:
        likely = {known for form in _shortened(word) for known in self._forms.get(form, ())}
        best = min(((self._away(word, known), known) for known in likely), default=(9, word))
        return best[1] if best[0] <= 2 else word

    @staticmethod
    def _away(word: str, known: str) -> int:
        """How many slips lie between them; 9 when too many for their length or when the first letter differs too."""
        allowed = 2 if len(known) >= LONG and len(word) >= LONG - 1 else 1
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance > allowed or (word[0] != known[0] and (distance > 1 or len(known) < LONG)):
            return 9
        return int(distance)
