"""Questions about changes that the people of a listing sent."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from directory.moderation.proposals.codes import OPEN_STATES, ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.policy import Keeper, own_changes

WAITING = OPEN_STATES - {ProposalState.LIVE}


def waiting_changes(session: Session, user: Keeper, service_id: UUID | None = None) -> Sequence[ChangeProposal]:
    """Changes of one's own organisations that a steward has not answered, oldest first."""
    query = own_changes(user).where(ChangeProposal.state.in_(WAITING))
    if service_id is not None:
        query = query.where(ChangeProposal.target_id == service_id)
    return session.scalars(query.order_by(ChangeProposal.created_at, ChangeProposal.id)).all()


def waiting_in(session: Session, user: Keeper, service_id: UUID, keys: Collection[str]) -> list[ChangeProposal]:
    """Those of them that touch some fields of one listing."""
    return [each for each in waiting_changes(session, user, service_id) if not set(keys).isdisjoint(each.changes)]
