"""What is told of a sentence before its need is guessed: its words, their stems, pairs of them, groups of letters.

Groups of letters make "dimentia" resemble "dementia"; sorts of words, where a model hears them, make "her lad leathers
her" resemble "my husband hits me". Each trait is a number made of its text. Knows no need.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from directory.search.index.schema import WORD, folded
from directory.search.understanding.sorts import sort_of
from directory.search.understanding.synonyms import stems

#: The trait that every sentence has.
ALWAYS = 0
SHORTEST_GROUP, LONGEST_GROUP = 3, 5
#: More words than this belong to no sentence somebody types; the rest is not read.
MOST_WORDS = 60
_LONGEST_WORD = 24
_WORD = re.compile(WORD)

#: Traits of words, and traits of letters: each sort counts as much as the other, however long the words are.
Traits = tuple[Sequence[int], Sequence[int]]


def traits_of(sentence: str, *, with_sorts: bool = False) -> Traits:
    """The traits of a sentence, as often as they occur in it; `with_sorts` those of what its words name as well."""
    words = [folded(match.group())[:_LONGEST_WORD] for match in _WORD.finditer(sentence)][:MOST_WORDS]
    of_words, of_letters = [ALWAYS], [ALWAYS]
    meaningful: list[str] = []
    for word in words:
        own, letters, stemmed = _of_word(word)
        of_words += own
        of_letters += letters
        meaningful += stemmed
    of_words += [_number("pair", f"{one} {next_one}") for one, next_one in pairwise(words)]
    of_words += [_number("stems", f"{one} {other}") for one, other in pairwise(meaningful)]
    if with_sorts:
        of_words += _of_sorts(words)
    return of_words, of_letters


def _of_sorts(words: Sequence[str]) -> list[int]:
    """Which sorts there are, what stands beside them, and in what order they come with others left out."""
    sorts = [sort_of(word) for word in words]
    named = [sort for sort in sorts if sort]
    beside = [sort or word for sort, word in zip(sorts, words, strict=True)]
    return [
        *(_number("sort", sort) for sort in named),
        *(_number("sorts", f"{one} {next_one}") for one, next_one in pairwise(beside)),
        *(_number("after", f"{one} {later}") for one, later in pairwise(named)),
    ]


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    stemmed = stems(word)
    own = (_number("word", word), *(_number("stem", stem) for stem in stemmed))
    edged = f"<{word}>"
    groups = {
        edged[start : start + length]
        for length in range(SHORTEST_GROUP, LONGEST_GROUP + 1)
        for start in range(len(edged) - length + 1)
    }
    return own, tuple(_number("letters", group) for group in sorted(groups)), stemmed


def _number(kind: str, text: str) -> int:
    return crc32(f"{kind} {text}".encode())
