"""tantivy: one text field a field of ours with its weight, codes and map cells as raw terms, codes as a fast field.

Its natural way: one boolean query whose filters score nothing, one search for the top with the count, one aggregation
over the codes; and for each chosen filter that is lifted for its own counts, one more over that filter's codes.
What it gets for nothing: queries and coverings of circles are built beforehand; nearness and freshness are no part of
its score; "nearest" is in its usual order; circles are met to half a mile.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Occur, Query

from benchmarks.search.answer import Answer, lifted_keys, merged
from benchmarks.search.peers import FIELD_NAMES, WEIGHTS, Row, chosen_codes, local_codes
from benchmarks.search.peers.cells import cells_of, covering
from benchmarks.search.queries import Question
from directory.search.criteria import Sort

_KEYS = ("need", "for", "age", "day", "time", "cost", "how", "type", "area", "slot")
_ALL = {"codes": {"terms": {"field": "codes", "size": 1000}}}


class Tantivy:
    """An index in memory, one segment."""

    name = "tantivy"

    def __init__(self, rows: Sequence[Row]) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=512_000_000, num_threads=1)
        for row in rows:
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._ready: dict[int, tuple[Query, dict[str, Query]]] = {}

    def prepare(self, asked: Sequence[Question]) -> None:
        """Build the queries."""
        for question in asked:
            filters = chosen_codes(question)
            base = [*self._words(question), *self._near(question)]
            kept = {key: self._any("codes", codes) for key, codes in filters.items()}
            whole = self._all([*base, *kept.values()])
            lifted = {
                key: self._all([*base, *(query for other, query in kept.items() if other != key)])
                for key in lifted_keys(filters)
            }
            self._ready[id(question)] = whole, lifted

    def ask(self, question: Question) -> tuple[Any, Mapping[str, Any], dict[str, Mapping[str, Any]]]:
        """The first twenty with the total, the counts, and the counts with one filter lifted."""
        whole, lifted = self._ready[id(question)]
        if question.criteria.sort is Sort.FRESHEST:
            first = self._searcher.search(whole, 20, count=True, order_by_field="freshness")
        else:
            first = self._searcher.search(whole, 20, count=True)
        found = self._searcher.aggregate(whole, _ALL)
        return first, found, {key: self._searcher.aggregate(query, _BY_KEY[key]) for key, query in lifted.items()}

    def answer(self, question: Question) -> Answer:
        """The same, to be compared."""
        first, found, lifted = self.ask(question)
        hits = [self._searcher.doc(address)["number"][0] for _, address in first.hits]
        counts = merged(_counts(found), {key: _counts(each) for key, each in lifted.items()}, question.criteria.filters)
        return Answer(tuple(hits), first.count, counts)

    def _words(self, question: Question) -> list[Query]:
        return [
            Query.boolean_query(
                [
                    (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term), WEIGHTS[field]))
                    for field in FIELD_NAMES
                ]
            )
            for term in question.terms
        ]

    def _near(self, question: Question) -> list[Query]:
        if question.spot is None:
            return []
        point = question.spot.point
        cells = covering(point.latitude, point.longitude, question.metres)
        kept = self._any("codes", local_codes(question))
        if not cells:
            return [kept]
        return [Query.boolean_query([(Occur.Should, self._any("cells", cells)), (Occur.Should, kept)])]

    def _any(self, field: str, values: list[str]) -> Query:
        if len(values) == 1:
            found = Query.term_query(self._schema, field, values[0], index_option="basic")
        else:
            found = Query.term_set_query(self._schema, field, values)
        return Query.const_score_query(found, 0.0)

    @staticmethod
    def _all(parts: list[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, part) for part in parts]) if parts else Query.all_query()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in FIELD_NAMES:
        builder.add_text_field(name, stored=False, tokenizer_name="default", index_option="freq")
    builder.add_text_field("codes", stored=False, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("cells", stored=False, tokenizer_name="raw", index_option="basic")
    for key in _KEYS:
        builder.add_text_field(f"code_{key}", stored=False, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("freshness", stored=False, fast=True)
    builder.add_unsigned_field("number", stored=True)
    return builder.build()


def _document(row: Row) -> tantivy.Document:
    made = tantivy.Document()
    for name, text in row.texts.items():
        if text:
            made.add_text(name, text)
    for code in row.codes:
        made.add_text("codes", code)
        if (key := code.partition(":")[0]) in _KEYS:
            made.add_text(f"code_{key}", code)
    for cell in {cell for point in row.points for cell in cells_of(*point)}:
        made.add_text("cells", cell)
    made.add_unsigned("freshness", row.freshness)
    made.add_unsigned("number", row.number)
    return made


def _aggregation(key: str) -> dict[str, Any]:
    """The codes of one filter; day and time also read the slots, should the other be chosen."""
    return {name: {"terms": {"field": f"code_{name}", "size": 1000}} for name in (key, "slot")[: 1 + (key in _SLOTS)]}


_SLOTS = ("day", "time")
_BY_KEY = {key: _aggregation(key) for key in _KEYS}


def _counts(found: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for part in found.values() for bucket in part["buckets"]}
