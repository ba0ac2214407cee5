"""A record with its parts as plain JSON and back, row by row and column by column, so that a change can be undone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Numeric, Table, Uuid, delete, insert, select, update
from sqlalchemy.orm import Session

from directory.db import Base, UtcDateTime
from directory.listings.bulk import chunks
from directory.listings.models import (
    Accessibility,
    Address,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    Service,
)
from directory.listings.parts import CHILDREN_OF_SERVICE

#: One record: its own row and those of its parts, by table name.
Snapshot = dict[str, list[dict[str, Any]]]

Parts = tuple[tuple[type[Any], str], ...]

#: What belongs to each kind of record, in an order in which it can be deleted.
PARTS: dict[str, Parts] = {
    Organization.__tablename__: ((OrganizationIdentifier, "organization_id"), (Phone, "organization_id")),
    Location.__tablename__: (
        (Address, "location_id"),
        (Accessibility, "location_id"),
        (Phone, "location_id"),
    ),
    Service.__tablename__: CHILDREN_OF_SERVICE,
}


def dump(session: Session, entity: str, ids: Iterable[UUID]) -> dict[UUID, Snapshot]:
    """Records of one kind as they are now."""
    own = _table(entity)
    taken: dict[UUID, Snapshot] = {}
    for keys in chunks(list(ids)):
        for row in session.execute(select(own).where(own.c.id.in_(keys))).mappings():
            taken[row["id"]] = {entity: [_plain(row)]}
        for part, owner in PARTS[entity]:
            table = part.__table__
            query = select(table).where(table.c[owner].in_(keys)).order_by(table.c.id)
            for row in session.execute(query).mappings():
                taken[row[owner]].setdefault(table.name, []).append(_plain(row))
    return taken


def restore(session: Session, entity: str, snapshots: Iterable[Snapshot]) -> None:
    """Put records back exactly as they were dumped. Their parts of today are replaced."""
    own = _table(entity)
    saved = list(snapshots)
    rows = [_typed(own, row) for snapshot in saved for row in snapshot[entity]]
    remove_parts(session, entity, [row["id"] for row in rows])
    for row in rows:
        session.execute(update(own).where(own.c.id == row["id"]).values(row))
    for table in Base.metadata.sorted_tables:
        parts = [_typed(table, row) for snapshot in saved for row in snapshot.get(table.name, ())]
        if parts and table is not own:
            session.execute(insert(table), parts)
    session.expire_all()


def remove(session: Session, entity: str, ids: Iterable[UUID]) -> None:
    """Delete records with their parts."""
    own, keys = _table(entity), list(ids)
    remove_parts(session, entity, keys)
    for some in chunks(keys):
        session.execute(delete(own).where(own.c.id.in_(some)))
    session.expire_all()


def remove_parts(session: Session, entity: str, ids: list[UUID]) -> None:
    """Delete what belongs to records, and leave the records."""
    for keys in chunks(ids):
        for part, owner in PARTS[entity]:
            table = part.__table__
            session.execute(delete(table).where(table.c[owner].in_(keys)))


def _table(entity: str) -> Table:
    return Base.metadata.tables[entity]


def _plain(row: Any) -> dict[str, Any]:
    return {str(key): _plain_value(value) for key, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):  # a code too: its value is what is stored
        return str(value)
    return str(value) if isinstance(value, UUID | Decimal) else value


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return dict(_typed_columns(table, row))


def _typed_columns(table: Table, row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        if column.name in row:  # a column that came later keeps its default
            yield column.name, _typed_value(column, row[column.name])


def _typed_value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, Uuid):
        return UUID(value)
    return Decimal(value) if isinstance(column.type, Numeric) and column.type.asdecimal else value
