"""Store a suggestion of a new listing, in the words of whoever knows of it. Nothing is listed by it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.moderation.proposals.codes import ProposalSource, ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.suggestions.codes import SOURCE_OF, Connection
from directory.moderation.telling import PUBLIC, told
from directory.notifications import outbox
from directory.web.references import new_reference


@dataclass(frozen=True)
class Suggestion:
    """What somebody knows of a place or group that is not listed."""

    name: str
    description: str
    where: str
    contact: str
    town: str = ""


def suggest_listing(
    session: Session,
    *,
    suggestion: Suggestion,
    connection: Connection,
    department: str = "",
    email: str = "",
    user: User | None = None,
    alike: Sequence[UUID] = (),
    at: datetime,
) -> ChangeProposal:
    """Store a suggestion of a new listing for the stewards. Nothing is listed by it."""
    by = user.actor if user else PUBLIC
    source = SOURCE_OF.get(connection, ProposalSource.RESIDENT)
    proposal = ChangeProposal(
        reference=new_reference("SG"), target_table="service", target_id=None, source=source, proposer=by,
        user_id=user.id if user else None, proposer_email=email or None, connection=connection.value,
        department=department or None,
        changes={key: {"before": None, "after": value} for key, value in asdict(suggestion).items() if value},
        alike=[str(service_id) for service_id in alike], state=ProposalState.SUBMITTED, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(proposal)
    session.flush()
    told(session, by, "proposal.submitted", f"change_proposal:{proposal.id}", {"source": source.value}, at)
    outbox.put(session, "stewards.listing_suggested", {"reference": proposal.reference}, at=at)
    return proposal
