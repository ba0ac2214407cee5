"""Building the index from the database, and asking for that when listings change. Knows no request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.notifications import outbox
from directory.notifications.models import OutboxMessage
from directory.search.documents import SearchDocument, read_documents
from directory.search.index.building import build_snapshot
from directory.search.index.generations import one_builder, publish
from directory.search.index.postings import Watch, analyse
from directory.search.index.whoosh_index import write_index

REFRESH = "search.refresh"
WHOOSH = "whoosh"


@dataclass(frozen=True)
class Built:
    """What a rebuild made."""

    generation: str
    documents: int
    terms: int


def _unwatched(documents: Sequence[SearchDocument], words: str, total: int) -> Iterable[SearchDocument]:
    return documents


def rebuild(
    session: Session, index_dir: Path, *, at: datetime, watch: Watch = _unwatched, durable: bool = False
) -> Built:
    """Build a new generation from the database and switch every worker to it. Searches go on meanwhile.

    With `durable` the Whoosh index follows, after the switch, because nobody waits for it.
    """
    with one_builder(index_dir):
        library = read_documents(session, at=at)
        snapshot = build_snapshot(library, analyse(library.documents, watch))
        generation = publish(index_dir, snapshot)
        if durable:
            write_index(index_dir / generation / WHOOSH, library.documents, watch)
    return Built(generation, snapshot.size, len(snapshot.terms))


def ask_for_refresh(session: Session, *, service_ids: Sequence[UUID], at: datetime) -> None:
    """Leave word that listings changed. One waiting message is enough: a rebuild reads everything."""
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.topic == REFRESH,
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        OutboxMessage.claimed_until.is_(None),
    )
    if service_ids and session.scalars(waiting.limit(1)).first() is None:
        outbox.put(session, REFRESH, {"services": len(service_ids)}, at=at)
