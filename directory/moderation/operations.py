"""What people and stewards do about the directory's truth: raise and answer concerns, suggest listings, decide on them.

Each verb writes its row, an audit event without personal data and an outbox message, all in the caller's transaction.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory.audit import chain
from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.moderation.codes import (
    NEEDS_WORDS,
    OPEN_STATES,
    SOURCE_OF,
    ConcernKind,
    ConcernStatus,
    Connection,
    ProposalSource,
    ProposalState,
)
from directory.moderation.models import ChangeProposal, Concern
from directory.moderation.references import new_reference
from directory.notifications import outbox

PUBLIC = "resident"  # the actor of everything done without an account


@dataclass(frozen=True)
class Suggestion:
    """What somebody knows of a place or group that is not listed."""

    name: str
    description: str
    where: str
    contact: str
    town: str = ""


def raise_concern(
    session: Session, *, service: Service, kind: ConcernKind, text: str = "", email: str = "", at: datetime
) -> Concern:
    """Store what somebody noticed about a listing. The listing itself does not change."""
    if kind in NEEDS_WORDS and not text:
        raise RuleBroken("text", "Enter a few words about what is wrong or missing")
    concern = Concern(
        reference=new_reference("CN"), service_id=service.id, listing_name=service.name, kind=kind,
        text=text or None, reporter_email=email or None, status=ConcernStatus.NEW, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(concern)
    session.flush()
    detail = {"service_id": str(service.id), "kind": kind.value}
    _tell(session, PUBLIC, "concern.raised", f"concern:{concern.id}", detail, at)
    outbox.put(session, "stewards.concern_raised", {"reference": concern.reference, "kind": kind.value}, at=at)
    return concern


def close_concern(session: Session, concern: Concern, *, outcome: str, by: str, at: datetime) -> None:
    """Answer a concern. Whoever left an address is told that there is an answer, and where, but not what it is."""
    if concern.status is ConcernStatus.CLOSED:
        raise Conflict(f"{concern.reference} was already answered.")
    concern.status, concern.outcome = ConcernStatus.CLOSED, _said(outcome)
    concern.closed_at, concern.closed_by = at, by
    _tell(session, by, "concern.closed", f"concern:{concern.id}", {}, at)
    if concern.reporter_email:
        outbox.put(session, "reporter.concern_answered", {"reference": concern.reference}, at=at)


def suggest_listing(
    session: Session,
    *,
    suggestion: Suggestion,
    connection: Connection,
    department: str = "",
    email: str = "",
    alike: Sequence[UUID] = (),
    at: datetime,
) -> ChangeProposal:
    """Store a suggestion of a new listing for the stewards. Nothing is listed by it."""
    source = SOURCE_OF.get(connection, ProposalSource.RESIDENT)
    proposal = ChangeProposal(
        reference=new_reference("SG"), target_table="service", target_id=None, source=source, proposer=PUBLIC,
        proposer_email=email or None, connection=connection.value, department=department or None,
        changes={key: {"before": None, "after": value} for key, value in asdict(suggestion).items() if value},
        alike=[str(service_id) for service_id in alike], state=ProposalState.SUBMITTED, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(proposal)
    session.flush()
    _tell(session, PUBLIC, "proposal.submitted", f"change_proposal:{proposal.id}", {"source": source.value}, at)
    outbox.put(session, "stewards.listing_suggested", {"reference": proposal.reference}, at=at)
    return proposal


def decide_proposal(
    session: Session, proposal: ChangeProposal, *, state: ProposalState, reason: str, by: str, at: datetime
) -> None:
    """Record what became of a proposal. Whoever left an address is told that there is an answer, and where."""
    if proposal.state not in OPEN_STATES:
        raise Conflict(f"{proposal.reference} was already decided.")
    if state is ProposalState.SUBMITTED:
        raise RuleBroken("state", "Select what became of the suggestion")
    proposal.state, proposal.reason = state, _said(reason)
    proposal.decided_at, proposal.decided_by = at, by
    _tell(session, by, "proposal.decided", f"change_proposal:{proposal.id}", {"state": state.value}, at)
    if proposal.proposer_email:
        outbox.put(session, "reporter.suggestion_answered", {"reference": proposal.reference}, at=at)


def _said(outcome: str) -> str:
    words = outcome.strip()
    if not words:
        raise RuleBroken("outcome", "Enter what was found and done, in words the reporter may read")
    return words


def _tell(session: Session, actor: str, action: str, subject: str, detail: dict[str, str], at: datetime) -> None:
    chain.record(session, actor=actor, action=action, subject=subject, detail=detail, at=at)
