"""Understands one search before any engine is asked: reads its words, settles its place, ranks the needs it speaks of.

A filled place box always wins: a place in the words is then left out (and that is said) or stays a word.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from directory.geo.answers import Answer, NotFound
from directory.geo.folding import fold
from directory.geo.gazetteer import gazetteer
from directory.geo.lookup import resolve_place
from directory.search.criteria import Criteria
from directory.search.meaning import Meaning
from directory.search.understanding.nearby import PLACE
from directory.search.understanding.place_guards import HERE
from directory.search.understanding.reading import Reading, beside, read

#: Ranks the needs that words may speak of: codes with probabilities, the likeliest first.
Ranker = Callable[[str], tuple[tuple[str, float], ...]]


@dataclass(frozen=True)
class Understanding:
    """How a search was understood. `answer` is the place of its box, or else of its words."""

    reading: Reading
    answer: Answer | None = None
    needs: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()
    is_place_guessed: bool = False

    def meaning(self, criteria: Criteria) -> Meaning:
        """For an engine: what the person set by filters is guessed at no longer.

        The needs stay: they settle what filters choose from, and a filter must never add results.
        """
        return replace(beside(self.reading.meaning, criteria.filters), needs=self.needs)


def understand_query(session: Session, criteria: Criteria, *, at: datetime, rank: Ranker) -> Understanding:
    """Understand a search at a moment."""
    near = "" if _is_here(criteria.near) else criteria.near
    answer = resolve_place(session, near) if near else None
    if criteria.exact or not criteria.words:
        wants_here = bool(criteria.near and not near)
        return Understanding(Reading(criteria.words, criteria.words, wants_here=wants_here), answer)
    found = _boxed(session, criteria, answer, at) if answer else _heard(session, criteria, at)
    # Places, days and refusals say nothing of the need ("not online" is no wish to learn computers).
    likely = rank(found.reading.words or criteria.words)
    return replace(found, needs=tuple(guess for guess in likely if f"need:{guess[0]}" not in criteria.without))


def _is_here(near: str) -> bool:
    """Whether somebody typed "near me" where a place belongs."""
    words = fold(near).split()
    found = HERE.at(words, 0) if words else None
    return bool(found and found[0] == len(words)) or words in (["me"], ["here"])


def _boxed(session: Session, criteria: Criteria, answer: Answer, at: datetime) -> Understanding:
    """With a place in the box: a place in the words as well is left out if it was said to be one, else a word."""
    names = gazetteer(session, at)
    reading = read(criteria.words, names, at, undone=criteria.without)
    reading = replace(reading, wants_here=False)
    heard = reading.heard
    if heard is None:
        return Understanding(reading, answer)
    is_same = fold(heard.value.split(",")[0]) in fold(criteria.near)
    if not is_same and not heard.is_said:
        return Understanding(read(criteria.words, names, at, undone=(*criteria.without, PLACE)), answer)
    others = tuple(guess for guess in reading.guesses if guess.code != PLACE)
    note = f"We looked near {criteria.near}, as the place box says, and not near {_called(heard.value)}."
    return Understanding(replace(reading, guesses=others), answer, notes=() if is_same else (note,))


def _called(place: str) -> str:
    """A name or a postcode as it is written."""
    return place.upper() if any(letter.isdigit() for letter in place) else place.title()


def _heard(session: Session, criteria: Criteria, at: datetime) -> Understanding:
    """Without a place in the box: the one in the words, if it can be found."""
    names = gazetteer(session, at)
    reading = read(criteria.words, names, at, undone=criteria.without)
    if reading.heard is None:
        return Understanding(replace(reading, wants_here=reading.wants_here or bool(criteria.near)))
    answer = resolve_place(session, reading.heard.value)
    if isinstance(answer, NotFound) and "," in reading.heard.value:
        answer = resolve_place(session, reading.heard.value.split(",")[0])
    if isinstance(answer, NotFound):
        return Understanding(read(criteria.words, names, at, undone=(*criteria.without, PLACE)))
    return Understanding(reading, answer, is_place_guessed=True)
