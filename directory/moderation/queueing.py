"""How a room puts what waits for a steward into the one queue: it registers a source when it is imported.

The order is told to stewards in docs/guides/steward.md: what may be a danger first, then risk times age. Each day of
waiting counts once for low risk, twice for the usual and four times for high; one day is added, so that what came this
morning counts as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from directory.listings.editing import Risk

WEIGHTS = {Risk.LOW: 1, Risk.USUAL: 2, Risk.HIGH: 4}
DAY = 86_400


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits. `what` is a few words without personal data; `areas` are GSS codes, none for nowhere."""

    kind: str
    reference: str
    what: str
    since: datetime
    href: str
    risk: Risk = Risk.USUAL
    listing: str = ""
    listing_id: UUID | None = None
    areas: frozenset[str] = field(default_factory=frozenset)
    note: str = ""
    is_urgent: bool = False

    def weight(self, at: datetime) -> float:
        """How much it presses: risk times days, the first day counted from the start."""
        days = max(0.0, (at - self.since).total_seconds() / DAY)
        return WEIGHTS[self.risk] * (1 + days)


class QueueSource(Protocol):
    """A room that has things waiting."""

    @property
    def kinds(self) -> Mapping[str, str]:
        """The codes of its rows with their labels in the filter."""
        ...

    def rows(self, session: Session, at: datetime) -> Iterable[QueueRow]:
        """Everything of this room that waits, in any order, whatever the area."""
        ...


SOURCES: list[QueueSource] = []


def register(source: QueueSource) -> QueueSource:
    """Let a room's waiting things appear in the queue. Registered twice, it appears once."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def waiting(session: Session, at: datetime) -> list[QueueRow]:
    """Everything that waits, what presses most first; equal ones by age and reference."""
    found = [row for source in SOURCES for row in source.rows(session, at)]
    return sorted(found, key=lambda row: (not row.is_urgent, -row.weight(at), row.since, row.reference))


def kind_labels() -> dict[str, str]:
    """Every kind of waiting thing by code."""
    return {code: label for source in SOURCES for code, label in source.kinds.items()}
