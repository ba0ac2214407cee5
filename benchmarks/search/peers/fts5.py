"""SQLite: FTS5 for words with its BM25 by field, an R*Tree for venues, a table of codes with an index both ways.

Its natural way: the documents that words and place leave go into a table in memory with what each filter says of them;
from there come the first twenty, the total and the counts, in five statements that stay prepared. Terms are stems
already. What it gets for nothing: nearness and freshness are no part of its score; "nearest" is in its usual order.
"""

import sqlite3
from collections.abc import Sequence

from benchmarks.search.answer import Answer, lifted_keys, merged
from benchmarks.search.peers import FIELD_NAMES, WEIGHTS, Row, chosen_codes, local_codes
from benchmarks.search.queries import Question
from directory.geo.distance import bounding_box
from directory.search.criteria import Sort

_TABLES = f"""
CREATE VIRTUAL TABLE word USING fts5({", ".join(FIELD_NAMES)}, content='', columnsize=1, tokenize='unicode61');
CREATE VIRTUAL TABLE venue USING rtree(id, south, north, west, east, +document, +latitude, +longitude);
CREATE TABLE document(id INTEGER PRIMARY KEY, freshness INTEGER NOT NULL);
CREATE TABLE code(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE holder(code INTEGER, document INTEGER, PRIMARY KEY(code, document)) WITHOUT ROWID;
CREATE TABLE held(document INTEGER, code INTEGER, PRIMARY KEY(document, code)) WITHOUT ROWID;
CREATE TEMP TABLE hit(document INTEGER PRIMARY KEY, score REAL, missed INTEGER NOT NULL);
"""
_BM25 = f"bm25(word, {', '.join(str(WEIGHTS[name]) for name in FIELD_NAMES)})"
_CIRCLE = """SELECT document FROM venue WHERE south <= ? AND north >= ? AND west <= ? AND east >= ?
 AND 12742017.6 * asin(sqrt(pow(sin(radians(latitude - ?) / 2), 2)
 + cos(radians(?)) * cos(radians(latitude)) * pow(sin(radians(longitude - ?) / 2), 2))) <= ?"""


class Fts5:
    """A database in memory."""

    name = "SQLite FTS5"

    def __init__(self, rows: Sequence[Row]) -> None:
        self._base = sqlite3.connect(":memory:", cached_statements=2000)
        self._base.execute("PRAGMA cache_size = -400000")
        self._base.execute("PRAGMA temp_store = MEMORY")
        self._base.executescript(_TABLES)
        names = sorted({code for row in rows for code in row.codes})
        self._codes = {name: number for number, name in enumerate(names)}
        self._names = names
        self._fill(rows)
        self._ready: dict[int, list[tuple[str, tuple[object, ...]]]] = {}

    def _fill(self, rows: Sequence[Row]) -> None:
        marks = ", ".join("?" * (len(FIELD_NAMES) + 1))
        add = self._base.executemany
        add(
            f"INSERT INTO word(rowid, {', '.join(FIELD_NAMES)}) VALUES ({marks})",  # noqa: S608 -- our own names
            ((row.number, *(row.texts[name] for name in FIELD_NAMES)) for row in rows),
        )
        venues = [(row.number, *point) for row in rows for point in row.points]
        add(
            "INSERT INTO venue VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((n, lat, lat, lon, lon, document, lat, lon) for n, (document, lat, lon) in enumerate(venues)),
        )
        add("INSERT INTO document VALUES (?, ?)", ((row.number, row.freshness) for row in rows))
        add("INSERT INTO code VALUES (?, ?)", ((number, name) for name, number in self._codes.items()))
        held = [(row.number, self._codes[code]) for row in rows for code in row.codes]
        add("INSERT INTO held VALUES (?, ?)", held)
        add("INSERT INTO holder VALUES (?, ?)", sorted((code, document) for document, code in held))
        self._base.execute("INSERT INTO word(word) VALUES ('optimize')")
        self._base.execute("ANALYZE")
        self._base.commit()

    def prepare(self, asked: Sequence[Question]) -> None:
        """Write the statements."""
        for question in asked:
            self._ready[id(question)] = self._statements(question)

    def ask(self, question: Question) -> list[list[tuple[int, ...]]]:
        """The first twenty, the total, the counts, and the counts with one filter lifted."""
        run = self._base.execute
        run("DELETE FROM hit")
        return [run(statement, values).fetchall() for statement, values in self._ready[id(question)]][1:]

    def answer(self, question: Question) -> Answer:
        """The same, to be compared."""
        first, total, found, *others = self.ask(question)
        keys = lifted_keys(question.criteria.filters)
        lifted = {key: self._named(counts) for key, counts in zip(keys, others, strict=True)}
        counts = merged(self._named(found), lifted, question.criteria.filters)
        return Answer(tuple(row[0] for row in first), total[0][0], counts)

    def _named(self, counts: Sequence[tuple[int, ...]]) -> dict[str, int]:
        return {self._names[code]: number for code, number in counts}

    def _statements(self, question: Question) -> list[tuple[str, tuple[object, ...]]]:
        """`missed` has one bit for each filter a document does not meet."""
        filters = chosen_codes(question)
        missed, missed_values = self._missed(filters)
        near, near_values = self._near(question)
        if question.terms:
            source, score, key = "word", _BM25, "rowid"
            where, values = "word MATCH ?", (" AND ".join(f'"{term}"' for term in question.terms),)
        else:
            source, score, key, where, values = "document", "0.0", "id", "1", ()
        fill = f"INSERT INTO hit SELECT {key}, {score}, {missed.format(key=key)} FROM {source} WHERE {where}{near.format(key=key)}"  # noqa: S608, E501 -- our own names
        by_day = question.criteria.sort is Sort.FRESHEST
        order = "(SELECT freshness FROM document WHERE id = hit.document) DESC" if by_day else "score"
        counted = "SELECT code, count(*) FROM hit CROSS JOIN held USING (document) WHERE {} GROUP BY code"
        bits = {key: 1 << place for place, key in enumerate(filters)}
        return [
            (fill, (*missed_values, *values, *near_values)),
            (f"SELECT document FROM hit WHERE missed = 0 ORDER BY {order}, document LIMIT 20", ()),  # noqa: S608
            ("SELECT count(*) FROM hit WHERE missed = 0", ()),
            (counted.format("missed = 0"), ()),
            *((counted.format(f"missed & ~{bits[key]} = 0"), ()) for key in lifted_keys(filters)),
        ]

    def _missed(self, filters: dict[str, list[str]]) -> tuple[str, tuple[object, ...]]:
        parts, values = ["0"], []
        for place, codes in enumerate(filters.values()):
            known = [self._codes.get(code, -1) for code in codes]
            marks = ", ".join("?" * len(known))
            inside = f"EXISTS (SELECT 1 FROM held WHERE held.document = {{key}} AND held.code IN ({marks}))"  # noqa: S608
            parts.append(f"CASE WHEN {inside} THEN 0 ELSE {1 << place} END")
            values.extend(known)
        return " + ".join(parts), tuple(values)

    def _near(self, question: Question) -> tuple[str, tuple[object, ...]]:
        if question.spot is None:
            return "", ()
        point = question.spot.point
        south, west, north, east = bounding_box(point.latitude, point.longitude, question.metres)
        circle = (north, south, east, west, point.latitude, point.latitude, point.longitude, question.metres)
        known = [self._codes.get(code, -1) for code in local_codes(question)]
        marks = ", ".join("?" * len(known))
        where = f" AND {{key}} IN ({_CIRCLE} UNION ALL SELECT document FROM holder WHERE code IN ({marks}))"  # noqa: S608
        return where, (*circle, *known)
