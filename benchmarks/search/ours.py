"""Our default engine behind the benchmark's questions, with what building, starting and holding it costs."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.search.answer import COUNTED, Answer
from benchmarks.search.queries import AT, Question
from directory.search.documents import Library, SearchDocument
from directory.search.engine import Results
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.building import build_snapshot
from directory.search.index.generations import publish
from directory.search.index.postings import analyse
from directory.web.access import Audience


def unwatched(documents: Sequence[SearchDocument], _words: str, _total: int) -> Sequence[SearchDocument]:
    """Shows no progress."""
    return documents


def build(library: Library, folder: Path) -> float:
    """Build and publish what answers searches; seconds."""
    began = time.perf_counter()
    publish(folder, build_snapshot(library, analyse(library.documents, unwatched)))
    return time.perf_counter() - began


class Ours:
    """The engine as the application calls it: words understood, hits with labels, chips and notes, all facets."""

    name = "Waypost"

    def __init__(self, folder: Path, library: Library) -> None:
        self.engine = WhooshEngine(folder)
        self._numbers = {document.service_id: number for number, document in enumerate(library.documents)}

    def prepare(self, asked: Sequence[Question]) -> None:
        """Nothing: the engine gets each search as a person sends it."""

    def ask(self, question: Question) -> Results:
        """What is timed: the first twenty in order, the total, all counts, as the others give them.

        Words wait until a page shows them: labels of counts and, of hits, the nearest venue, how each reaches the
        person and which words were found; so do the totals of other distances. None of the others has any of these.
        """
        return self.engine.search(question.criteria, place=question.spot, audience=Audience.EVERYONE, at=AT)

    def matches(self, question: Question) -> dict[int, float]:
        """All documents found with their scores, from one very long page."""
        found = self.engine.search(
            replace(question.criteria, per_page=len(self._numbers)),
            place=question.spot,
            audience=Audience.EVERYONE,
            at=AT,
        )
        return {self._numbers[hit.service_id]: hit.score for hit in found.hits}

    def answer(self, question: Question) -> Answer:
        """The same, to be compared."""
        found = self.ask(question)
        return Answer(
            tuple(self._numbers[hit.service_id] for hit in found.hits),
            found.total,
            {
                (key, choice.value): choice.count
                for key in COUNTED
                for choice in found.facets[key].choices
                if choice.count
            },
            tuple(hit.score for hit in found.hits),
        )


class InWords(Ours):
    """The same with everything a page may show: all hits and choices put into words, all distances counted."""

    name = "Waypost, all of it in words"

    def ask(self, question: Question) -> Results:
        """What is timed."""
        found = super().ask(question)
        tuple(found.hits), tuple(found.chips)
        for facet in found.facets.values():
            tuple(facet.choices)
        return found
