"""A rare word that one slip makes of a common one is asked about; a word nobody uses is put right at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from directory.search.understanding.spelling import commoner, correct
from directory.search.understanding.synonyms import Thesaurus, stems
from directory.search.understanding.words import understand


@dataclass
class Words:
    """An index of a few words with how many listings use each."""

    uses: dict[str, int] = field(default_factory=lambda: {"walking": 40, "waking": 1, "dinner": 30, "diner": 20})
    size: int = 100

    def has(self, term: str) -> bool:
        return self.spread(term) > 0

    def spread(self, term: str) -> int:
        return sum(count for word, count in self.uses.items() if term in stems(word))

    def lookalikes(self, word: str) -> Iterable[tuple[str, int]]:
        return self.uses.items()


NOTHING = Thesaurus(())


def test_a_rare_word_is_searched_for_and_a_commoner_one_asked_about() -> None:
    found = understand(Words(), NOTHING, "waking group")
    assert [concept.words for concept in found.concepts] == ["waking"]
    assert [(each.typed, each.used) for each in found.suggestions] == [("waking", "walking")]
    assert found.corrections == ()


@pytest.mark.parametrize("word", ["walking", "diner", "cat", "walkings"])
def test_a_common_word_a_short_one_and_another_form_are_not_asked_about(word: str) -> None:
    assert commoner(Words(), word) is None or Words().spread(stems(word)[0]) > 2


def test_a_word_nobody_uses_is_put_right() -> None:
    assert correct(Words(), "walkng") == "walking"
    found = understand(Words(), NOTHING, "walkng")
    assert [(each.typed, each.used) for each in found.corrections] == [("walkng", "walking")]
    assert found.suggestions == ()


def test_exactly_as_typed_nothing_is_put_right_or_stands_in() -> None:
    thesaurus = Thesaurus(
        [{"code": "walks", "mode": "both", "needs": [], "words": {"resident": ["walking"], "professional": ["dinner"]}}]
    )
    assert len(understand(Words(), thesaurus, "walking").concepts[0].alternatives) == 2
    exact = understand(Words(), thesaurus, "walking walkng", exact=True)
    assert [len(concept.alternatives) for concept in exact.concepts] == [1]
    assert (exact.unknown, exact.corrections) == (("walkng",), ())
