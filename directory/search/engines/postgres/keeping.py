"""Keeps the index true to the directory, in one transaction each time: readers see it before or after, never between.

PostgreSQL's own versions of rows are our generations. A rebuild compares everything and writes what differs, so it is
also what repairs drift; no reader waits for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.search.choices import catalogue_with
from directory.search.documents import Library, read_documents
from directory.search.documents.reading import basis_of, day_of
from directory.search.documents.rows import read_stamps
from directory.search.engines.postgres import writing
from directory.search.engines.postgres.rows import Wording
from directory.search.engines.postgres.tables import VERSION, is_ready, listings, lock, prepare, state, terms
from directory.search.index.building import thesaurus_words
from directory.search.keeping import Built, Drift, Watch, unwatched


class PostgresKeeper:
    """The `IndexKeeper` of tables in the directory's own database."""

    def rebuild(self, session: Session, *, at: datetime, watch: Watch = unwatched, durable: bool = False) -> Built:
        """Compare every listing with the index and write what differs. Nothing of it is slow enough to be `durable`."""
        with _writing(session) as connection:
            return _rebuild(connection, session, at, watch)

    def update(self, session: Session, service_ids: Sequence[UUID], *, at: datetime) -> Built:
        """Write some listings as they are now, take out those no longer findable; compare all where more changed."""
        with _writing(session) as connection:
            before = _state(connection)
            library = read_documents(session, at=at, service_ids=service_ids)
            if before is None or (before.basis, before.day) != (library.basis, library.day):
                return _rebuild(connection, session, at, unwatched)
            revision = before.revision + 1
            seen, wording = writing.write(connection, library.documents, revision)
            writing.remove(connection, sorted(set(service_ids) - seen), revision)
            writing.learn(connection, wording.vocabulary)
            return _save(connection, library, revision, before, changed=len(set(service_ids)))

    def drift(self, session: Session, *, at: datetime) -> Drift:
        """Compare which listings there are, and whether any changed since it was put in."""
        wanted = read_stamps(session, clock.local(at).date())
        with _bind(session).connect() as connection:
            state = _state(connection) if is_ready(connection) else None
            if state is None:
                return Drift(missing=tuple(wanted), is_outdated=True)
            held = writing.held_stamps(connection)
        return Drift(
            missing=tuple(wanted.keys() - held.keys()),
            extra=tuple(held.keys() - wanted.keys()),
            stale=tuple(each for each, stamp in wanted.items() if held.get(each, stamp) != stamp),
            is_outdated=(state.basis, state.day) != (basis_of(session), day_of(at)),
        )


def _rebuild(connection: Connection, session: Session, at: datetime, watch: Watch) -> Built:
    before = _state(connection)
    library = read_documents(session, at=at)
    revision = 1 if before is None else before.revision + 1
    documents = watch(library.documents, "Indexing listings", len(library.documents))
    seen, wording = writing.write(connection, documents, revision)
    writing.remove(connection, sorted(writing.held_stamps(connection).keys() - seen), revision)
    _keep_words(connection, library, wording)
    return _save(connection, library, revision)


def _bind(session: Session) -> Engine:
    bind = session.get_bind()
    assert isinstance(bind, Engine)  # noqa: S101 -- the application's sessions have one
    return bind


@contextmanager
def _writing(session: Session) -> Iterator[Connection]:
    """A transaction of its own, one at a time: whoever read last writes last. The session only reads."""
    with _bind(session).begin() as connection:
        lock(connection)
        prepare(connection)
        yield connection


def _state(connection: Connection) -> Row[Any] | None:
    return connection.execute(select(state)).one_or_none()


def _keep_words(connection: Connection, library: Library, wording: Wording) -> None:
    """The words of listings and of the thesaurus, its misspellings apart, are what misspellings are corrected to."""
    thesaurus = thesaurus_words(library.meanings.synonyms)
    writing.learn(connection, {word: wording.term(word) for word in thesaurus} | wording.vocabulary)
    writing.forget_idle_words(connection, thesaurus)


def _save(
    connection: Connection, library: Library, revision: int, before: Row[Any] | None = None, changed: int | None = None
) -> Built:
    """Write down what holds for the whole index; an update keeps the thesaurus and adds to the names of areas."""
    names = {code: library.areas.name(code) or code for each in library.documents for code in each.areas}
    size = connection.scalar(select(func.count()).select_from(listings)) or 0
    used = connection.scalar(select(func.count()).select_from(terms).where(terms.c.listings > 0)) or 0
    generation = f"pg-{new_id().hex}" if before is None else before.generation
    values: Mapping[str, Any] = {
        "version": VERSION,
        "generation": generation,
        "revision": revision,
        "listings": size,
        "basis": library.basis,
        "day": library.day,
        "catalogue": catalogue_with(library.meanings, library.areas, writing.codes_in_use(connection)).as_json(),
        "synonyms": library.meanings.synonyms,
        "area_names": names if before is None else before.area_names | names,
    }
    connection.execute(delete(state))
    connection.execute(insert(state).values(**values))
    return Built(generation, size, used, changed)
