"""Asking for the index to be brought up to date when listings change, and doing so. Knows no request."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from directory.notifications import outbox
from directory.search.index.keeper import FolderKeeper
from directory.search.keeping import Built, IndexKeeper, Watch, unwatched

REFRESH = "search.refresh"
#: As many listings are named in one message; beyond, it only says that many changed, and the worker looks itself.
NAMED = 1000


def rebuild(
    session: Session, index_dir: Path, *, at: datetime, watch: Watch = unwatched, durable: bool = False
) -> Built:
    """Build the index in a folder from the database."""
    return FolderKeeper(index_dir).rebuild(session, at=at, watch=watch, durable=durable)


def ask_for_refresh(session: Session, *, service_ids: Sequence[UUID], at: datetime) -> None:
    """Leave word which listings changed. The worker takes all such messages that wait in one go."""
    if service_ids:
        named = None if len(service_ids) > NAMED else sorted({service_id.hex for service_id in service_ids})
        outbox.put(session, REFRESH, {"services": named}, at=at)


def bring_up_to_date(
    session: Session, keeper: IndexKeeper, asked: Sequence[Sequence[str] | None], *, at: datetime
) -> Built | None:
    """Do what messages asked for: each names listings, or none where there were too many to name."""
    if None in asked:
        return repair(session, keeper, at=at)
    wanted = sorted({UUID(hex=service_id) for each in asked for service_id in each or ()})
    return keeper.update(session, wanted, at=at)


def repair(session: Session, keeper: IndexKeeper, *, at: datetime) -> Built | None:
    """Put right whatever differs between index and database; None when nothing does."""
    drift = keeper.drift(session, at=at)
    if drift.is_none:
        return None
    # SQLite shows a transaction what was there when it began. Building waits for its turn, and another may build first
    # what was written since: it must be read again, not put back.
    session.commit()
    if drift.is_outdated:
        return keeper.rebuild(session, at=at)
    return keeper.update(session, drift.service_ids, at=at)
