"""Changes that wait for a steward, and what became of them: propose, decide, ask back, withdraw."""

from directory.moderation.proposals.codes import ProposalSource, ProposalState
from directory.moderation.proposals.comparing import Clash, EditedMeanwhile
from directory.moderation.proposals.deciding import Seen, decide, return_with_question, review_after
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import propose_change, resubmit, withdraw

__all__ = [
    "ChangeProposal",
    "Clash",
    "EditedMeanwhile",
    "ProposalSource",
    "ProposalState",
    "Seen",
    "decide",
    "propose_change",
    "resubmit",
    "return_with_question",
    "review_after",
    "withdraw",
]
