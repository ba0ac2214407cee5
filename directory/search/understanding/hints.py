"""What a phrase tells beyond its words: a filter's values to prefer, as a sentence says it. Knows no sentence."""

from dataclasses import dataclass

from directory.search.understanding.sentence import Guess, GuessKind, Sentence


@dataclass(frozen=True)
class Hint:
    """Values of a filter that a phrase speaks of. `keeps` tells that listings use the words too: they stay.

    `not_before` and `not_after` are neighbours that make the phrase another one ("sugar free", "free of").
    """

    key: str
    values: tuple[str, ...]
    says: str
    keeps: bool = False
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """How an address names the guess: "how:online"."""
        return f"{self.key}:{self.values[0]}" if len(self.values) == 1 else f"{self.key}:{'.'.join(self.values)}"

    def fits(self, sentence: Sentence, start: int, stop: int) -> bool:
        """Whether the neighbours let the phrase mean this."""
        before = sentence.plain[start - 1] if start else ""
        after = sentence.plain[stop] if stop < len(sentence) else ""
        return after not in self.not_before and before not in self.not_after

    def wish(self) -> Guess:
        """As something to prefer."""
        return Guess(self.code, self.says, GuessKind.WISH, self.key, self.values)

    def refusal(self, says: str) -> Guess:
        """As something to leave out."""
        return Guess(f"not:{self.code}", says, GuessKind.NOT, self.key, self.values)


def hint(key: str, values: str, says: str, *, keeps: bool = False, not_before: str = "", not_after: str = "") -> Hint:
    """A hint written in one line of a table: values and neighbours parted by spaces."""
    return Hint(key, tuple(values.split()), says, keeps, frozenset(not_before.split()), frozenset(not_after.split()))
