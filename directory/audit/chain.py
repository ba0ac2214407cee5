"""Writing to the record and proving it whole: each event's hash covers the event before it. Knows no feature.

Writers take turns (SQLite's write lock, an advisory lock on PostgreSQL), so two at once still make one chain. The
chain alone cannot tell that its end was cut off; anchors kept outside the database can.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent

BEGINNING = "0" * 64
LOCK = 7_241_001  # any number will do, as long as nothing else locks it
LONGEST_DETAIL = 120  # an id, a code or a count; a sentence somebody wrote does not belong here
_NEWEST = "audit.newest"
_ACTION = re.compile(r"[a-z_]+\.[a-z_]+\Z")


class NotForTheRecord(ValueError):
    """The event holds something other than ids, codes and counts."""


@dataclass(frozen=True)
class Anchor:
    """How far the chain had come at a moment, to be kept where the database's keeper cannot change it."""

    sequence: int
    hash: str
    at: str


@dataclass(frozen=True)
class Verdict:
    """What checking the chain found."""

    events: int
    broken_at: int | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed or cut off."""
        return self.broken_at is None


def record(
    session: Session, *, actor: str, action: str, subject: str, detail: Mapping[str, Any], at: datetime
) -> AuditEvent:
    """Add an event to the chain, in the transaction of what it tells of. `action` is written as "thing.done"."""
    if not _ACTION.match(action):
        raise NotForTheRecord(f"the action {action!r} is not written as thing.done")
    _refuse_prose(detail)
    session.flush()
    last = _last_of_this_transaction(session) or _last_in_turn(session)
    event = AuditEvent(
        sequence=last.sequence + 1 if last else 1,
        at=at.astimezone(UTC),
        actor=actor,
        action=action,
        subject=subject,
        detail=dict(detail),
        previous_hash=last.hash if last else BEGINNING,
    )
    event.hash = digest(event)
    session.add(event)
    session.flush()
    session.info[_NEWEST] = session.get_transaction(), event
    return event


def digest(event: AuditEvent) -> str:
    """The hash an event must have."""
    content = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor,
        "action": event.action,
        "subject": event.subject,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def verify(session: Session, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Walk the whole chain and compare it with the anchors."""
    expected = {anchor.sequence: anchor.hash for anchor in anchors}
    previous, count = BEGINNING, 0
    for event in session.scalars(select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=1000)):
        count += 1
        reason = _fault(event, count, previous, expected.pop(event.sequence, event.hash))
        if reason:
            return Verdict(count, event.sequence, reason)
        previous = event.hash
    if expected:
        return Verdict(count, min(expected), "the chain ends before an anchor that was taken of it")
    return Verdict(count)


def anchor(session: Session, *, at: datetime) -> Anchor | None:
    """The chain's present end, or nothing when it has none."""
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1)).first()
    return Anchor(last.sequence, last.hash, at.astimezone(UTC).isoformat()) if last else None


def _fault(event: AuditEvent, place: int, previous: str, anchored: str) -> str:
    if event.sequence != place:
        return "an event before this one is missing"
    if event.previous_hash != previous:
        return "it does not follow from the event before it"
    if event.hash != digest(event):
        return "it was changed after it was written"
    return "" if event.hash == anchored else "it differs from the anchor that was taken of it"


def _last_of_this_transaction(session: Session) -> AuditEvent | None:
    """What this transaction recorded last: its turn lasts to its end, so nobody else can have come after.

    What went with a savepoint that was rolled back has left the session, and counts no more.
    """
    transaction, event = session.info.get(_NEWEST, (None, None))
    return event if event and event in session and transaction is session.get_transaction() else None


def _last_in_turn(session: Session) -> AuditEvent | None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    return session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc()).limit(1)).first()


def _refuse_prose(detail: Mapping[str, Any]) -> None:
    for key, value in detail.items():
        for part in value if isinstance(value, list | tuple) else (value,):
            plain = part is None or isinstance(part, bool | int | float | str)
            if not plain or (isinstance(part, str) and len(part) > LONGEST_DETAIL):
                raise NotForTheRecord(f"{key} holds more than an id, a code or a count")
