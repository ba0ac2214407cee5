"""Who may see a proposal, and who may decide about it: never whoever sent it, and only where they answer for."""

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.errors import NotAllowed, NotVisible
from directory.moderation.areas import areas_of_listing, may_act_in
from directory.moderation.proposals.models import ChangeProposal

OWN = "This is your own proposal. Another steward decides about it."
NOT_YOURS = "There is no such proposal."


def areas_of(session: Session, proposal: ChangeProposal) -> frozenset[str]:
    """Where what is proposed lies."""
    return frozenset(proposal.area_codes) | areas_of_listing(session, proposal.target_id)


def may_see(user: User, proposal: ChangeProposal, session: Session) -> bool:
    """Stewards see what is proposed where they answer for."""
    return user.may(Permission.MODERATE) and may_act_in(user, areas_of(session, proposal))


def is_own(user: User, proposal: ChangeProposal) -> bool:
    """Whether this person sent it."""
    return user.id == proposal.user_id or user.actor == proposal.proposer


def refuse_unless_may_decide(user: User, proposal: ChangeProposal, session: Session) -> None:
    """Raises `NotVisible` for other areas, `NotAllowed` for one's own."""
    if not may_see(user, proposal, session):
        raise NotVisible(NOT_YOURS)
    if is_own(user, proposal):
        raise NotAllowed(OWN)
