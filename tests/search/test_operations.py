"""Keeping the index true: one message however many changes, a rebuild by the worker, drift told by /health."""

from datetime import datetime

from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.notifications.models import OutboxMessage
from directory.search.criteria import Criteria
from directory.search.documents.reading import read_documents
from directory.search.health import index_is_true
from directory.search.installed import engine, index_dir, refresh
from directory.search.operations import REFRESH, ask_for_refresh, rebuild
from directory.signals import service_changed
from directory.web.access import Audience
from tests.factories.listings import area, costs, covers, held_at, location, service, weekly


def waiting(session: Session) -> list[OutboxMessage]:
    """The messages that ask for a refresh."""
    return list(session.scalars(select(OutboxMessage).where(OutboxMessage.topic == REFRESH)))


def test_changes_ask_for_one_refresh_until_the_worker_takes_it(session: Session, at: datetime) -> None:
    for _ in range(3):
        service_changed.send(session, service_ids=[new_id()])
    (message,) = waiting(session)
    message.claimed_until = at
    session.flush()
    ask_for_refresh(session, service_ids=[new_id()], at=at)
    assert len(waiting(session)) == 2


def test_no_changed_service_asks_for_nothing(session: Session, at: datetime) -> None:
    ask_for_refresh(session, service_ids=[], at=at)
    assert waiting(session) == []


def test_the_worker_brings_the_running_engine_up_to_date(session: Session, at: datetime) -> None:
    refresh(session, {}, at)
    made = service(session, "Choir")
    refresh(session, {"services": 1}, at)
    results = engine().search(Criteria("choir"), place=None, audience=Audience.EVERYONE, at=at)
    assert [hit.service_id for hit in results.hits] == [made.id]


def test_health_tells_drift(session: Session, at: datetime) -> None:
    rebuild(session, index_dir(), at=at)
    assert index_is_true().ok
    service(session, "Choir")
    told = index_is_true()
    assert not told.ok
    assert (told.facts["listings"], told.facts["expected"]) == (0, 1)
    rebuild(session, index_dir(), at=at)
    assert index_is_true().ok


def test_reindex_says_how_many_listings_there_are(app: Flask, session: Session) -> None:
    service(session, "Choir")
    session.commit()
    outcome = app.test_cli_runner().invoke(args=["reindex"])
    assert outcome.exit_code == 0, outcome.output
    assert len(list(index_dir().glob("gen-*/whoosh/*.toc"))) == 1


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
