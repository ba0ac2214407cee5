"""Reads a sentence before any engine is asked: place, refusals, days and times, whom for, ways; and what is left."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from directory.geo.gazetteer import Gazetteer
from directory.search.meaning import Chosen, Meaning
from directory.search.understanding.ages import hear_age
from directory.search.understanding.hints import Hint
from directory.search.understanding.nearby import PLACE, Heard, hear_place, take_here, take_place
from directory.search.understanding.negation import hear_refusals
from directory.search.understanding.phrases import Phrases
from directory.search.understanding.sentence import Guess, GuessKind, Sentence
from directory.search.understanding.slippable import mended
from directory.search.understanding.times import hear_times
from directory.search.understanding.ways import WAYS
from directory.search.understanding.whom import LANGUAGE, WHOM

#: As many words as anybody needs to be understood; further ones stay words and are not read into.
MOST_WORDS = 60
#: Words of asking alone: with a place or a day beside them they mean "whatever there is".
ASKING = frozenset(
    """
    a an and any anybody anyone anything are around can find for get go going help here i im in is it like local looking
    me my need needs of on open or people person please service services show some somebody someone something support
    that the there things to us want wanted wants we what whats where who with
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
#: Words that cannot end a request once what followed them was taken out.
DANGLING = frozenset({"a", "an", "and", "at", "but", "by", "for", "from", "in", "is", "of", "on", "or", "the", "with"})
_JOINING = re.compile(r"^(?:(?:and|but|or)\s+)+", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """How a sentence was read: the text, what is left of it to look up, the place heard, what was guessed."""

    text: str
    words: str
    heard: Heard | None = None
    wants_here: bool = False
    guesses: tuple[Guess, ...] = ()

    @property
    def shown(self) -> str:
        """The words as a heading says them back: what is left if it reads as it was typed, else the whole text."""
        return self.words if self.words in self.text else self.text

    @property
    def meaning(self) -> Meaning:
        """For an engine."""
        return Meaning(
            words=self.words,
            preferred=_chosen(self.guesses, GuessKind.WISH),
            excluded=_chosen(self.guesses, GuessKind.NOT),
            unwanted=tuple(word for guess in self.guesses if guess.kind is GuessKind.NOT and not guess.key
                           for word in guess.values),
        )  # fmt: skip


def read(text: str, gazetteer: Gazetteer, at: datetime, *, undone: Sequence[str] = ()) -> Reading:
    """Read a sentence; `undone` are the codes of guesses that the person took back."""
    sentence = Sentence.of(text, undone)
    if not sentence.words or len(sentence) > MOST_WORDS:
        return Reading(text, text)
    wants_here = PLACE not in sentence.undone and take_here(sentence)
    heard = hear_place(sentence, gazetteer) if PLACE not in sentence.undone else None
    if heard:
        take_place(sentence, heard, f"near {heard.value}")
    plain = mended(sentence)
    hear_refusals(sentence, plain)
    if not _has_more(sentence) and any(guess.kind is GuessKind.NOT for guess in sentence.guesses):
        return _without_refusals(text, gazetteer, at, sentence)
    for table in (WAYS, LANGUAGE, WHOM):
        _hear(sentence, plain, table)
    hear_age(sentence, plain)
    hear_times(sentence, plain, at)
    return Reading(text, _left(sentence), heard, wants_here, tuple(sentence.guesses))


def _without_refusals(text: str, gazetteer: Gazetteer, at: datetime, sentence: Sentence) -> Reading:
    """ "No internet" by itself refuses nothing: it is what somebody lacks."""
    refused = [guess.code for guess in sentence.guesses if guess.kind is GuessKind.NOT]
    return read(text, gazetteer, at, undone=(*sentence.undone, *refused))


def _hear(sentence: Sentence, plain: Sequence[str], table: Phrases[Hint]) -> None:
    place = 0
    while place < len(plain):
        found = table.at(plain, place)
        if not found or not sentence.is_free(place, place + found[0]):
            place += 1
            continue
        length, hint = found
        if hint.fits(sentence, place, place + length) and sentence.may(hint.code):
            sentence.guesses.append(hint.wish())
            if not hint.keeps:
                sentence.take(place, place + length)
        place += length


def _has_more(sentence: Sentence) -> bool:
    """Whether words are left that tell what is wanted."""
    return any(sentence.plain[place] not in ASKING for place in sentence.free())


def _left(sentence: Sentence) -> str:
    """What is left to look up. When only words of asking are, the guesses are the whole search."""
    if sentence.taken and not _has_more(sentence):
        return ""
    last = len(sentence) - 1
    if last in sentence.taken:
        while last >= 0 and (last in sentence.taken or sentence.plain[last] in DANGLING):
            sentence.take(last, last + 1)
            last -= 1
    return _JOINING.sub("", sentence.rest())


def _chosen(guesses: Sequence[Guess], kind: GuessKind) -> Chosen:
    chosen: dict[str, tuple[str, ...]] = {}
    for guess in guesses:
        if guess.kind is kind and guess.key:
            chosen[guess.key] = tuple(dict.fromkeys((*chosen.get(guess.key, ()), *guess.values)))
    return MappingProxyType(chosen)


def beside(meaning: Meaning, filters: Mapping[str, tuple[str, ...]]) -> Meaning:
    """The meaning beside filters that somebody set: what they chose themselves is guessed at no longer."""
    preferred = {key: values for key, values in meaning.preferred.items() if key not in filters}
    excluded = {key: values for key, values in meaning.excluded.items() if key not in filters}
    return Meaning(
        meaning.words, MappingProxyType(preferred), MappingProxyType(excluded), meaning.needs, meaning.unwanted
    )
