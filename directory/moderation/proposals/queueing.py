"""Proposals in the queue: new listings, changes, what feeds and imports bring, what went live at once."""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing import FIELDS
from directory.listings.models import Service
from directory.moderation.areas import areas_of_listings
from directory.moderation.proposals.codes import WAITING_STATES, ProposalSource, ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.queueing import QueueRow, register

FROM_OUTSIDE = frozenset({ProposalSource.FEED, ProposalSource.IMPORT})
LABELS_SHOWN = 3


class Proposals:
    """What somebody wants the directory to say."""

    kinds = MappingProxyType(
        {
            "new": "New listings",
            "edit": "Changes",
            "feed": "Changes from feeds and imports",
            "after": "Live at once",
        }
    )

    def rows(self, session: Session, at: datetime) -> Iterable[QueueRow]:
        """Everything that waits for a steward."""
        query = select(ChangeProposal).where(ChangeProposal.state.in_(WAITING_STATES))
        found = session.scalars(query).all()
        ids = [proposal.target_id for proposal in found if proposal.target_id]
        areas = areas_of_listings(session, ids)
        names = _names(session, ids)
        for proposal in found:
            target = proposal.target_id
            at_target = areas.get(target, frozenset()) if target else frozenset()
            yield QueueRow(
                kind=kind_of(proposal),
                reference=proposal.reference,
                what=what_of(proposal),
                since=proposal.created_at,
                href=f"/staff/proposals/{proposal.id}",
                risk=proposal.risk,
                listing=names.get(target, "") if target else name_of(proposal),
                listing_id=target,
                areas=at_target | frozenset(proposal.area_codes),
                note="Held: look into the charge" if proposal.held_for else "",
            )


def kind_of(proposal: ChangeProposal) -> str:
    """Under which kind it is listed."""
    if proposal.state is ProposalState.LIVE:
        return "after"
    if proposal.source in FROM_OUTSIDE:
        return "feed"
    return "new" if proposal.is_new else "edit"


def what_of(proposal: ChangeProposal) -> str:
    """A few words: who sent it, and what it changes."""
    if proposal.is_new:
        return f"New, from {_lowered(proposal.source.label)}"
    keys = [key for key in FIELDS if key in proposal.changes]
    labels = [FIELDS[key].label.lower() for key in keys[:LABELS_SHOWN]]
    more = f" and {len(keys) - LABELS_SHOWN} more" if len(keys) > LABELS_SHOWN else ""
    return f"{', '.join(labels).capitalize()}{more}, from {_lowered(proposal.source.label)}"


def name_of(proposal: ChangeProposal) -> str:
    """What a new listing is to be called."""
    return str(proposal.changes.get("name", {}).get("after", "")) or "Without a name"


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def _names(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for start in range(0, len(ids), 500):  # ids in one IN (…)
        some = select(Service.id, Service.name).where(Service.id.in_(ids[start : start + 500]))
        found.update({row.id: row.name for row in session.execute(some)})
    return found


SOURCE = register(Proposals())
