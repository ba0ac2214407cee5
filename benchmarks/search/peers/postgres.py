"""PostgreSQL: words as tsvectors with weights and GIN, codes as an integer array with GIN, venues in PostGIS with GiST.

Its natural way: one prepared statement; the documents that words and place leave, with what each filter says of them,
then the first twenty, the total and the counts from those. Terms are stems already. It knows four weights where there
are eight fields, and ranks by `ts_rank`. What it gets for nothing: nearness and freshness are no part of its score;
"nearest" is in its usual order. Uses the server of WAYPOST_TEST_POSTGRES, in a schema of its own.
"""

from collections.abc import Sequence
from typing import Any

import psycopg

from benchmarks.search.answer import Answer, lifted_keys, merged
from benchmarks.search.peers import Row, chosen_codes, local_codes
from benchmarks.search.queries import Question
from directory.search.criteria import Sort

_TABLES = """
CREATE EXTENSION IF NOT EXISTS postgis;
DROP SCHEMA IF EXISTS waypost_bench CASCADE;
CREATE SCHEMA waypost_bench;
SET search_path = waypost_bench, public;
CREATE TABLE document(id integer PRIMARY KEY, words tsvector NOT NULL, codes integer[] NOT NULL, freshness integer);
CREATE TABLE venue(document integer NOT NULL, place geography(Point) NOT NULL)
"""
_INDEXES = """
CREATE INDEX ON document USING gin(words);
CREATE INDEX ON document USING gin(codes);
CREATE INDEX ON venue USING gist(place);
CREATE INDEX ON venue(document);
VACUUM ANALYZE document; VACUUM ANALYZE venue
"""
_ANSWER = """
WITH base AS MATERIALIZED (SELECT d.id, d.codes, d.words, d.freshness{tested} FROM document d {where})
(SELECT -1, id, 0 FROM base WHERE {everything} ORDER BY {order} id LIMIT 20)
UNION ALL (SELECT -2, 0, count(*)::int FROM base WHERE {everything})
"""
_COUNTED = """
UNION ALL (SELECT {place}, code, count(*)::int FROM base, unnest(codes) AS code WHERE {test} GROUP BY code)
"""
_WEIGHT_OF = {"name": "A", "summary": "B", "needs": "C", "organization": "C", "place": "C"}


class Postgres:
    """Tables in a schema that is thrown away at the end."""

    name = "PostgreSQL"

    def __init__(self, rows: Sequence[Row], url: str) -> None:
        self._base = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        names = sorted({code for row in rows for code in row.codes})
        self._names, self._codes = names, {name: number for number, name in enumerate(names)}
        self._fill(rows)
        self._ready: dict[int, tuple[str, dict[str, Any]]] = {}

    def _fill(self, rows: Sequence[Row]) -> None:
        with self._base.cursor() as cursor:
            with cursor.copy("COPY document FROM STDIN") as copy:
                for row in rows:
                    codes = sorted(self._codes[code] for code in row.codes)
                    copy.write_row((row.number, _vector(row), codes, row.freshness))
            with cursor.copy("COPY venue FROM STDIN") as copy:
                for row in rows:
                    for latitude, longitude in row.points:
                        copy.write_row((row.number, f"SRID=4326;POINT({longitude} {latitude})"))
        for statement in _INDEXES.split(";"):
            self._base.execute(statement)

    def close(self) -> None:
        """Throw the tables away."""
        self._base.execute("DROP SCHEMA waypost_bench CASCADE")
        self._base.close()

    def prepare(self, asked: Sequence[Question]) -> None:
        """Write the statements."""
        for question in asked:
            self._ready[id(question)] = self._statement(question)

    def ask(self, question: Question) -> list[tuple[int, int, int]]:
        """Rows of the first twenty (-1), the total (-2), the counts (0) and those with one filter lifted (1, 2, …)."""
        statement, values = self._ready[id(question)]
        return self._base.execute(statement, values, prepare=True).fetchall()

    def answer(self, question: Question) -> Answer:
        """The same, to be compared."""
        found = self.ask(question)
        keys = ["", *lifted_keys(question.criteria.filters)]
        counts = {
            key: {self._names[code]: number for kind, code, number in found if kind == place}
            for place, key in enumerate(keys)
        }
        return Answer(
            tuple(code for kind, code, _ in found if kind == -1),
            next(number for kind, _, number in found if kind == -2),
            merged(counts.pop(""), counts, question.criteria.filters),
        )

    def _statement(self, question: Question) -> tuple[str, dict[str, Any]]:
        filters = chosen_codes(question)
        values: dict[str, Any] = {key: [self._codes.get(code, -1) for code in codes] for key, codes in filters.items()}
        where, more = self._where(question)
        tested = "".join(f", d.codes && %({key})s::int[] AS ok_{key}" for key in filters)
        everything = " AND ".join([f"ok_{key}" for key in filters] or ["true"])
        by_day = question.criteria.sort is Sort.FRESHEST
        order = "ts_rank('{0.18,0.25,0.4,1}', words, %(query)s::tsquery) DESC," if question.terms else ""
        order = "freshness DESC," if by_day else order
        counted = [everything]
        for key in lifted_keys(filters):
            counted.append(" AND ".join([f"ok_{other}" for other in filters if other != key] or ["true"]))
        parts = "".join(_COUNTED.format(place=place, test=test) for place, test in enumerate(counted))
        statement = _ANSWER.format(tested=tested, where=where, everything=everything, order=order) + parts
        return statement, values | more

    def _where(self, question: Question) -> tuple[str, dict[str, Any]]:
        tests, values = [], {}
        if question.terms:
            tests.append("d.words @@ %(query)s::tsquery")
            values["query"] = " & ".join(f"'{term}'" for term in question.terms)
        if question.spot:
            point = question.spot.point
            tests.append(
                "(d.id IN (SELECT document FROM venue WHERE ST_DWithin(place, %(here)s::geography, %(metres)s, false))"
                " OR d.codes && %(kept)s::int[])"
            )
            values |= {
                "here": f"SRID=4326;POINT({point.longitude} {point.latitude})",
                "metres": question.metres,
                "kept": [self._codes.get(code, -1) for code in local_codes(question)],
            }
        return ("WHERE " + " AND ".join(tests) if tests else ""), values


def _vector(row: Row) -> str:
    """Words with their places and weights, as a tsvector is written."""
    words: dict[str, list[str]] = {}
    place = 0
    for name, text in row.texts.items():
        for word in text.split():
            place += 1
            words.setdefault(word, []).append(f"{min(place, 16383)}{_WEIGHT_OF.get(name, 'D')}")
    return " ".join(f"'{word}':{','.join(places[:255])}" for word, places in words.items())
