"""One import under way: units of services mapped, written, and remembered in the batch so that they can be undone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.listings import snapshots
from directory.listings.area_assignment import assign_areas
from directory.listings.bulk import Written, write_listings
from directory.listings.editing import edited_of_source
from directory.listings.models import Service
from directory.listings.records import ListingRecord, LocationRecord, OrganizationRecord
from directory.moderation.proposals import ProposalSource
from directory.openreferral.held import propose_instead
from directory.openreferral.lookups import AreaBook, TermBook, leave_taken_numbers, locate_by_postcode
from directory.openreferral.mapping.context import Context
from directory.openreferral.mapping.evidence import read_evidence
from directory.openreferral.mapping.services import Unusable, to_record
from directory.openreferral.models import ChangeAction, ImportBatch, ImportChange, ImportFault
from directory.openreferral.reading.items import Item

MOST_FAULTS = 1000  # kept in words; the rest are counted
NAMES_SHOWN = 20


@dataclass
class Tally:
    """What an import has done so far."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    held: int = 0
    errors: int = 0
    places: int = 0
    located: int = 0
    by_postcode: int = 0


@dataclass
class Import:
    """The state of one run. Places and organisations are taken as they are first met, so that a feed that tells them
    twice in two ways does not change them to and fro.
    """

    session: Session
    batch: ImportBatch
    at: datetime
    unit_name: str
    kind: ProposalSource = ProposalSource.IMPORT
    tally: Tally = field(default_factory=Tally)
    seen: set[str] = field(default_factory=set)
    places: dict[str, LocationRecord] = field(default_factory=dict)
    owners: dict[str, OrganizationRecord] = field(default_factory=dict)
    _recorded: set[tuple[str, UUID]] = field(default_factory=set)
    _before: dict[tuple[str, UUID], snapshots.Snapshot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        evidence, today = read_evidence(), clock.local(self.at).date()
        self.terms = TermBook(self.session, evidence)
        areas = AreaBook(self.session, today)
        self.context = Context(self.batch.source, self.at, today, self.terms, areas, evidence)

    @property
    def mended(self) -> Counter[str]:
        """What had to be put right, in words."""
        return self.context.mended

    def write(self, items: Iterable[Item]) -> None:
        """Take in one unit."""
        usable = [(item, record) for item in items if (record := self._record(item)) is not None]
        records = [record for _item, record in usable]
        self.tally.by_postcode += locate_by_postcode(self.session, self._places_of(records))
        taken = leave_taken_numbers(self.session, records, self.batch.source)
        self.mended["register numbers that another organisation has left out"] += taken
        held = edited_of_source(self.session, self.batch.source, [record.external_id for record in records])
        free = [(item, record) for item, record in usable if record.external_id not in held]
        try:
            self._write([record for _item, record in free])
        except (DBAPIError, StatementError):
            for item, record in free:
                self._write_alone(item, record)
        for item, record in usable:
            if record.external_id in held:
                self._leave_to_a_steward(item, record, held[record.external_id])
        self._record_terms()
        self._count_places()
        self.session.expire_all()

    def missing(self) -> list[str]:
        """Names of listings of this source that were not in what was read."""
        query = select(Service.external_id, Service.name).where(Service.source == self.batch.source)
        rows = self.session.execute(query.order_by(Service.name, Service.id))
        return [row.name for row in rows if row.external_id not in self.seen]

    def _record(self, item: Item) -> ListingRecord | None:
        self.tally.read += 1
        if item.external_id:
            self.seen.add(item.external_id)
        if item.fault:
            self.fault(item, item.fault)
            return None
        try:
            record = to_record(item.value, self.context)
        except Unusable as error:
            self.fault(item, str(error))
            return None
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
            self.fault(item, "it is put together in a way that cannot be understood. Compare it with the standard")
            return None
        if record.external_id in self.seen:
            self.fault(
                item, "its id was given to an earlier one. Give each service an id of its own", record.external_id
            )
            return None
        self.seen.add(record.external_id)
        if record.organization:
            record.organization = self.owners.setdefault(record.organization.external_id, record.organization)
        for venue in record.venues:
            venue.location = self.places.setdefault(venue.location.external_id, venue.location)
        return record

    def fault(self, item: Item, message: str, external_id: str | None = None) -> None:
        """Keep a row's fault in words, up to a limit."""
        self.tally.errors += 1
        if self.tally.errors > MOST_FAULTS:
            return
        given = item.value.get("id") if isinstance(item.value, dict) else None
        known = external_id or item.external_id or (str(given)[:120] if given else None)
        words = f"{self.unit_name} {item.line}: {message}."
        values = {"id": new_id(), "batch_id": self.batch.id, "line": item.line, "external_id": known, "message": words}
        self.session.execute(insert(ImportFault), [values])

    def _write(self, records: list[ListingRecord]) -> None:
        self._before.clear()
        with self.session.begin_nested():
            written = write_listings(
                self.session, records, source=self.batch.source, at=self.at, keep=self._keep_as_it_was
            )
            touched = [*written.created.get("location", []), *written.updated.get("location", [])]
            if touched:
                assign_areas(self.session, touched)
            changes = list(self._changes(written))
            if changes:
                self.session.execute(insert(ImportChange), changes)
        self._recorded |= {(change["entity"], change["entity_id"]) for change in changes}
        self.tally.new += len(written.created.get("service", []))
        self.tally.changed += len(written.updated.get("service", []))
        self.tally.unchanged += written.unchanged

    def _write_alone(self, item: Item, record: ListingRecord) -> None:
        """After a unit was refused as a whole: find the one to blame and keep the others."""
        record.values.pop("organization_id", None)  # set by the attempt, and no part of what the feed said
        try:
            self._write([record])
        except (DBAPIError, StatementError):
            message = "the database does not take its values. Compare it with the standard and import again"
            self.fault(item, message, record.external_id)

    def _leave_to_a_steward(self, item: Item, record: ListingRecord, service_id: UUID) -> None:
        """Somebody here has edited the listing: what the source changed waits in the queue."""
        is_held = propose_instead(
            self.session,
            record,
            service_id,
            source=self.batch.source,
            kind=self.kind,
            at=self.at,
            fault=lambda words: self.fault(item, words, record.external_id),
        )
        self.tally.held += is_held
        self.tally.unchanged += not is_held

    def _keep_as_it_was(self, entity: str, ids: list[UUID]) -> None:
        fresh = [id_ for id_ in ids if (entity, id_) not in self._recorded]
        for id_, snapshot in snapshots.dump(self.session, entity, fresh).items():
            self._before[entity, id_] = snapshot

    def _changes(self, written: Written) -> Iterable[dict[str, Any]]:
        for action, by_entity in ((ChangeAction.CREATED, written.created), (ChangeAction.UPDATED, written.updated)):
            for entity, ids in by_entity.items():
                for id_ in ids:
                    if (entity, id_) not in self._recorded:
                        yield self._change(entity, id_, action, self._before.get((entity, id_)))

    def _change(
        self, entity: str, id_: UUID, action: ChangeAction, before: snapshots.Snapshot | None = None
    ) -> dict[str, Any]:
        return {"batch_id": self.batch.id, "entity": entity, "entity_id": id_, "action": action, "before": before}

    def _record_terms(self) -> None:
        changes = [self._change(table, id_, ChangeAction.CREATED) for table, id_ in self.terms.created]
        if changes:
            self.session.execute(insert(ImportChange), changes)
        self.terms.created.clear()

    def _places_of(self, records: list[ListingRecord]) -> list[LocationRecord]:
        return list({id(venue.location): venue.location for record in records for venue in record.venues}.values())

    def _count_places(self) -> None:
        self.tally.places = len(self.places)
        self.tally.located = sum(place.values["latitude"] is not None for place in self.places.values())
