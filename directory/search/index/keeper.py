"""Keeps the generations in a folder true to the database: builds all, changes some, and tells where the two differ."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.search.documents import Library, read_documents
from directory.search.documents.reading import basis_of, day_of
from directory.search.documents.rows import read_stamps
from directory.search.index.building import build_snapshot, change_snapshot
from directory.search.index.generations import newest, one_builder, one_writer, publish
from directory.search.index.postings import analyse
from directory.search.index.snapshot import Snapshot
from directory.search.index.whoosh_index import replace_index
from directory.search.keeping import Built, Drift, Watch, unwatched

#: From so many changed listings on, and this share of all, building everything anew is quicker.
MANY, MUCH = 500, 0.25


class FolderKeeper:
    """The `IndexKeeper` of the default engine."""

    def __init__(self, index_dir: Path) -> None:
        self._index_dir = index_dir

    def rebuild(self, session: Session, *, at: datetime, watch: Watch = unwatched, durable: bool = False) -> Built:
        """Build a new generation from the database and switch every worker to it.

        With `durable` the Whoosh index follows, after the switch, because nobody waits for it.
        """
        with one_builder(self._index_dir):
            library, built = self._build(session, at, watch)
        if durable:
            with one_writer(self._index_dir):  # changes go on meanwhile
                replace_index(self._index_dir, library.documents, watch)
        return built

    def update(self, session: Session, service_ids: Sequence[UUID], *, at: datetime) -> Built:
        """A new generation with some listings as they are now; all is built anew where that is safer or quicker."""
        with one_builder(self._index_dir):
            before = newest(self._index_dir)
            if before is None or len(service_ids) > max(MANY, MUCH * before.size):
                return self._build(session, at, unwatched)[1]
            changes = read_documents(session, at=at, service_ids=service_ids)
            if (before.basis, before.day) != (changes.basis, changes.day):
                return self._build(session, at, unwatched)[1]
            changed = {service_id.bytes for service_id in service_ids}
            if not changes.documents and changed.isdisjoint(_ids(before)):
                return Built(before.generation, before.size, len(before.terms), changed=0)
            snapshot = change_snapshot(before, changes, changed)
            return _built(publish(self._index_dir, snapshot, before), snapshot, changed=len(changed))

    def drift(self, session: Session, *, at: datetime) -> Drift:
        """Compare which listings there are, and whether any changed since it was put in."""
        held = newest(self._index_dir)
        stamps = read_stamps(session, clock.local(at).date())
        if held is None:
            return Drift(missing=tuple(stamps), is_outdated=True)
        known = dict(zip(map(UUID, map(bytes.hex, _ids(held))), held["stamp"].tolist(), strict=True))
        return Drift(
            missing=tuple(stamps.keys() - known.keys()),
            extra=tuple(known.keys() - stamps.keys()),
            stale=tuple(service_id for service_id, stamp in stamps.items() if known.get(service_id, stamp) != stamp),
            is_outdated=(held.basis, held.day) != (basis_of(session), day_of(at)),
        )

    def _build(self, session: Session, at: datetime, watch: Watch) -> tuple[Library, Built]:
        with _uncollected():
            library = read_documents(session, at=at)
            snapshot = build_snapshot(library, analyse(library.documents, watch))
            return library, _built(publish(self._index_dir, snapshot), snapshot)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of small values are made and kept; looking for cycles among them takes a third of a build's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ids(snapshot: Snapshot) -> list[bytes]:
    raw = snapshot["ids"].tobytes()
    return [raw[start : start + 16] for start in range(0, len(raw), 16)]


def _built(generation: str, snapshot: Snapshot, changed: int | None = None) -> Built:
    return Built(generation, snapshot.size, len(snapshot.terms), changed)
