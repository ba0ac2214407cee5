"""Record what became of a proposal."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.errors import Conflict, RuleBroken
from directory.moderation.proposals.codes import OPEN_STATES, ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.telling import said, told
from directory.notifications import outbox


def decide_proposal(
    session: Session, proposal: ChangeProposal, *, state: ProposalState, reason: str, by: str, at: datetime
) -> None:
    """Record what became of a proposal. Whoever left an address is told that there is an answer, and where."""
    if proposal.state not in OPEN_STATES:
        raise Conflict(f"{proposal.reference} was already decided.")
    if state is ProposalState.SUBMITTED:
        raise RuleBroken("state", "Select what became of the suggestion")
    proposal.state, proposal.reason = state, said(reason)
    proposal.decided_at, proposal.decided_by = at, by
    told(session, by, "proposal.decided", f"change_proposal:{proposal.id}", {"state": state.value}, at)
    if proposal.proposer_email:
        outbox.put(session, "reporter.suggestion_answered", {"reference": proposal.reference}, at=at)
