"""Counts new listings by who told of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service
from directory.moderation.proposals.codes import OPEN_STATES, ProposalSource, ProposalState
from directory.moderation.proposals.models import ChangeProposal

ADDED = (ProposalState.APPROVED, ProposalState.PARTLY_APPROVED)


@dataclass(frozen=True)
class SourceCount:
    """One source: how many were sent, and what has become of them."""

    source: ProposalSource
    sent: int
    added: int
    waiting: int

    @property
    def others(self) -> int:
        """Not added, listed already or taken back."""
        return self.sent - self.added - self.waiting


def by_source(session: Session, since: datetime) -> list[SourceCount]:
    """New listings sent since a moment, by source, in the order of the list of sources."""
    query = select(ChangeProposal.source, ChangeProposal.state).where(
        ChangeProposal.base_version.is_(None), ChangeProposal.created_at >= since
    )
    counted = Counter((row.source, _became(row.state)) for row in session.execute(query))
    found = []
    for source in ProposalSource:
        added, waiting, other = (counted[source, became] for became in ("added", "waiting", "other"))
        if added + waiting + other:
            found.append(SourceCount(source, added + waiting + other, added, waiting))
    return found


def added_since(session: Session, since: datetime, limit: int) -> Sequence[Any]:
    """The listings that came of it, the newest first: name, source, how they know it, department."""
    query = (
        select(
            Service.id,
            Service.name,
            ChangeProposal.source,
            ChangeProposal.connection,
            ChangeProposal.department,
            ChangeProposal.decided_at,
        )
        .join(Service, Service.id == ChangeProposal.target_id)
        .where(
            ChangeProposal.base_version.is_(None),
            ChangeProposal.created_at >= since,
            ChangeProposal.state.in_(ADDED),
        )
        .order_by(ChangeProposal.decided_at.desc(), ChangeProposal.id)
    )
    return session.execute(query.limit(limit)).all()


def _became(state: ProposalState) -> str:
    if state in ADDED:
        return "added"
    return "waiting" if state in OPEN_STATES else "other"
