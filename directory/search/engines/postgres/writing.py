"""Writes the rows that differ from the directory, and counts the words that came and went with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Table, text

from directory.search.documents import SearchDocument
from directory.search.engines.postgres.rows import Rows, Wording, rows_of
from directory.search.engines.postgres.tables import exceptions, listings, occasions, venues, weekly

#: Documents whose rows are held in memory at once.
_BATCH = 1000
_PARTS = {"venues": venues, "weekly": weekly, "occasions": occasions, "exceptions": exceptions}
_Item = TypeVar("_Item")

_HELD = text("SELECT service_id, fingerprint FROM search.listings WHERE service_id = ANY(:ids)")
_STAMPS = text("SELECT service_id, stamp FROM search.listings")
_FORGET_LISTINGS = text("DELETE FROM search.listings WHERE service_id = ANY(:ids)")
_OPEN_CODES = text("""
    SELECT DISTINCT split_part(code, ':', 1) AS facet, substr(code, strpos(code, ':') + 1) AS code
    FROM search.listings, unnest(facets) AS code
    WHERE code LIKE ANY(ARRAY['language:%', 'area:%'])
""")
_TAKE_OFF = text("""
    UPDATE search.terms SET listings = terms.listings - lost.listings, revision = :revision
    FROM (
        SELECT term, count(*) AS listings
        FROM search.listings, unnest(tsvector_to_array(words)) AS term
        WHERE service_id = ANY(:ids)
        GROUP BY term
    ) AS lost
    WHERE terms.term = lost.term
""")
_ADD_UP = text("""
    INSERT INTO search.terms (term, listings, revision)
    SELECT term, listings, :revision FROM unnest(CAST(:terms AS text[]), CAST(:counts AS int[])) AS new (term, listings)
    ON CONFLICT (term) DO UPDATE SET listings = terms.listings + excluded.listings, revision = excluded.revision
""")
_LEARN = text("""
    INSERT INTO search.vocabulary (word, term)
    SELECT * FROM unnest(CAST(:words AS text[]), CAST(:terms AS text[])) ON CONFLICT DO NOTHING
""")
_FORGET_WORDS = text("""
    DELETE FROM search.vocabulary
    WHERE word <> ALL(:kept) AND term NOT IN (SELECT term FROM search.terms WHERE listings > 0)
""")


def write(connection: Connection, documents: Iterable[SearchDocument], revision: int) -> tuple[set[UUID], Wording]:
    """Make the index hold these documents as they are now; answers which they are, and the words they use."""
    wording = Wording()
    seen: set[UUID] = set()
    for batch in _batches(documents):
        rows = [rows_of(document, wording) for document in batch]
        ids = [each.service_id for each in rows]
        held = {row.service_id: bytes(row.fingerprint) for row in connection.execute(_HELD, {"ids": ids})}
        changed = [each for each in rows if held.get(each.service_id) != each.fingerprint]
        remove(connection, [each.service_id for each in changed if each.service_id in held], revision)
        _insert(connection, changed, revision)
        seen.update(ids)
    return seen, wording


def remove(connection: Connection, service_ids: Sequence[UUID], revision: int) -> None:
    """Take listings out, and off the counts of their words."""
    if service_ids:
        connection.execute(_TAKE_OFF, {"ids": list(service_ids), "revision": revision})
        connection.execute(_FORGET_LISTINGS, {"ids": list(service_ids)})


def held_stamps(connection: Connection) -> Mapping[UUID, int]:
    """The stamp of each listing in the index."""
    return {row.service_id: row.stamp for row in connection.execute(_STAMPS)}


def codes_in_use(connection: Connection) -> Mapping[str, set[str]]:
    """The codes that listings carry of the facets that have no closed list."""
    used: dict[str, set[str]] = {}
    for facet, code in connection.execute(_OPEN_CODES):
        used.setdefault(facet, set()).add(code)
    return used


def learn(connection: Connection, words: Mapping[str, str]) -> None:
    """Add words, each with its term, to those that misspellings are corrected to."""
    if words:
        connection.execute(_LEARN, {"words": list(words), "terms": list(words.values())})


def forget_idle_words(connection: Connection, kept: Iterable[str]) -> None:
    """Drop the words that no listing uses any more, but for some: those of the thesaurus."""
    connection.execute(_FORGET_WORDS, {"kept": list(kept)})


def _insert(connection: Connection, rows: Sequence[Rows], revision: int) -> None:
    if not rows:
        return
    _copy(connection, listings, ((each.service_id, each.fingerprint, *each.listing) for each in rows))
    for name, table in _PARTS.items():
        _copy(connection, table, ((each.service_id, *part) for each in rows for part in each.parts[name]))
    counts = Counter(term for each in rows for term in each.terms)
    connection.execute(_ADD_UP, {"terms": list(counts), "counts": list(counts.values()), "revision": revision})


def _copy(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL's own way to take in many rows: several times as fast as inserting them."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 -- a connection in use has one
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.fullname} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
