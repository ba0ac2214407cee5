"""The record proves itself whole, and shows where it is not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, event, text, update
from sqlalchemy.orm import Session

from directory.audit import anchors, chain
from directory.audit.chain import NotForTheRecord, record, verify
from directory.audit.models import AuditEvent
from directory.extensions import db


def write(session: Session, at: datetime, number: int = 1) -> None:
    for count in range(number):
        record(
            session, actor="system", action="listing.changed", subject=f"service:{count}", detail={"n": count}, at=at
        )


def test_a_record_nobody_touched_is_whole(session: Session, at: datetime) -> None:
    write(session, at, 5)
    session.commit()
    verdict = verify(session)
    assert verdict.whole
    assert verdict.events == 5


def test_an_empty_record_is_whole(session: Session) -> None:
    assert verify(session).whole


def test_a_changed_event_is_found(session: Session, at: datetime) -> None:
    write(session, at, 5)
    session.execute(update(AuditEvent).where(AuditEvent.sequence == 3).values(actor="someone else"))
    session.commit()
    assert verify(session).broken_at == 3
    assert "changed after it was written" in verify(session).reason


def test_a_removed_event_is_found(session: Session, at: datetime) -> None:
    write(session, at, 5)
    session.execute(delete(AuditEvent).where(AuditEvent.sequence == 3))
    session.commit()
    assert verify(session).broken_at == 4
    assert "missing" in verify(session).reason


def test_an_event_changed_with_its_hash_made_to_fit_breaks_the_next_link(session: Session, at: datetime) -> None:
    write(session, at, 5)
    forged = session.get_one(AuditEvent, 3)
    forged.actor = "someone else"
    forged.hash = chain.digest(forged)
    session.commit()
    assert verify(session).broken_at == 4
    assert "does not follow" in verify(session).reason


def test_an_end_that_was_cut_off_is_found_by_an_anchor(session: Session, at: datetime, tmp_path: Path) -> None:
    write(session, at, 5)
    taken = chain.anchor(session, at=at)
    assert taken is not None
    anchors.keep(tmp_path / "anchors", taken)
    anchors.keep(tmp_path / "anchors", taken)
    session.execute(delete(AuditEvent).where(AuditEvent.sequence >= 4))
    session.commit()
    assert verify(session).whole, "the chain alone cannot tell"
    kept = anchors.read(tmp_path / "anchors")
    assert len(kept) == 1
    assert verify(session, kept).broken_at == 5


def test_a_record_of_nothing_has_no_anchor(session: Session, at: datetime) -> None:
    assert chain.anchor(session, at=at) is None


def test_a_record_written_anew_is_found_by_an_anchor(session: Session, at: datetime) -> None:
    write(session, at, 2)
    taken = chain.anchor(session, at=at)
    assert taken is not None
    session.execute(text("DELETE FROM audit_event"))
    session.expunge_all()
    record(session, actor="other", action="listing.changed", subject="service:1", detail={}, at=at)
    record(session, actor="other", action="listing.changed", subject="service:2", detail={}, at=at)
    assert verify(session, [taken]).broken_at == 2


def test_writers_at_the_same_moment_make_one_chain(app: Flask, session: Session, at: datetime) -> None:
    session.commit()

    def writer(_number: int) -> None:
        with app.app_context():
            for _ in range(5):
                write(db.session(), at)
                db.session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(writer, range(4)))
    verdict = verify(session)
    assert verdict.whole, verdict.reason
    assert verdict.events == 20


def test_an_event_of_a_transaction_that_failed_is_not_in_the_record(session: Session, at: datetime) -> None:
    write(session, at)
    session.rollback()
    write(session, at)
    session.commit()
    assert verify(session).events == 1


def test_an_event_of_a_savepoint_that_was_rolled_back_leaves_the_chain_whole(session: Session, at: datetime) -> None:
    write(session, at)
    savepoint = session.begin_nested()
    write(session, at)
    savepoint.rollback()
    write(session, at)
    with session.begin_nested():
        write(session, at)
    write(session, at)
    session.commit()
    verdict = verify(session)
    assert verdict.whole, verdict.reason
    assert verdict.events == 4


def test_a_transaction_looks_for_the_end_of_the_chain_once(session: Session, at: datetime) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
    for _ in range(5):
        write(session, at)
    session.commit()
    for _ in range(5):
        write(session, at)
    assert sum("ORDER BY audit_event.sequence DESC" in words for words in asked) == 2


def test_somebodys_sentence_does_not_enter_the_record(session: Session, at: datetime) -> None:
    with pytest.raises(NotForTheRecord, match="note holds more than"):
        record(session, actor="x", action="listing.changed", subject="y", detail={"note": "word " * 30}, at=at)
    with pytest.raises(NotForTheRecord, match="person holds more than"):
        record(session, actor="x", action="listing.changed", subject="y", detail={"person": {"name": "A"}}, at=at)


def test_an_action_is_written_as_thing_and_deed(session: Session, at: datetime) -> None:
    with pytest.raises(NotForTheRecord, match=r"thing\.done"):
        record(session, actor="x", action="Changed a listing", subject="y", detail={}, at=at)
