"""Writes many listings at once and says what changed, so that the same list can come again and a batch be undone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from directory import signals
from directory.db import Base, new_id
from directory.listings.models import (
    Accessibility,
    Address,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    Service,
)
from directory.listings.parts import CHILDREN_OF_SERVICE, Rows, pile, rows_of_service
from directory.listings.queries.touched import services_touched
from directory.listings.records import (
    ListingRecord,
    LocationRecord,
    OrganizationRecord,
    Values,
    content_hash,
)

CHUNK = 500  # ids in one IN (…): under SQLite's limit of variables, and a plan the server can keep

Entity = type[Organization] | type[Location] | type[Service]
Sourced = OrganizationRecord | LocationRecord | ListingRecord

#: Told the table and the ids of records that are about to be changed, so that it can keep how they were.
Keep = Callable[[str, list[UUID]], None]


@dataclass
class Written:
    """What one call wrote: ids by table name. `updated` ids existed before; unchanged records are only counted."""

    created: dict[str, list[UUID]] = field(default_factory=dict)
    updated: dict[str, list[UUID]] = field(default_factory=dict)
    unchanged: int = 0

    def services(self) -> list[UUID]:
        """Services that are new or different now."""
        return self.created.get("service", []) + self.updated.get("service", [])


@dataclass
class Plan:
    """Which records of one kind are new, which differ, and the ids of all."""

    ids: dict[str, UUID]
    new: list[tuple[UUID, Sourced, str]]
    changed: list[tuple[UUID, Sourced, str]]
    unchanged: int


def plan(session: Session, entity: Entity, records: Iterable[Sourced], source: str) -> Plan:
    """Compare records with what the source gave before."""
    unique = {record.external_id: record for record in records}
    known: dict[str, tuple[UUID, str | None]] = {}
    for keys in chunks(list(unique)):
        query = select(entity.external_id, entity.id, entity.content_hash).where(
            entity.source == source, entity.external_id.in_(keys)
        )
        known.update({row[0]: (row[1], row[2]) for row in session.execute(query)})  # type: ignore[misc]
    result = Plan({key: known[key][0] for key in known}, [], [], 0)
    for key, record in unique.items():
        fingerprint = content_hash(record)
        if key not in known:
            result.ids[key] = new_id()
            result.new.append((result.ids[key], record, fingerprint))
        elif known[key][1] != fingerprint:
            result.changed.append((known[key][0], record, fingerprint))
        else:
            result.unchanged += 1
    return result


def write_listings(
    session: Session, records: Sequence[ListingRecord], *, source: str, at: datetime, keep: Keep | None = None
) -> Written:
    """Insert or bring up to date organisations, places and listings of one source. Never commits.

    Records are matched by (source, external_id). Children of a changed record are replaced whole; `keep` sees the
    changed ids of each table first.
    """
    written = Written()
    keep = keep or (lambda _table, _ids: None)
    organizations = plan(session, Organization, (r.organization for r in records if r.organization), source)
    keep(Organization.__tablename__, [row[0] for row in organizations.changed])
    _apply(session, Organization, organizations, source, at, written)
    _replace_organization_parts(session, organizations)
    places = plan(session, Location, (v.location for r in records for v in r.venues), source)
    keep(Location.__tablename__, [row[0] for row in places.changed])
    _apply(session, Location, places, source, at, written)
    _replace_location_parts(session, places)
    services = plan(session, Service, records, source)
    keep(Service.__tablename__, [row[0] for row in services.changed])
    _apply(session, Service, services, source, at, written, _owners(services, organizations.ids))
    _delete_children(session, CHILDREN_OF_SERVICE, [row[0] for row in services.changed])
    rows: Rows = {}
    for service_id, record, _hash in services.new + services.changed:
        rows_of_service(service_id, record, places.ids, rows)  # type: ignore[arg-type]
    insert_rows(session, rows)
    written.unchanged = services.unchanged
    touched = services_touched(
        session,
        organization_ids=written.updated[Organization.__tablename__],
        location_ids=written.updated[Location.__tablename__],
    )
    if changed := sorted(touched.union(written.services())):
        signals.service_changed.send(session, service_ids=changed)
    return written


def _owners(services: Plan, organization_ids: dict[str, UUID]) -> dict[UUID, Values]:
    """Who runs each listing, as a column of it; records themselves stay as they came, so that they can come again."""
    return {
        id_: {"organization_id": organization_ids[record.organization.external_id] if record.organization else None}  # type: ignore[union-attr]
        for id_, record, _hash in services.new + services.changed
    }


def _apply(
    session: Session,
    entity: Entity,
    work: Plan,
    source: str,
    at: datetime,
    written: Written,
    more: dict[UUID, Values] | None = None,
) -> None:
    stamp = {"source": source, "created_at": at, "updated_at": at}
    more = more or {}
    new = [
        {**record.values, **more.get(id_, {}), **stamp, "id": id_, "external_id": record.external_id}
        | {"content_hash": fingerprint}
        for id_, record, fingerprint in work.new
    ]
    for same_columns in _by_columns(new):
        session.execute(insert(entity), same_columns)
    for id_, record, fingerprint in work.changed:
        stamped = {"updated_at": at, "content_hash": fingerprint, "version": entity.version + 1}
        values = {**record.values, **more.get(id_, {}), **stamped}
        session.execute(
            update(entity).where(entity.id == id_).values(**values).execution_options(synchronize_session=False)
        )
    written.created[entity.__tablename__] = [row[0] for row in work.new]
    written.updated[entity.__tablename__] = [row[0] for row in work.changed]


def _replace_organization_parts(session: Session, work: Plan) -> None:
    changed = [row[0] for row in work.changed]
    _delete_children(session, [(OrganizationIdentifier, "organization_id"), (Phone, "organization_id")], changed)
    rows: Rows = {}
    for id_, record, _hash in work.new + work.changed:
        pile(rows, OrganizationIdentifier, record.identifiers, organization_id=id_)  # type: ignore[union-attr]
        pile(rows, Phone, record.phones, organization_id=id_)
    rows[OrganizationIdentifier] = _unclaimed(session, rows.get(OrganizationIdentifier, []))
    insert_rows(session, rows)


def _unclaimed(session: Session, identifiers: list[Values]) -> list[Values]:
    """Entries of registers that no organisation has yet, each once: two feeds may know the same charity."""
    table = OrganizationIdentifier
    wanted = {(row["identifier_scheme"], row["identifier"]): row for row in reversed(identifiers)}
    for numbers in chunks(sorted({number for _scheme, number in wanted})):
        held = select(table.identifier_scheme, table.identifier).where(table.identifier.in_(numbers))
        for row in session.execute(held):
            wanted.pop((row.identifier_scheme, row.identifier), None)
    return list(wanted.values())


def _replace_location_parts(session: Session, work: Plan) -> None:
    changed = [row[0] for row in work.changed]
    tables = [(Address, "location_id"), (Accessibility, "location_id"), (Phone, "location_id")]
    _delete_children(session, tables, changed)
    rows: Rows = {}
    for id_, record, _hash in work.new + work.changed:
        pile(rows, Address, record.addresses, location_id=id_)  # type: ignore[union-attr]
        pile(rows, Accessibility, record.accessibility, location_id=id_)  # type: ignore[union-attr]
        pile(rows, Phone, record.phones, location_id=id_)
    insert_rows(session, rows)


def insert_rows(session: Session, rows: Rows) -> None:
    """Insert piles of rows, one statement a table and set of columns, tables that others point to first."""
    order = {table: number for number, table in enumerate(Base.metadata.sorted_tables)}
    for table in sorted(rows, key=lambda entity: order[entity.__table__]):
        for same_columns in _by_columns(rows[table]):
            session.execute(insert(table), same_columns)


def _by_columns(values: list[Values]) -> list[list[Values]]:
    piles: dict[frozenset[str], list[Values]] = {}
    for value in values:
        piles.setdefault(frozenset(value), []).append(value)
    return list(piles.values())


def _delete_children(session: Session, tables: Sequence[tuple[type[Any], str]], owners: list[UUID]) -> None:
    for keys in chunks(owners):
        for table, column in tables:
            session.execute(
                delete(table).where(getattr(table, column).in_(keys)).execution_options(synchronize_session=False)
            )


def chunks(items: list[Any]) -> Iterable[list[Any]]:
    """Pieces short enough for one IN (…)."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
