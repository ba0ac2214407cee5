"""What the answer pages say, as plain values. Never the reporter's words or address.

Anyone with the reference may look.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from directory.listings.editing import FIELDS
from directory.moderation.concerns.codes import ConcernKind, ConcernStatus
from directory.moderation.concerns.models import Concern
from directory.moderation.proposals.codes import OPEN_STATES, Decision, ProposalSource, ProposalState
from directory.moderation.proposals.models import ChangeProposal


@dataclass(frozen=True)
class Answer:
    """One thing somebody told us, and how far it has got."""

    reference: str
    listing_name: str
    listing_id: UUID | None
    what: str
    sent_at: datetime
    status: str
    is_open: bool
    outcome: str | None
    answered_at: datetime | None
    hears_back: bool
    is_unsafe: bool = False
    is_added: bool = False
    is_question: bool = False
    is_runner: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def answered_concern(concern: Concern) -> Answer:
    """A concern, for whoever holds its reference."""
    return Answer(
        reference=concern.reference,
        listing_name=concern.listing_name,
        listing_id=concern.service_id,
        what=concern.kind.label,
        sent_at=concern.created_at,
        status=concern.status.label,
        is_open=concern.status is not ConcernStatus.CLOSED,
        outcome=concern.outcome,
        answered_at=concern.closed_at,
        hears_back=concern.reporter_email is not None,
        is_unsafe=concern.kind is ConcernKind.UNSAFE,
    )


def answered_suggestion(proposal: ChangeProposal) -> Answer:
    """A suggested listing, for whoever holds its reference."""
    return Answer(
        reference=proposal.reference,
        listing_name=str(proposal.changes.get("name", {}).get("after", "")),
        listing_id=proposal.target_id,
        what="A suggestion for the directory",
        sent_at=proposal.created_at,
        status=proposal.state.label,
        is_open=proposal.state in OPEN_STATES and proposal.state is not ProposalState.RETURNED,
        outcome=proposal.reason,
        answered_at=proposal.decided_at,
        hears_back=bool(proposal.proposer_email or proposal.user_id),
        is_added=proposal.state in (ProposalState.APPROVED, ProposalState.PARTLY_APPROVED),
        is_question=proposal.state is ProposalState.RETURNED,
        is_runner=proposal.source is ProposalSource.PROVIDER,
    )


def answered_suggestions(proposals: Iterable[ChangeProposal]) -> list[Answer]:
    """All that somebody sent."""
    return [answered_suggestion(proposal) for proposal in proposals]


def answered_change(proposal: ChangeProposal) -> Answer:
    """A change of a listing: which details it was about and what became of each, without what they say."""
    marks = ((key, proposal.decisions.get(key)) for key in FIELDS if key in proposal.changes)
    fields = tuple((FIELDS[key].label, Decision(mark).label if mark else "Waiting") for key, mark in marks)
    return replace(
        answered_suggestion(proposal),
        what="A change of a listing",
        fields=fields,
    )
