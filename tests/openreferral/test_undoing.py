"""Taking imports back."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.openreferral.models import BatchState, ImportBatch
from directory.openreferral.undoing import undo_batch
from directory.signals import service_changed
from tests.openreferral.builders import Raw, bring_in, lines, service
from tests.openreferral.rows import directory_rows

TERM = {"id": "t", "code": "7", "name": "Activities", "taxonomy": "DfE Family Hubs service categories"}
RICH: Raw = {
    "attributes": [{"link_type": "service_type", "taxonomy_term": TERM}],
    "cost_options": [{"amount": "3.50", "amount_description": "a session", "valid_from": "2025-01-01"}],
    "languages": [{"name": "Polish", "code": "pl"}],
    "funding": [{"source": "Council grant"}],
    "service_areas": [{"name": "Mansfield"}],
    "phones": [{"number": "01623 496 001"}],
    "last_modified": "2025-11-01T10:30:45.123Z",
    "organization": {
        "id": "org-1",
        "name": "Mansfield Friends",
        "organization_identifiers": [{"identifier_type": "Charity number", "identifier": "1234567"}],
    },
}


def test_undoing_a_first_import_leaves_the_database_as_it_was(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "own.ndjson", [service(9, id="other")]), at, code="elsewhere")
    before = directory_rows(words)
    rows = [service(1, **RICH), service(2), "{broken", service(3, name=None)]
    outcome = bring_in(words, lines(tmp_path / "list.ndjson", rows), at)
    undone = undo_batch(words, outcome.batch_id, at=at)
    words.commit()
    assert (undone.removed, undone.restored) == (2, 0)
    assert directory_rows(words) == before


def test_undoing_an_update_restores_every_row_and_every_id(words: Session, at: datetime, tmp_path: Path) -> None:
    bring_in(words, lines(tmp_path / "a.ndjson", [service(1, **RICH), service(2)]), at)
    before = directory_rows(words)
    changed = service(1, name="New name", description="Other words.")
    changed["service_at_locations"][0]["location"]["name"] = "New hall"
    changed["organization"] = {"id": "org-1", "name": "New Friends"}
    outcome = bring_in(words, lines(tmp_path / "b.ndjson", [changed, service(2), service(3)]), at)
    assert outcome.counts["changed"] >= 1
    assert directory_rows(words) != before
    undo_batch(words, outcome.batch_id, at=at)
    words.commit()
    assert directory_rows(words) == before


def test_a_list_undone_can_come_again(words: Session, at: datetime, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.ndjson", [service(1, **RICH)])
    undo_batch(words, bring_in(words, path, at).batch_id, at=at)
    words.commit()
    assert bring_in(words, path, at).counts["new"] == 1


def test_an_import_that_stopped_can_be_undone(words: Session, at: datetime, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.ndjson", [service(1)])
    outcome = bring_in(words, path, at)
    batch = words.get_one(ImportBatch, outcome.batch_id)
    batch.state = BatchState.STOPPED
    assert undo_batch(words, batch.id, at=at).removed == 1


def test_search_and_the_record_are_told(words: Session, at: datetime, tmp_path: Path) -> None:
    outcome = bring_in(words, lines(tmp_path / "a.ndjson", [service(1)]), at)
    told: list[int] = []

    def listen(_session: Session, *, service_ids: list[object]) -> None:
        told.append(len(service_ids))

    with service_changed.connected_to(listen):
        undo_batch(words, outcome.batch_id, at=at)
    assert told == [1]
    actions = words.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence)).all()
    assert actions == ["import.finished", "import.undone"]


def test_what_a_later_import_changed_must_be_undone_later_first(words: Session, at: datetime, tmp_path: Path) -> None:
    first = bring_in(words, lines(tmp_path / "a.ndjson", [service(1), service(2)]), at).batch_id
    second = bring_in(words, lines(tmp_path / "b.ndjson", [service(1, name="Newer")]), at).batch_id
    with pytest.raises(RuleBroken, match=f"Undo import {second} first: it changed 1 of the same records"):
        undo_batch(words, first, at=at)
    undo_batch(words, second, at=at)
    undo_batch(words, first, at=at)
    assert words.scalar(select(func.count()).select_from(Service)) == 0


def test_what_a_steward_edited_since_is_not_thrown_away(words: Session, at: datetime, tmp_path: Path) -> None:
    outcome = bring_in(words, lines(tmp_path / "a.ndjson", [service(1)]), at)
    words.scalars(select(Service)).one().name = "A steward's better name"
    words.commit()
    with pytest.raises(RuleBroken, match="1 of its listings were edited since"):
        undo_batch(words, outcome.batch_id, at=at)


def test_a_place_that_a_later_import_uses_is_not_pulled_from_under_it(
    words: Session, at: datetime, tmp_path: Path
) -> None:
    outcome = bring_in(words, lines(tmp_path / "a.ndjson", [service(1)]), at)
    guest = service(2)
    guest["service_at_locations"] = service(1)["service_at_locations"]
    bring_in(words, lines(tmp_path / "b.ndjson", [guest]), at)
    before = directory_rows(words)
    with pytest.raises(RuleBroken, match="something made since then uses its listings"):
        undo_batch(words, outcome.batch_id, at=at)
    assert directory_rows(words) == before


def test_no_such_import_undone_already_and_still_running(words: Session, at: datetime, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="There is no import 77"):
        undo_batch(words, 77, at=at)
    outcome = bring_in(words, lines(tmp_path / "a.ndjson", [service(1)]), at)
    undo_batch(words, outcome.batch_id, at=at)
    with pytest.raises(RuleBroken, match="has been undone already"):
        undo_batch(words, outcome.batch_id, at=at)
    words.add(ImportBatch(source="x", origin="x", started_at=at))
    words.flush()
    with pytest.raises(RuleBroken, match="is still running"):
        undo_batch(words, outcome.batch_id + 1, at=at)
