"""Outside effects: put with the change, delivered at least once, retried, given up in the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import Unavailable
from directory.notifications import outbox
from directory.notifications.models import OutboxMessage

MINUTE = timedelta(minutes=1)


class Sink:
    """A handler that remembers, and fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.got: list[Mapping[str, Any]] = []

    def __call__(self, _session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise Unavailable("the server is away")
        self.got.append(payload)


def only(session: Session) -> OutboxMessage:
    return session.scalars(select(OutboxMessage)).one()


def test_a_message_is_delivered_once(session: Session, at: datetime) -> None:
    sink = Sink()
    outbox.put(session, "news", {"id": "1"}, at=at)
    session.commit()
    assert outbox.deliver(session, {"news": sink}, at=at).sent == 1
    assert outbox.deliver(session, {"news": sink}, at=at).sent == 0
    assert sink.got == [{"id": "1"}]
    assert only(session).done_at == at


def test_a_message_of_a_failed_transaction_never_leaves(session: Session, at: datetime) -> None:
    sink = Sink()
    outbox.put(session, "news", {}, at=at)
    session.rollback()
    outbox.deliver(session, {"news": sink}, at=at)
    assert sink.got == []


def test_messages_leave_in_the_order_they_were_due(session: Session, at: datetime) -> None:
    sink = Sink()
    outbox.put(session, "news", {"id": "late"}, at=at, due_at=at - MINUTE)
    outbox.put(session, "news", {"id": "early"}, at=at, due_at=at - 2 * MINUTE)
    outbox.put(session, "news", {"id": "tomorrow"}, at=at, due_at=at + timedelta(days=1))
    session.commit()
    outbox.deliver(session, {"news": sink}, at=at)
    assert [payload["id"] for payload in sink.got] == ["early", "late"]


def test_a_failed_message_is_tried_again_after_a_wait(session: Session, at: datetime) -> None:
    sink = Sink(failures=1)
    outbox.put(session, "news", {}, at=at)
    session.commit()
    assert outbox.deliver(session, {"news": sink}, at=at).retried == 1
    assert only(session).last_error == "Unavailable"
    assert outbox.deliver(session, {"news": sink}, at=at + timedelta(seconds=4)).sent == 0
    assert outbox.deliver(session, {"news": sink}, at=at + timedelta(seconds=5)).sent == 1


def test_a_message_that_always_fails_is_given_up_and_counted(session: Session, at: datetime) -> None:
    sink = Sink(failures=100)
    outbox.put(session, "news", {}, at=at)
    session.commit()
    moment = at
    for _ in range(outbox.ATTEMPTS):
        outbox.deliver(session, {"news": sink}, at=moment)
        moment += timedelta(hours=2)
    assert outbox.backlog(session, at=moment) == outbox.Backlog(0, None, 1)
    assert sink.failures == 100 - outbox.ATTEMPTS


def test_a_message_nobody_handles_is_kept(session: Session, at: datetime) -> None:
    outbox.put(session, "unheard", {}, at=at)
    session.commit()
    outbox.deliver(session, {}, at=at)
    assert only(session).last_error == "NoHandler"


def test_a_message_whose_worker_died_is_taken_up_by_another(session: Session, at: datetime) -> None:
    outbox.put(session, "news", {}, at=at)
    session.commit()

    def dies(_session: Session, _payload: Mapping[str, Any], _at: datetime) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox.deliver(session, {"news": dies}, at=at)
    session.rollback()
    sink = Sink()
    assert outbox.deliver(session, {"news": sink}, at=at + MINUTE).sent == 0, "the claim still stands"
    assert outbox.deliver(session, {"news": sink}, at=at + outbox.CLAIM).sent == 1


def test_what_a_failing_handler_changed_does_not_stay(session: Session, at: datetime) -> None:
    outbox.put(session, "news", {}, at=at)
    session.commit()

    def half_way(session: Session, _payload: Mapping[str, Any], at: datetime) -> None:
        outbox.put(session, "other", {}, at=at, due_at=at + MINUTE)
        session.flush()
        raise Unavailable("the server is away")

    outbox.deliver(session, {"news": half_way}, at=at)
    assert only(session).topic == "news"


def test_the_wait_doubles_up_to_an_hour() -> None:
    waits = [outbox.wait_after(attempts).total_seconds() for attempts in range(1, 13)]
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 3600


def test_the_backlog_tells_how_long_the_oldest_has_waited(session: Session, at: datetime) -> None:
    outbox.put(session, "news", {}, at=at)
    outbox.put(session, "news", {}, at=at + MINUTE)
    session.commit()
    assert outbox.backlog(session, at=at + 2 * MINUTE) == outbox.Backlog(2, at, 0)


def test_sent_messages_are_forgotten_after_a_while(session: Session, at: datetime) -> None:
    outbox.put(session, "news", {}, at=at)
    outbox.put(session, "news", {}, at=at, due_at=at + timedelta(days=9))
    session.commit()
    outbox.deliver(session, {"news": Sink()}, at=at)
    assert outbox.forget_sent(session, before=at + timedelta(days=7)) == 1
    session.commit()
    assert only(session).done_at is None
