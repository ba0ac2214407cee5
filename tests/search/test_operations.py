"""Keeping the index true: one message however many changes, a rebuild by the worker, drift told by /health."""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import whoosh.index
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.jobs.runner import pulse
from directory.notifications.models import OutboxMessage
from directory.search.criteria import Criteria
from directory.search.documents.reading import read_documents
from directory.search.engines.whoosh import WhooshEngine
from directory.search.health import index_is_true
from directory.search.index.generations import publish
from directory.search.index.keeper import FolderKeeper
from directory.search.index.whoosh_index import WHOOSH
from directory.search.installed import engine, index_dir, keeper, repair_drift
from directory.search.keeping import Built, Drift
from directory.search.operations import NAMED, REFRESH, ask_for_refresh, rebuild, repair
from directory.signals import service_changed
from directory.web.access import Audience
from tests.factories.listings import (
    area,
    costs,
    covers,
    held_at,
    location,
    organization,
    service,
    synonyms,
    weekly,
)


def waiting(session: Session) -> list[OutboxMessage]:
    """The messages that ask for a refresh."""
    return list(session.scalars(select(OutboxMessage).where(OutboxMessage.topic == REFRESH)))


def test_each_change_names_its_listings(session: Session, at: datetime) -> None:
    ids = [new_id(), new_id()]
    service_changed.send(session, service_ids=ids)
    assert [message.payload for message in waiting(session)] == [{"services": sorted(id_.hex for id_ in ids)}]


def test_a_great_many_changes_are_not_named_one_by_one(session: Session, at: datetime) -> None:
    ask_for_refresh(session, service_ids=[new_id() for _ in range(NAMED + 1)], at=at)
    assert [message.payload for message in waiting(session)] == [{"services": None}]


def test_no_changed_service_asks_for_nothing(session: Session, at: datetime) -> None:
    ask_for_refresh(session, service_ids=[], at=at)
    assert waiting(session) == []


def found(words: str, at: datetime) -> list[UUID]:
    """What the running engine finds."""
    results = engine().search(Criteria(words), place=None, audience=Audience.EVERYONE, at=at)
    return [hit.service_id for hit in results.hits]


def pulsed(app: Flask, session: Session) -> None:
    """Let the worker have one second."""
    session.commit()
    pulse(app, "test", works=())


def test_the_worker_makes_a_change_visible_in_its_next_second(app: Flask, session: Session, at: datetime) -> None:
    rebuild(session, index_dir(), at=at)
    made = service(session, "Choir")
    service_changed.send(session, service_ids=[made.id])
    pulsed(app, session)
    assert found("choir", at) == [made.id]
    made.name = "Singers"
    service_changed.send(session, service_ids=[made.id])
    pulsed(app, session)
    assert (found("choir", at), found("singers", at)) == ([], [made.id])
    session.delete(made)
    service_changed.send(session, service_ids=[made.id])
    pulsed(app, session)
    assert found("singers", at) == []


def test_hundreds_of_changes_are_one_update(
    app: Flask, session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(session, index_dir(), at=at)
    for number in range(300):
        service_changed.send(session, service_ids=[service(session, f"Choir {number}").id])
    published: list[object] = []
    monkeypatch.setattr("directory.search.index.keeper.publish", noting(published, publish))
    pulsed(app, session)
    assert len(published) == 1
    assert all(message.done_at for message in waiting(session))
    assert engine().search(Criteria(), place=None, audience=Audience.EVERYONE, at=at).total == 300


def noting(calls: list[object], function: Callable[..., str]) -> Callable[..., str]:
    """The same function, each call noted."""

    def noted(*args: object) -> str:
        calls.append(args)
        return function(*args)

    return noted


def test_when_an_update_fails_every_message_comes_again(
    app: Flask, session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [service(session, name) for name in ("Choir", "Bingo")]
    for each in made:
        service_changed.send(session, service_ids=[each.id])
    session.commit()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr("directory.search.index.keeper.publish", fail)
        pulsed(app, session)
    assert not any(message.done_at for message in waiting(session))
    with clock.stopped_at(at + timedelta(minutes=3)):
        pulsed(app, session)
    assert sorted(found("", at)) == sorted(each.id for each in made)


def test_health_counts_what_is_missing_too_many_and_stale(session: Session, at: datetime) -> None:
    stays, edited, gone = (service(session, name) for name in ("Choir", "Bingo", "Tea dance"))
    rebuild(session, index_dir(), at=at)
    assert index_is_true().ok
    edited.name = "Bingo night"
    session.delete(gone)
    service(session, "Chess")
    session.flush()
    told = index_is_true()
    assert not told.ok
    assert told.facts == {"missing": 1, "extra": 1, "stale": 1, "outdated": False}
    assert repair_drift(session, at) == "put right: 3"
    assert index_is_true().ok
    assert stays.id in found("", at)


def test_a_lost_message_is_made_up_for(session: Session, at: datetime) -> None:
    rebuild(session, index_dir(), at=at)
    made = service(session, "Choir")
    assert repair_drift(session, at) == "put right: 1"
    assert found("choir", at) == [made.id]
    assert repair_drift(session, at) == "no drift"


def test_a_renamed_organisation_and_a_moved_hall_are_noticed(session: Session, at: datetime) -> None:
    runner, hall = organization(session, "Old Name"), location(session, 53.1, -1.2)
    run, held = service(session, "Choir", organization_id=runner.id), service(session, "Bingo")
    held_at(session, held, hall)
    rebuild(session, index_dir(), at=at)
    runner.name = "Sunrise"
    hall.latitude = 53.9
    session.flush()
    assert set(keeper().drift(session, at=at).stale) == {run.id, held.id}
    repair_drift(session, at)
    assert found("sunrise", at) == [run.id]


def test_a_deleted_index_is_built_again(session: Session, at: datetime) -> None:
    made = service(session, "Choir")
    rebuild(session, index_dir(), at=at)
    shutil.rmtree(index_dir())
    assert not index_is_true().ok
    assert repair_drift(session, at) == "built anew: 1"
    assert found("choir", at) == [made.id]


def test_a_half_written_generation_is_built_again(session: Session, at: datetime) -> None:
    service(session, "Choir")
    name = rebuild(session, index_dir(), at=at).generation
    array = index_dir() / name / "posting_impact.npy"
    array.write_bytes(array.read_bytes()[:-1])
    assert repair_drift(session, at) == "built anew: 1"
    assert WhooshEngine(index_dir()).snapshot().size == 1


def test_a_restored_backup_is_noticed(session: Session, at: datetime) -> None:
    kept = service(session, "Choir")
    before = session.begin_nested()
    later = service(session, "Bingo")
    kept.name = "Singers"
    session.flush()
    rebuild(session, index_dir(), at=at)
    before.rollback()
    drift = keeper().drift(session, at=at)
    assert (drift.extra, drift.stale, drift.missing) == ((later.id,), (kept.id,), ())
    repair_drift(session, at)
    assert (found("choir", at), found("singers", at), found("bingo", at)) == ([kept.id], [], [])


@pytest.mark.parametrize("drift", [Drift(is_outdated=True), Drift(missing=(new_id(),))])
def test_what_is_put_right_is_read_as_it_is_when_its_turn_comes(session: Session, at: datetime, drift: Drift) -> None:
    begun: list[bool] = []

    class Keeper(FolderKeeper):
        def drift(self, session: Session, *, at: datetime) -> Drift:
            super().drift(session, at=at)
            return drift

        def rebuild(self, session: Session, *, at: datetime, **_: object) -> Built:
            begun.append(session.in_transaction())
            return super().rebuild(session, at=at)

        def update(self, session: Session, service_ids: Sequence[UUID], *, at: datetime) -> Built:
            begun.append(session.in_transaction())
            return super().update(session, service_ids, at=at)

    repair(session, Keeper(index_dir()), at=at)
    assert begun == [False]


def test_a_new_day_and_a_new_synonym_mean_building_everything(session: Session, at: datetime) -> None:
    service(session, "Choir")
    rebuild(session, index_dir(), at=at)
    assert repair_drift(session, at + timedelta(days=1)) == "built anew: 1"
    assert repair_drift(session, at + timedelta(days=1)) == "no drift"
    synonyms(session, "singing", resident=("singing",), professional=("choir",))
    assert repair_drift(session, at + timedelta(days=1)) == "built anew: 1"


def test_reindex_says_how_many_listings_there_are(app: Flask, session: Session) -> None:
    service(session, "Choir")
    session.commit()
    outcome = app.test_cli_runner().invoke(args=["reindex"])
    assert outcome.exit_code == 0, outcome.output
    assert len(list(index_dir().glob("whoosh/*.toc"))) == 1


def test_the_whoosh_index_is_replaced_whole(session: Session, at: datetime) -> None:
    for name in ("Choir", "Bingo"):
        service(session, name)
        rebuild(session, index_dir(), at=at, durable=True)
    with whoosh.index.open_dir(str(index_dir() / WHOOSH)).searcher() as searcher:
        assert searcher.doc_count() == 2
    assert [path.name for path in index_dir().glob("*whoosh*")] == [WHOOSH]


def test_reindex_repair_puts_right_only_what_differs(app: Flask, session: Session, at: datetime) -> None:
    rebuild(session, index_dir(), at=at)
    service(session, "Choir")
    session.commit()
    assert app.test_cli_runner().invoke(args=["reindex", "--repair"]).exit_code == 0
    assert engine().search(Criteria("choir"), place=None, audience=Audience.EVERYONE, at=at).total == 1


def test_reading_listings_takes_as_many_queries_for_one_as_for_thirty(session: Session, at: datetime) -> None:
    council = area(session, "E07000174", "Mansfield")

    def add(number: int) -> None:
        made = service(session, f"Choir {number}")
        held_at(session, made, location(session, 53.1, -1.2))
        covers(session, made, council)
        costs(session, made, "free")
        weekly(session, made, "MO", "10:00", "12:00")

    add(0)
    one = queries_of(session, at)
    for number in range(1, 30):
        add(number)
    assert queries_of(session, at) == one <= 16


def queries_of(session: Session, at: datetime) -> int:
    """How many statements a reading takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    bind = session.get_bind()
    assert isinstance(bind, Engine)
    session.flush()
    event.listen(bind, "before_cursor_execute", note)
    try:
        read_documents(session, at=at)
    finally:
        event.remove(bind, "before_cursor_execute", note)
    return len(seen)
