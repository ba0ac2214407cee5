"""Codes can be read out over the telephone, and not guessed."""

import math
from itertools import combinations

import pytest
from rapidfuzz.distance import Levenshtein

from directory.web import spoken_codes as codes


def test_a_code_is_three_words_and_a_number() -> None:
    *spoken, number = codes.new_code().split("-")
    assert len(spoken) == 3
    assert set(spoken) <= set(codes.words())
    assert 1000 <= int(number) <= 9999


def test_there_are_more_than_forty_bits_of_codes() -> None:
    numbers = codes.HIGHEST - codes.LOWEST + 1
    assert math.log2(len(codes.words()) ** codes.WORDS_IN_CODE * numbers) >= 40


def test_no_word_is_mistaken_for_another() -> None:
    for one, other in combinations(codes.words(), 2):
        assert Levenshtein.distance(one, other, score_cutoff=2) >= 2, (one, other)
        assert not other.startswith(one), (one, other)


def test_words_are_short_plain_and_unique() -> None:
    words = codes.words()
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 10 for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        "maple-otter-lantern-4821",
        " Maple Otter Lantern 4821 ",
        "MAPLE, OTTER, LANTERN, 4821",
        "maple.otter–lantern_4821",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert codes.as_written(typed) == "maple-otter-lantern-4821"


@pytest.mark.parametrize(
    "typed", ["", "maple-otter-4821", "' OR 1=1 --", "a" * 10_000, "maple otter lantern 48211", "💥"]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.as_written(typed) is None
