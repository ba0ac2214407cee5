"""Understands a query: its concepts, the words that may stand in for each, what was misspelt, what nobody uses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.search.engine import Correction
from directory.search.index.schema import WORD, folded
from directory.search.understanding.filler import FILLER
from directory.search.understanding.lexicon import Lexicon
from directory.search.understanding.spelling import RARE, commoner, correct
from directory.search.understanding.synonyms import (
    EXACT,
    LONGEST_PHRASE,
    MISSPELLING,
    Membership,
    Thesaurus,
    cohorts_of,
    is_empty_talk,
    needs_of,
    stand_ins,
    stems,
)

MOST_CONCEPTS = 12
_WORD = re.compile(WORD)


@dataclass(frozen=True)
class Alternative:
    """Terms that all have to be there, how much they count, and the words they come from."""

    terms: tuple[str, ...]
    weight: float
    words: str
    is_stand_in: bool = False


@dataclass(frozen=True)
class Concept:
    """One thing the person asked for: a word or phrase and whatever may stand in for it."""

    words: str
    alternatives: tuple[Alternative, ...]
    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A query in parts. `unknown` are words that no listing uses and that resemble none in use; `suggestions` are rare
    words with a much commoner one that may have been meant.
    """

    concepts: tuple[Concept, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    suggestions: tuple[Correction, ...] = ()
    is_empty: bool = True


class _Word(NamedTuple):
    typed: str
    plain: str
    terms: tuple[str, ...]


def understand(lexicon: Lexicon, thesaurus: Thesaurus, words: str, *, exact: bool = False) -> Understood:
    """Split a query into concepts. Letters and digits only count, so operators and wildcards do nothing.

    With `exact` each word stands for itself: no stand-ins, no corrections.
    """
    query = [_word(match.group()) for match in _WORD.finditer(words)]
    if not query:
        return Understood(is_empty=not words.strip(), unknown=(words,) if words.strip() else ())
    if exact:
        return _as_typed(lexicon, query)
    concepts: list[Concept] = []
    corrections: list[Correction] = []
    unknown: list[str] = []
    suggestions: list[Correction] = []
    for part, groups in _without_filler(_parts(thesaurus, query)):
        concept, correction = _concept(lexicon, thesaurus, part, groups, query)
        if concept is None:
            unknown.extend(word.typed for word in part)
        elif concept.words not in {known.words for known in concepts}:
            concepts.append(concept)
        if correction:
            corrections.append(correction)
        elif concept and not groups and (meant := _commoner(lexicon, part[0])):
            suggestions.append(Correction(part[0].typed, meant))
    telling = tuple(_most_telling(lexicon, concepts))
    return Understood(telling, tuple(corrections), tuple(unknown), tuple(suggestions), is_empty=False)


def _commoner(lexicon: Lexicon, word: _Word) -> str | None:
    is_rare = all(lexicon.spread(term) <= RARE for term in word.terms)
    return commoner(lexicon, word.plain) if is_rare and word.plain not in FILLER else None


def _as_typed(lexicon: Lexicon, query: Sequence[_Word]) -> Understood:
    spoken = {word.terms: word for word in query if word.terms}
    known = [word for word in spoken.values() if all(lexicon.has(term) for term in word.terms)]
    concepts = [Concept(word.typed, (Alternative(word.terms, EXACT, word.typed),)) for word in known]
    unknown = tuple(word.typed for word in spoken.values() if word not in known)
    return Understood(tuple(_most_telling(lexicon, concepts)), (), unknown, is_empty=False)


def _word(typed: str) -> _Word:
    return _Word(typed, folded(typed), stems(typed))


_Part = tuple[Sequence[_Word], list[Membership]]


def _parts(thesaurus: Thesaurus, query: Sequence[_Word]) -> list[_Part]:
    """The query as phrases of the thesaurus, longest first from the left, and single words in between."""
    typed = [word.typed for word in query]
    parts: list[_Part] = []
    start = 0
    for said, groups in _sayings(thesaurus, query):
        parts += _phrases(thesaurus, query[start : said.start], typed)
        parts.append((query[said.start : said.stop], groups))
        start = said.stop
    return parts + _phrases(thesaurus, query[start:], typed)


def _sayings(thesaurus: Thesaurus, query: Sequence[_Word]) -> Iterator[tuple[range, list[Membership]]]:
    """Where words stand together that mean something only so ("things to do"), from the left."""
    start = 0
    while start < len(query):
        for stop in range(min(start + LONGEST_PHRASE, len(query)), start + 1, -1):
            groups = thesaurus.saying([word.plain for word in query[start:stop]])
            if groups:
                yield range(start, stop), groups
                start = stop - 1
                break
        start += 1


def _phrases(thesaurus: Thesaurus, query: Sequence[_Word], typed: Sequence[str]) -> list[_Part]:
    spoken = [word for word in query if word.terms]
    parts: list[_Part] = []
    start = 0
    while start < len(spoken):
        longest = min(LONGEST_PHRASE, len(spoken) - start) if thesaurus.begins(spoken[start].terms[0]) else 1
        for length in range(longest, 0, -1):
            part = spoken[start : start + length]
            terms = tuple(term for word in part for term in word.terms)
            groups = thesaurus.groups_of(terms, [word.typed for word in part], typed)
            if groups or length == 1:
                parts.append((part, groups))
                start += length
                break
    return parts


def _without_filler(parts: list[_Part]) -> list[_Part]:
    telling = [part for part in parts if part[1] or part[0][0].plain not in FILLER]
    return telling or parts


def _concept(
    lexicon: Lexicon, thesaurus: Thesaurus, part: Sequence[_Word], groups: list[Membership], query: Sequence[_Word]
) -> tuple[Concept | None, Correction | None]:
    words = " ".join(word.typed for word in part)
    own = tuple(dict.fromkeys(term for word in part for term in word.terms))
    if not groups and own and all(lexicon.has(term) for term in own):  # as most words are
        return Concept(words, (Alternative(own, EXACT, words),)), None
    is_saying = len(part) > 1 and is_empty_talk(own)
    alternatives = _alternatives(lexicon, () if is_saying else own, EXACT, words, groups)
    # Listings may say whom they are for without using the word.
    if alternatives or cohorts_of(groups):
        return Concept(words, alternatives, needs_of(groups), cohorts_of(groups)), None
    if len(part) > 1:
        return None, None
    meant = None if thesaurus.knows(own) else correct(lexicon, part[0].plain)
    if meant is None or meant in FILLER:
        return None, None
    groups = thesaurus.groups_of(stems(meant), [meant], [word.typed for word in query])
    alternatives = _alternatives(lexicon, stems(meant), MISSPELLING, meant, groups)
    if not alternatives:
        return None, None
    return Concept(meant, alternatives, needs_of(groups), cohorts_of(groups)), Correction(words, meant)


def _alternatives(
    lexicon: Lexicon, own: tuple[str, ...], weight: float, words: str, groups: list[Membership]
) -> tuple[Alternative, ...]:
    """The words themselves and their stand-ins, as far as listings use all their terms."""
    found = {
        terms: Alternative(terms, weight * share, said, is_stand_in=True)
        for terms, (share, said) in stand_ins(groups).items()
    }
    if own:
        found[own] = Alternative(own, weight, words)
    usable = [each for each in found.values() if all(lexicon.has(term) for term in each.terms)]
    return tuple(sorted(usable, key=lambda each: -each.weight))


def _most_telling(lexicon: Lexicon, concepts: list[Concept]) -> list[Concept]:
    """At most a dozen concepts: those whose own words the fewest listings use."""
    if len(concepts) <= MOST_CONCEPTS:
        return concepts

    def spread(concept: Concept) -> int:
        return min((lexicon.spread(term) for each in concept.alternatives for term in each.terms), default=0)

    kept = set(sorted(range(len(concepts)), key=lambda place: spread(concepts[place]))[:MOST_CONCEPTS])
    return [concept for place, concept in enumerate(concepts) if place in kept]
