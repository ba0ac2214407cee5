"""The other engines. Each gets documents with their words stemmed and their codes written out, and builds as it likes.

`prepare` is not timed: whatever an application could keep ready for a question, it may keep. What is timed is the
whole answer: the first twenty, the total and the counts of all codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.search.answer import Answer, codes_of
from benchmarks.search.queries import Question
from directory.search.documents import Library
from directory.search.documents.record import SearchDocument
from directory.search.index.schema import FIELDS
from directory.search.understanding.synonyms import stems

FIELD_NAMES = tuple(each.name for each in FIELDS if each.name != "thesaurus")
WEIGHTS = {each.name: each.weight for each in FIELDS}
#: The code of a document that a search near any place keeps.
ANYWHERE = "anywhere:yes"


class Peer(Protocol):
    """An engine that answers questions."""

    name: str

    def prepare(self, asked: Sequence[Question]) -> None:
        """Make ready what may be."""

    def ask(self, question: Question) -> object:
        """What is timed."""

    def answer(self, question: Question) -> Answer:
        """The same, in the common form."""


@dataclass(frozen=True)
class Row:
    """A document for the other engines."""

    number: int
    texts: dict[str, str]
    codes: list[str]
    points: list[tuple[float, float]]
    freshness: int


def rows(library: Library) -> list[Row]:
    """All documents, words as stems with single spaces, so that every engine finds the same words."""
    cohorts = [term.code for term in library.meanings.terms.values() if term.taxonomy == "cohorts"]
    known: dict[str, str] = {}
    return [_row(number, document, cohorts, known) for number, document in enumerate(library.documents)]


def _row(number: int, document: SearchDocument, cohorts: Sequence[str], known: dict[str, str]) -> Row:
    codes = codes_of(document, cohorts) | {f"served:{area}" for area in document.areas}
    if document.is_kept_anywhere:
        codes.add(ANYWHERE)
    texts = {name: _stemmed(document.texts.get(name, ""), known) for name in FIELD_NAMES}
    points = [(venue.latitude, venue.longitude) for venue in document.venues]
    return Row(number, texts, sorted(codes), points, document.freshness_day)


def _stemmed(text: str, known: dict[str, str]) -> str:
    words = text.split()
    for word in words:
        if word not in known:
            known[word] = " ".join(stems(word))
    return " ".join(stem for word in words if (stem := known[word]))


def local_codes(question: Question) -> list[str]:
    """The codes that keep a document in a search near a place whatever its distance."""
    assert question.spot is not None
    return [ANYWHERE, *(f"served:{area}" for area in question.spot.areas)]


def chosen_codes(question: Question) -> dict[str, list[str]]:
    """The chosen filters as codes."""
    return {key: [f"{key}:{value}" for value in values] for key, values in question.criteria.filters.items()}
