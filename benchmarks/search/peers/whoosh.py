"""Plain Whoosh on the same documents: its own index, its own searcher with BM25F, one query with filters.

Its natural way: every term in some field with the field's weight, codes as a keyword field in a filter; then all hits
are gone through, because only so can venues be measured exactly and codes be counted. It is the judge of our answers:
same documents, same total, same counts, and the same best scores for the words. Its score knows no place and no day.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from whoosh import index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.query import And, Every, Or, Query, Term

from benchmarks.search.answer import Answer, lifted_keys, merged
from benchmarks.search.peers import FIELD_NAMES, WEIGHTS, Row, chosen_codes, local_codes
from benchmarks.search.peers.cells import cells_of, covering
from benchmarks.search.queries import Question
from directory.geo.distance import distances_m
from directory.geo.point import METRES_IN_A_MILE
from directory.search.criteria import Sort


class PlainWhoosh:
    """An index in a folder of its own, one segment."""

    name = "plain Whoosh"

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._codes = [frozenset(row.codes) for row in rows]
        self._folder = tempfile.TemporaryDirectory()
        made = index.create_in(self._folder.name, _schema())
        writer = made.writer(limitmb=512)
        for row in rows:
            cells = " ".join({cell for point in row.points for cell in cells_of(*point)})
            texts = {name: text for name, text in row.texts.items() if text}
            writer.add_document(number=row.number, codes=" ".join(row.codes), cells=cells, **texts)
        writer.commit(optimize=True)
        self._searcher = index.open_dir(str(Path(self._folder.name))).searcher()

    def prepare(self, asked: Sequence[Question]) -> None:
        """Queries are objects that cost nothing beside the search."""

    def ask(self, question: Question) -> tuple[list[tuple[int, float]], int, Counter[str], dict[str, Counter[str]]]:
        """The first twenty with their scores, the total, the counts, and the counts with one filter lifted."""
        filters = chosen_codes(question)
        hits = [
            (hit.docnum, hit.score)
            for hit in self._searcher.search(_words(question), filter=_near(question), limit=None)
            if self._is_local(hit.docnum, question)
        ]
        kept = [(n, score) for n, score in hits if self._keeps(n, filters, without="")]
        lifted = {
            key: self._counted([n for n, _ in hits if self._keeps(n, filters, without=key)])
            for key in lifted_keys(question.criteria.filters)
        }
        if question.criteria.sort is Sort.FRESHEST:
            kept.sort(key=lambda hit: (-self._rows[hit[0]].freshness, hit[0]))
        return kept[:20], len(kept), self._counted([n for n, _ in kept]), lifted

    def matches(self, question: Question) -> dict[int, float]:
        """All documents found with their scores."""
        filters = chosen_codes(question)
        return {
            hit.docnum: hit.score
            for hit in self._searcher.search(_words(question), filter=_near(question), limit=None)
            if self._is_local(hit.docnum, question) and self._keeps(hit.docnum, filters, without="")
        }

    def answer(self, question: Question) -> Answer:
        """The same, to be compared."""
        first, total, found, lifted = self.ask(question)
        counts = merged(found, lifted, question.criteria.filters)
        return Answer(tuple(n for n, _ in first), total, counts, tuple(score for _, score in first))

    def _is_local(self, number: int, question: Question) -> bool:
        if question.spot is None or not self._codes[number].isdisjoint(local_codes(question)):
            return True
        point, points = question.spot.point, self._rows[number].points
        if not points:
            return False
        away = distances_m(point.latitude, point.longitude, [p[0] for p in points], [p[1] for p in points])
        return bool(away.min() <= question.metres)

    def _keeps(self, number: int, filters: dict[str, list[str]], without: str) -> bool:
        codes = self._codes[number]
        return all(not codes.isdisjoint(chosen) for key, chosen in filters.items() if key != without)

    def _counted(self, numbers: Sequence[int]) -> Counter[str]:
        return Counter(code for number in numbers for code in self._codes[number])


def _schema() -> Schema:
    spaced = SpaceSeparatedTokenizer()
    fields = {name: TEXT(analyzer=spaced, phrase=False, stored=False) for name in FIELD_NAMES}
    return Schema(number=NUMERIC(stored=True), codes=KEYWORD, cells=KEYWORD, id=ID, **fields)


def _words(question: Question) -> Query:
    if not question.terms:
        return Every()
    return And([Or([Term(name, term, boost=WEIGHTS[name]) for name in FIELD_NAMES]) for term in question.terms])


def _near(question: Question) -> Query | None:
    """A first cut by cells of the map, a little wider than the circle; every hit is measured afterwards."""
    if question.spot is None:
        return None
    point = question.spot.point
    cells = covering(point.latitude, point.longitude, question.metres + 2 * METRES_IN_A_MILE)
    return Or([*(Term("cells", cell) for cell in cells), *(Term("codes", code) for code in local_codes(question))])
