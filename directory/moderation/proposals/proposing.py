"""Propose a change of a listing, or a new one; take it back; answer a steward's question."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.editing import Content, Risk, highest, read_content, risk_of, write_content
from directory.listings.editing.charging import broken_charging_rules
from directory.listings.editing.rules import check_content, check_whole_content
from directory.listings.models import Service
from directory.moderation.areas import areas_of_content
from directory.moderation.proposals.basing import wanted_changes
from directory.moderation.proposals.codes import OPEN_STATES, Decision, ProposalSource, ProposalState
from directory.moderation.proposals.comparing import Changes, as_changes, changed_from, proposed
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.telling import PUBLIC, told
from directory.notifications import outbox
from directory.web.references import CHANGE, NEW, new_reference

NOTHING = "Change something first: what you sent is what the listing says already"


def propose_change(
    session: Session,
    *,
    service: Service | None,
    content: Content,
    source: ProposalSource,
    proposer: str = PUBLIC,
    email: str = "",
    connection: str = "",
    department: str = "",
    base_version: int | None = None,
    user: User | None = None,
    alike: Sequence[UUID] = (),
    at: datetime,
) -> ChangeProposal:
    """Keep what differs for a steward; the live listing stays as it is, but for a trusted provider's everyday fields.

    Raises `RuleBroken` when the content cannot be used or changes nothing, and `EditedMeanwhile` when somebody else
    has changed the same fields since `base_version`, the counter of the listing the proposer saw.
    """
    wanted = check_content(content)
    proposal = _begun(service, source, user.actor if user else proposer, at)
    proposal.user_id, proposal.proposer_email = user.id if user else None, email or None
    proposal.connection, proposal.department = connection or None, department or None
    proposal.alike = [str(service_id) for service_id in alike]
    if service is None:
        _fill_new(session, proposal, wanted)
    else:
        _fill_change(session, proposal, service, wanted, base_version)
        if _is_trusted_with(user, service, source):
            _publish_everyday_fields(session, proposal, service, at)
    session.add(proposal)
    session.flush()
    detail = {"source": source.value, "fields": sorted(proposal.changes)}
    told(session, proposal.proposer, "proposal.submitted", f"change_proposal:{proposal.id}", detail, at)
    if service is None and source not in (ProposalSource.FEED, ProposalSource.IMPORT):
        outbox.put(session, "stewards.listing_suggested", {"reference": proposal.reference}, at=at)
    return proposal


def withdraw(session: Session, proposal: ChangeProposal, *, by: str, at: datetime) -> None:
    """The proposer takes it back. What is live already stays, for a steward to look at."""
    _still_open(proposal)
    has_live = Decision.LIVE.value in proposal.decisions.values()
    proposal.state = ProposalState.LIVE if has_live else ProposalState.WITHDRAWN
    proposal.updated_at = at
    if not has_live:
        proposal.decided_at, proposal.decided_by = at, by
    told(session, by, "proposal.withdrawn", f"change_proposal:{proposal.id}", {}, at)


def answer_question(session: Session, proposal: ChangeProposal, *, words: str, by: str, at: datetime) -> None:
    """Answer a steward's question in words; the proposal goes back into the queue as it was sent."""
    if proposal.state is not ProposalState.RETURNED:
        raise Conflict(f"{proposal.reference} is not waiting for you any more.")
    if not words.strip():
        raise RuleBroken("words", "Enter your answer")
    proposal.talk = [*proposal.talk, {"who": "proposer", "words": words.strip()}]
    proposal.state, proposal.updated_at = ProposalState.SUBMITTED, at
    told(session, by, "proposal.answered", f"change_proposal:{proposal.id}", {}, at)


def resubmit(session: Session, proposal: ChangeProposal, *, content: Content, by: str, at: datetime) -> None:
    """Send a proposal again after a steward's question, with what was put right."""
    if proposal.state is not ProposalState.RETURNED:
        raise Conflict(f"{proposal.reference} is not waiting for you any more.")
    wanted = proposed(proposal.changes) | check_content(content)
    service = session.get(Service, proposal.target_id) if proposal.target_id else None
    if service is None:
        _fill_new(session, proposal, wanted)
    else:
        _fill_change(session, proposal, service, wanted, None)
    proposal.state, proposal.updated_at = ProposalState.SUBMITTED, at
    told(session, by, "proposal.resubmitted", f"change_proposal:{proposal.id}", {}, at)


def _begun(service: Service | None, source: ProposalSource, proposer: str, at: datetime) -> ChangeProposal:
    return ChangeProposal(
        reference=new_reference(CHANGE if service else NEW),
        target_table="service",
        target_id=service.id if service else None,
        source=source,
        proposer=proposer,
        state=ProposalState.SUBMITTED,
        decisions={},
        talk=[],
        held_for=[],
        created_at=at,
        updated_at=at,
    )


def _still_open(proposal: ChangeProposal) -> None:
    if proposal.state not in OPEN_STATES:
        raise Conflict(f"{proposal.reference} was already decided.")


def _fill_new(session: Session, proposal: ChangeProposal, wanted: Content) -> None:
    check_whole_content(wanted)
    said = {key: value for key, value in wanted.items() if value not in (None, "", [], {}, False)}
    proposal.changes = as_changes({}, said)
    proposal.area_codes = sorted(areas_of_content(session, said))
    proposal.held_for = [rule.code for rule in broken_charging_rules(said)]
    proposal.risk = Risk.HIGH if proposal.held_for else Risk.USUAL


def _fill_change(
    session: Session, proposal: ChangeProposal, service: Service, wanted: Content, base_version: int | None
) -> None:
    now = read_content(session, service.id)
    theirs = wanted_changes(session, service, now=now, wanted=wanted, base_version=base_version)
    differing = changed_from(now, theirs)
    if not differing:
        raise RuleBroken(None, NOTHING)
    check_whole_content(now | differing)
    proposal.base_version = service.version
    proposal.changes = as_changes(now, differing)
    _weigh(proposal, now)


def _weigh(proposal: ChangeProposal, now: Content) -> None:
    """How much depends on what still waits, and which charging rules the listing would break with it."""
    waiting: Changes = {key: change for key, change in proposal.changes.items() if key not in proposal.decisions}
    broken = broken_charging_rules(now | proposed(waiting))
    proposal.held_for = [rule.code for rule in broken if rule not in broken_charging_rules(now)]
    risks = [risk_of(key, change["before"], change["after"]) for key, change in waiting.items()]
    proposal.risk = Risk.HIGH if proposal.held_for else highest(risks or [Risk.LOW])


def _is_trusted_with(user: User | None, service: Service, source: ProposalSource) -> bool:
    return user is not None and source is ProposalSource.PROVIDER and user.is_trusted_with(service.organization_id)


def _publish_everyday_fields(session: Session, proposal: ChangeProposal, service: Service, at: datetime) -> None:
    """A trusted provider's low-risk fields are live at once; a steward looks at them afterwards."""
    low = {
        key: change["after"]
        for key, change in proposal.changes.items()
        if risk_of(key, change["before"], change["after"]) is Risk.LOW
    }
    if not low:
        return
    write_content(session, service, low, by=proposal.proposer, at=at, why=f"Proposal {proposal.reference}, at once")
    proposal.decisions = dict.fromkeys(low, Decision.LIVE.value)
    if len(low) == len(proposal.changes):
        proposal.state = ProposalState.LIVE
    _weigh(proposal, read_content(session, service.id))
