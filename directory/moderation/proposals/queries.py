"""Questions about proposals."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.moderation.proposals.codes import OPEN_STATES
from directory.moderation.proposals.models import ChangeProposal
from directory.web.references import CHANGE, NEW

FEW = 20  # of what somebody sent: further back nobody asks


def proposal_called(reference: str) -> Select[ChangeProposal]:
    """The proposal with this reference."""
    return select(ChangeProposal).where(ChangeProposal.reference == reference)


def suggestion_called(reference: str) -> Select[ChangeProposal]:
    """The suggested listing with this reference; it may be listed by now."""
    return proposal_called(reference).where(ChangeProposal.reference.startswith(f"{NEW}-"))


def sent_by(session: Session, user_id: UUID) -> Sequence[ChangeProposal]:
    """What somebody with an account told us of that was not listed, the latest first."""
    query = select(ChangeProposal).where(
        ChangeProposal.user_id == user_id, ChangeProposal.reference.startswith(f"{NEW}-")
    )
    return session.scalars(query.order_by(ChangeProposal.created_at.desc(), ChangeProposal.id).limit(FEW)).all()


def change_called(reference: str) -> Select[ChangeProposal]:
    """The change of a listing with this reference."""
    return proposal_called(reference).where(ChangeProposal.reference.startswith(f"{CHANGE}-"))


def waiting_proposals(session: Session) -> Sequence[ChangeProposal]:
    """Proposals that nobody has decided, oldest first."""
    query = select(ChangeProposal).where(ChangeProposal.state.in_(OPEN_STATES))
    return session.scalars(query.order_by(ChangeProposal.created_at, ChangeProposal.id)).all()
