"""Takes an import back: what it created goes, what it updated becomes exactly what it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from directory import signals
from directory.audit import chain
from directory.db import Base
from directory.errors import RuleBroken
from directory.listings import snapshots
from directory.listings.bulk import chunks
from directory.listings.models import Attribute, Location, Organization, Service
from directory.listings.queries.touched import services_touched
from directory.openreferral.models import BatchState, ChangeAction, ImportBatch, ImportChange
from directory.taxonomy.models import Taxonomy, TaxonomyTerm, TermMapping

SERVICE, LOCATION, ORGANIZATION = (entity.__tablename__ for entity in (Service, Location, Organization))


@dataclass(frozen=True)
class Undone:
    """How many listings were removed and how many put back."""

    removed: int
    restored: int


def undo_batch(session: Session, batch_id: int, *, at: datetime, by: str = "command") -> Undone:
    """Undo one import. Raises `RuleBroken` when that would harm what came after it; nothing is changed then."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise RuleBroken(None, f"There is no import {batch_id}. `waypost import list` shows them all.")
    _refuse_if_too_late(session, batch)
    try:
        with session.begin_nested():
            services = _take_back(session, batch_id)
    except IntegrityError as error:
        raise RuleBroken(
            None,
            f"Import {batch_id} cannot be undone: something made since then uses its listings. Archive them instead.",
        ) from error
    batch.state, batch.undone_at = BatchState.UNDONE, at
    result = Undone(len(services[ChangeAction.CREATED]), len(services[ChangeAction.UPDATED]))
    detail = {"removed": result.removed, "restored": result.restored}
    chain.record(session, actor=by, action="import.undone", subject=f"import_batch:{batch_id}", detail=detail, at=at)
    touched = {*services[ChangeAction.CREATED], *services[ChangeAction.UPDATED], *_beside(session, batch_id)}
    if touched:
        signals.service_changed.send(session, service_ids=sorted(touched))
    return result


def _refuse_if_too_late(session: Session, batch: ImportBatch) -> None:
    if batch.state is BatchState.UNDONE:
        raise RuleBroken(None, f"Import {batch.id} has been undone already.")
    if batch.state is BatchState.RUNNING:
        raise RuleBroken(
            None, f"Import {batch.id} is still running. Wait until it ends, or import again if it broke off."
        )
    later, shared = _later_changes(session, batch.id)
    if later:
        raise RuleBroken(None, f"Undo import {later} first: it changed {shared:,} of the same records.")
    edited = _edited_since(session, batch.id)
    if edited:
        raise RuleBroken(
            None,
            f"Import {batch.id} cannot be undone: {edited:,} of its listings were edited since. Archive them instead.",
        )


def _later_changes(session: Session, batch_id: int) -> tuple[int | None, int]:
    """The latest import that changed the same records, and how many of them."""
    mine, theirs = aliased(ImportChange), aliased(ImportChange)
    query = (
        select(ImportBatch.id, func.count())
        .select_from(mine)
        .join(theirs, (theirs.entity_id == mine.entity_id) & (theirs.entity == mine.entity))
        .join(ImportBatch, ImportBatch.id == theirs.batch_id)
        .where(mine.batch_id == batch_id, theirs.batch_id > batch_id, ImportBatch.state != BatchState.UNDONE)
        .group_by(ImportBatch.id)
        .order_by(ImportBatch.id.desc())
    )
    row = session.execute(query.limit(1)).first()
    return (row[0], row[1]) if row else (None, 0)


def _edited_since(session: Session, batch_id: int) -> int:
    """Listings whose version is not the one the import left."""
    count = 0
    for action in ChangeAction:
        for changes in _changes(session, batch_id, SERVICE, action):
            left = {id_: before[SERVICE][0]["version"] + 1 if before else 1 for id_, before in changes.items()}
            query = select(Service.id, Service.version).where(Service.id.in_(left))
            count += sum(row.version != left[row.id] for row in session.execute(query))
    return count


def _take_back(session: Session, batch_id: int) -> dict[ChangeAction, list[UUID]]:
    """Listings first, because they point to places and organisations."""
    done: dict[ChangeAction, list[UUID]] = {action: [] for action in ChangeAction}
    for changes in _changes(session, batch_id, SERVICE, ChangeAction.UPDATED):
        snapshots.restore(session, SERVICE, [before for before in changes.values() if before])
        done[ChangeAction.UPDATED] += changes
    for entity in (SERVICE, LOCATION, ORGANIZATION):
        for changes in _changes(session, batch_id, entity, ChangeAction.CREATED):
            snapshots.remove(session, entity, changes)
            if entity == SERVICE:
                done[ChangeAction.CREATED] += changes
    for entity in (LOCATION, ORGANIZATION):
        for changes in _changes(session, batch_id, entity, ChangeAction.UPDATED):
            snapshots.restore(session, entity, [before for before in changes.values() if before])
    _remove_unused_terms(session, batch_id)
    return done


def _changes(
    session: Session, batch_id: int, entity: str, action: ChangeAction
) -> Iterator[dict[UUID, snapshots.Snapshot | None]]:
    """The changes of one kind, some hundreds at a time."""
    of_kind = (ImportChange.batch_id == batch_id, ImportChange.entity == entity, ImportChange.action == action)
    ids = list(session.scalars(select(ImportChange.entity_id).where(*of_kind).order_by(ImportChange.entity_id)))
    for keys in chunks(ids):
        query = select(ImportChange.entity_id, ImportChange.before).where(*of_kind, ImportChange.entity_id.in_(keys))
        yield {row.entity_id: row.before for row in session.execute(query)}


def _beside(session: Session, batch_id: int) -> set[UUID]:
    """Listings that show an organisation or a place which was put back."""
    restored = {
        entity: [id_ for keys in _changes(session, batch_id, entity, ChangeAction.UPDATED) for id_ in keys]
        for entity in (ORGANIZATION, LOCATION)
    }
    return services_touched(session, organization_ids=restored[ORGANIZATION], location_ids=restored[LOCATION])


def _remove_unused_terms(session: Session, batch_id: int) -> None:
    """Terms and lists that the import brought and nothing uses; the latest first: children come after parents."""
    used = select(Attribute.id).where(Attribute.taxonomy_term_id == TaxonomyTerm.id).exists()
    child = aliased(TaxonomyTerm)
    is_parent = select(child.id).where(child.parent_id == TaxonomyTerm.id).exists()
    terms = [
        id_ for keys in _changes(session, batch_id, TaxonomyTerm.__tablename__, ChangeAction.CREATED) for id_ in keys
    ]
    for id_ in sorted(terms, reverse=True):
        is_free = select(TaxonomyTerm.id).where(TaxonomyTerm.id == id_, ~used, ~is_parent)
        if session.scalar(is_free):
            session.execute(delete(_table(TermMapping)).where(_table(TermMapping).c.from_term_id == id_))
            session.execute(delete(_table(TaxonomyTerm)).where(_table(TaxonomyTerm).c.id == id_))
    for keys in _changes(session, batch_id, Taxonomy.__tablename__, ChangeAction.CREATED):
        filled = select(TaxonomyTerm.taxonomy_id)
        table = _table(Taxonomy)
        session.execute(delete(table).where(table.c.id.in_(keys), table.c.id.not_in(filled)))
    session.expire_all()


def _table(entity: type[Base]):  # type: ignore[no-untyped-def]  # mypy is told by SQLAlchemy only of FromClause
    return entity.__table__
