"""Hints to whoever writes a listing: words readers stumble over, long sentences, and how old one must be to read it.

Hints only: nothing here refuses anything. The words are in seeds/plain_words.yaml.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from directory.settings import ROOT

WORDS_FILE = ROOT / "seeds" / "plain_words.yaml"
LONG_SENTENCE = 25  # words; GOV.UK's own limit
AIM_AGE = 11  # what GOV.UK writes for
TOO_HARD = AIM_AGE + 3  # a syllable formula is rough: below this there is nothing to say
ENOUGH_WORDS = 20  # fewer tell nothing about reading age
YOUNGEST, OLDEST = 5, 21  # the formula knows no bounds
MOST_HINTS = 6
MOST_LETTERS = 6000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)|\n+")
_LETTERS = re.compile(r"(?<![\w&+.-])[A-Z]{2,6}s?(?![\w&+-])")
_SHOUTING = re.compile(r"\b[A-Z]{2,}\s+[A-Z]{2,}\s+[A-Z]{2,}\b")  # capitals for the sake of capitals
#: Letters that people in the street read without stopping, and parts of names and codes.
KNOWN_LETTERS = frozenset(
    """
    AA ADHD AM ATM BBC BSL CD CPR DIY DJ DVD DVDs EU GP GPs HIV IT LGBT LGBTQ MBE MP MPs MS NE NG NHS NW OBE OK PC PM QR
    RAF RNIB RNLI RSPCA SE SMS SOS SW TV TVs UK USA VE WI WWI WWII YMCA II III IV TN ME CT DA AND OR NOT NO YES
    """.split()  # noqa: SIM905 -- one a line would hide the list
)
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Hint:
    """One thing to make plainer: the words as they were written, and what could be said."""

    words: str
    sentence: str


@dataclass(frozen=True)
class PlainWords:
    """What there is to say of a text. `age` is None for one too short to tell."""

    hints: tuple[Hint, ...]
    age: int | None

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say."""
        return not self.hints


def read_plainly(text: str) -> PlainWords:
    """Hints about a text, the first words first."""
    text = text[:MOST_LETTERS]
    age = reading_age(text)
    stumbles = _stumbles(text)
    named = {hint.words for hint in stumbles}
    letters = [hint for hint in _short_forms(text) if hint.words not in named]
    hints = [*stumbles, *letters, *_long_sentences(text)]
    if age is not None and age >= TOO_HARD:
        hints.append(Hint("", f"This reads like something for people of {age} and over. Shorter words help everybody"))
    return PlainWords(tuple(hints[:MOST_HINTS]), age)


def reading_age(text: str) -> int | None:
    """The age at which somebody reads this without effort, by words to a sentence and syllables to a word.

    The Flesch-Kincaid school year, plus the five years before school.
    """
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return None
    sentences = max(1, len([part for part in _SENTENCE.split(text) if _WORD.search(part)]))
    year = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return min(OLDEST, max(YOUNGEST, round(year) + 5))


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e."""
    plain = word.casefold()
    found = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee")) and found > 1:
        found -= 1
    return max(1, found)


def _stumbles(text: str) -> list[Hint]:
    table, pattern = _known_words()
    seen: dict[str, Hint] = {}
    for match in pattern.finditer(text):
        said = table[" ".join(match.group().casefold().split())]
        seen.setdefault(said, Hint(match.group(), f"Instead of “{match.group()}” you could say: {said}"))
    return list(seen.values())


def _short_forms(text: str) -> list[Hint]:
    """Letters that only those who use them can read, unless the text itself says what they stand for."""
    found: dict[str, Hint] = {}
    for match in _LETTERS.finditer(text):
        letters = match.group()
        is_told = letters in KNOWN_LETTERS or f"({letters})" in text or f"{letters} (" in text
        if not is_told and not _SHOUTING.search(text[max(0, match.start() - 20) : match.end() + 20]):
            found.setdefault(
                letters, Hint(letters, f"Not everybody knows “{letters}”: write it in full the first time")
            )
    return list(found.values())


def _long_sentences(text: str) -> list[Hint]:
    found = []
    for sentence in _SENTENCE.split(text):
        words = _WORD.findall(sentence)
        if len(words) > LONG_SENTENCE:
            start = " ".join(sentence.split()[:5])
            said = f"The sentence that begins “{start} …” has {len(words)} words. Two are easier to read"
            found.append(Hint(start, said))
    return found


@lru_cache(maxsize=1)
def _known_words() -> tuple[dict[str, str], re.Pattern[str]]:
    rows: list[dict[str, Any]] = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    table = {words.casefold(): str(row["say"]) for row in rows for words in row["words"]}
    longest_first = sorted(table, key=len, reverse=True)
    spelt = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)
    return table, re.compile(rf"(?<![\w-])(?:{spelt})(?![\w-])", re.IGNORECASE)
