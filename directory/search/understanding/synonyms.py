"""The thesaurus at query time: which phrases of a query belong to a group, and which words may stand in for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from directory.search.index.schema import analyser, folded
from directory.search.understanding.filler import FILLER

EXACT, SYNONYM, MISSPELLING = 1.0, 0.6, 0.8
LONGEST_PHRASE = 6
_SHORT_QUERY = 3

#: Groups that some words beside them rule out ("smoke alarm" is no telecare), and groups that need a word beside them.
_NOT_WITH = {"telecare": frozenset({"smoke", "fire", "burglar", "carbon"})}
_ONLY_WITH = {"will": frozenset({"make", "making", "write", "writing", "solicitor"})}
#: Groups about who somebody is: they speak of the people a listing is for (a cohort, if there is one), of no need.
WHOM: Mapping[str, str | None] = {
    "lgbt": "lgbtq",
    "refugee": "refugee",
    "care_leaver": "care_leaver",
    "parent_support": "new_parent",
    "veteran": None,
    "prison": None,
    "faith_group": None,
    "pets": None,
}
#: Letters that are a word in lower case and an abbreviation in capitals.
_CAPITALS = frozenset({"ms", "aa", "pa", "ot", "vi", "ld"})

_analyse = analyser(remember=False)


@lru_cache(maxsize=20_000)
def stems(words: str) -> tuple[str, ...]:
    """The terms of some words, stop words out."""
    return tuple(token.text for token in _analyse(words))


_FILLER_TERMS = frozenset(term for word in FILLER for term in stems(word))


def is_empty_talk(terms: tuple[str, ...]) -> bool:
    """Whether a phrase has shrunk to a word that means nothing by itself, as "on my own" does to "own"."""
    return len(terms) == 1 and terms[0] in _FILLER_TERMS


@dataclass(frozen=True)
class Membership:
    """A phrase belongs to a group as one of its kinds of words."""

    group: Mapping[str, Any]
    kind: str


class Thesaurus:
    """Phrases by their terms. Built once for a generation."""

    def __init__(self, groups: Iterable[Mapping[str, Any]]) -> None:
        self._phrases: dict[tuple[str, ...], list[Membership]] = {}
        self._sayings: dict[tuple[str, ...], list[Membership]] = {}
        self._terms: set[str] = set()
        self._first_terms: set[str] = set()
        for group in groups:
            for kind, phrases in group["words"].items():
                for phrase in phrases:
                    self._add(phrase, stems(phrase), Membership(group, kind))

    def _add(self, phrase: str, terms: tuple[str, ...], membership: Membership) -> None:
        if membership.kind != "misspelling":
            self._terms.update(terms)
        if is_empty_talk(terms):
            self._sayings.setdefault(tuple(folded(phrase).split()), []).append(membership)
        elif 0 < len(terms) <= LONGEST_PHRASE:
            self._first_terms.add(terms[0])
            members = self._phrases.setdefault(terms, [])
            if membership not in members:
                members.append(membership)

    def knows(self, terms: tuple[str, ...]) -> bool:
        """Whether these are words of the thesaurus, so no misspellings, even if no listing has them."""
        return bool(terms) and self._terms.issuperset(terms)

    def begins(self, term: str) -> bool:
        """Whether any phrase begins with this term."""
        return term in self._first_terms

    def saying(self, words: Sequence[str]) -> list[Membership]:
        """The groups of words that mean something only as they are said: "things to do", "on my own"."""
        return self._sayings.get(tuple(words), []) if len(words) > 1 else []

    def groups_of(self, terms: tuple[str, ...], words: Sequence[str], query: Sequence[str]) -> list[Membership]:
        """The groups that a phrase of the query belongs to, guards applied. `words` and `query` are as typed."""
        return [found for found in self._phrases.get(terms, ()) if _allowed(found, words, query)]


def _allowed(found: Membership, words: Sequence[str], query: Sequence[str]) -> bool:
    code, around = found.group["code"], {word.lower() for word in query}
    if _NOT_WITH.get(code, frozenset()) & around:
        return False
    if code in _ONLY_WITH and len(query) > _SHORT_QUERY and not _ONLY_WITH[code] & around:
        return False
    if len(words) == 1 and words[0].lower() in _CAPITALS:
        return words[0].isupper() or len(query) <= 2
    return True


def stand_ins(memberships: Iterable[Membership]) -> dict[tuple[str, ...], tuple[float, str]]:
    """Terms that may stand in for a phrase, each with its weight and the words it comes from.

    A one-way group leads from everyday words to professional ones only. Misspellings are never stood in with.
    """
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for membership in memberships:
        weight = MISSPELLING if membership.kind == "misspelling" else SYNONYM
        for kind in _kinds_led_to(membership):
            for words in membership.group["words"].get(kind, ()):
                terms = stems(words)
                if terms and not is_empty_talk(terms) and found.get(terms, (0.0, ""))[0] < weight:
                    found[terms] = (weight, words)
    return found


def needs_of(memberships: Iterable[Membership]) -> tuple[str, ...]:
    """The needs that a phrase speaks of: the first of each group, which is what the group is above all about."""
    about = (membership.group for membership in memberships if membership.group["code"] not in WHOM)
    return tuple(dict.fromkeys(need for group in about for need in group["needs"][:1]))


def cohorts_of(memberships: Iterable[Membership]) -> tuple[str, ...]:
    """The people that a phrase speaks of."""
    found = (WHOM.get(membership.group["code"]) for membership in memberships)
    return tuple(dict.fromkeys(cohort for cohort in found if cohort))


def _kinds_led_to(membership: Membership) -> tuple[str, ...]:
    if membership.group["mode"] == "oneway":
        return ("professional",) if membership.kind == "resident" else ()
    return ("resident", "professional")
