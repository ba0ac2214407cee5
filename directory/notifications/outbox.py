"""Outside effects that survive a crash: put in the transaction that causes them, delivered at least once afterwards.

A handler must therefore be safe to run twice. It runs outside any transaction of the outbox, so a slow mail server
holds no lock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from directory.notifications.models import OutboxMessage
from directory.web.logs import Event, log, log_failure

Handler = Callable[[Session, Mapping[str, Any], datetime], None]

CLAIM = timedelta(minutes=2)  # longer than any handler may take; after it another worker tries
ATTEMPTS = 10
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
BATCH = 50
MOST_ALIKE = 5000


class NoHandler(LookupError):
    """Nobody registered a handler for the topic."""


@dataclass
class Delivered:
    """What one round did."""

    sent: int = 0
    retried: int = 0
    dead: int = 0


@dataclass(frozen=True)
class Backlog:
    """How much waits, and since when."""

    waiting: int
    oldest_due_at: datetime | None
    dead: int


def put(
    session: Session, topic: str, payload: Mapping[str, Any], *, at: datetime, due_at: datetime | None = None
) -> OutboxMessage:
    """Leave an effect for the worker. It is there once the caller's transaction is committed, and not before."""
    message = OutboxMessage(topic=topic, payload=dict(payload), created_at=at, due_at=due_at or at)
    session.add(message)
    return message


def is_waiting(session: Session, topic: str) -> bool:
    """Whether a message of this topic is there that no worker has begun with: what it asks for needs no second one."""
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.topic == topic,
        OutboxMessage.done_at.is_(None),
        OutboxMessage.dead_at.is_(None),
        OutboxMessage.claimed_until.is_(None),
    )
    return session.scalars(waiting.limit(1)).first() is not None


def deliver(session: Session, handlers: Mapping[str, Handler], *, at: datetime) -> Delivered:
    """Send what is due, one message at a time. Commits after each: it is a unit of work of its own."""
    done = Delivered()
    for _ in range(BATCH):
        message = _claim(session, at)
        if message is None:
            break
        _send(session, message, handlers, at, done)
    return done


def claim_alike(session: Session, topic: str, *, at: datetime) -> list[OutboxMessage]:
    """Take every other due message of a topic as well, for a handler that does the work of many in one go.

    It commits the claim, and calls `settle` when it is done. If it fails, they come again when the claim ends.
    """
    found = list(session.scalars(_due(at, MOST_ALIKE).where(OutboxMessage.topic == topic)))
    for message in found:
        message.claimed_until = at + CLAIM
        message.attempts += 1
    return found


def settle(messages: Iterable[OutboxMessage], *, at: datetime) -> None:
    """Say of messages taken by `claim_alike` that they are done."""
    for message in messages:
        message.done_at = at


def backlog(session: Session, *, at: datetime) -> Backlog:
    """What is due and not sent, for the health page."""
    waiting, oldest = session.execute(
        select(func.count(), func.min(OutboxMessage.due_at)).where(
            OutboxMessage.done_at.is_(None), OutboxMessage.dead_at.is_(None), OutboxMessage.due_at <= at
        )
    ).one()
    dead = session.scalar(select(func.count()).where(OutboxMessage.dead_at.is_not(None))) or 0
    return Backlog(waiting, oldest, dead)


def forget_sent(session: Session, *, before: datetime) -> int:
    """Remove messages sent before a moment; how many there were."""
    old = session.scalars(select(OutboxMessage).where(OutboxMessage.done_at < before)).all()
    for message in old:
        session.delete(message)
    return len(old)


def _due(at: datetime, most: int = 1) -> Select[OutboxMessage]:
    return (
        select(OutboxMessage)
        .where(
            OutboxMessage.done_at.is_(None),
            OutboxMessage.dead_at.is_(None),
            OutboxMessage.due_at <= at,
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= at),
        )
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


def _claim(session: Session, at: datetime) -> OutboxMessage | None:
    message = session.scalars(_due(at)).first()
    if message is not None:
        message.claimed_until = at + CLAIM
        message.attempts += 1
    session.commit()
    return message


def _send(
    session: Session, message: OutboxMessage, handlers: Mapping[str, Handler], at: datetime, done: Delivered
) -> None:
    topic, message_id = message.topic, message.id
    try:
        handler = handlers.get(topic)
        if handler is None:
            raise NoHandler(topic)
        payload = dict(message.payload)
        session.commit()
        handler(session, payload, at)
        session.get_one(OutboxMessage, message_id).done_at = at
        session.commit()
    except Exception as error:
        session.rollback()
        _put_off(session.get_one(OutboxMessage, message_id), error, at, done)
        session.commit()
    else:
        done.sent += 1
        log(Event.OUTBOX_SENT, topic=topic, message=str(message_id))


def _put_off(message: OutboxMessage, error: Exception, at: datetime, done: Delivered) -> None:
    message.claimed_until = None
    message.last_error = type(error).__name__
    if message.attempts >= ATTEMPTS:
        message.dead_at = at
        done.dead += 1
        log_failure(Event.OUTBOX_DEAD, error, topic=message.topic, message=str(message.id))
        return
    message.due_at = at + wait_after(message.attempts)
    done.retried += 1
    log_failure(Event.OUTBOX_RETRY, error, topic=message.topic, message=str(message.id), attempts=message.attempts)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 seconds, doubled each time, an hour at most."""
    return min(timedelta(seconds=FIRST_WAIT.total_seconds() * 2 ** (attempts - 1)), LONGEST_WAIT)
