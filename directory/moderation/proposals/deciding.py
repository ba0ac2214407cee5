"""A steward decides about a proposal: all of it, some of it, none of it, or asks back. The proposer always hears."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.editing import FIELDS, Content, create_listing, read_content, write_content
from directory.listings.editing.charging import RULES, broken_charging_rules
from directory.listings.models import Service
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.proposals import policy
from directory.moderation.proposals.codes import OPEN_STATES, WAITING_STATES, Decision, ProposalSource, ProposalState
from directory.moderation.proposals.comparing import EditedMeanwhile, clashes_of, proposed
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.telling import said, told
from directory.notifications import outbox

ADDS = frozenset({ProposalState.APPROVED, ProposalState.PARTLY_APPROVED})
ENDS = frozenset({*ADDS, ProposalState.REJECTED, ProposalState.SUPERSEDED})


@dataclass(frozen=True)
class Seen:
    """What the steward had before them: the listing's counter, whether they looked into a charge that is held, and
    whether the place itself has changed, for every listing there.
    """

    version: int | None = None
    charges_checked: bool = False
    changes_place: bool = False


def decide(
    session: Session,
    proposal: ChangeProposal,
    *,
    accepted: Iterable[str],
    state: ProposalState,
    reason: str = "",
    by: User,
    at: datetime,
    seen: Seen = Seen(),
) -> Service | None:
    """Decide about every field that waits: those accepted are written, the others stay as they were.

    Gives the listing, if it is there. Raises `NotAllowed` for one's own proposal and for other areas, `Conflict` when
    somebody decided it before or the listing has moved on, `RuleBroken` when it cannot be added as it is.
    """
    policy.refuse_unless_may_decide(by, proposal, session)
    if proposal.state not in WAITING_STATES and proposal.state is not ProposalState.RETURNED:
        raise Conflict(f"{proposal.reference} was already decided.")
    if state not in ENDS:
        raise RuleBroken("state", "Select what becomes of it")
    waiting = fields_waiting(proposal)
    chosen = frozenset(accepted) & waiting if state in ADDS else frozenset[str]()
    if state in ADDS and not chosen and waiting:
        raise RuleBroken("accepted", "Select at least one change to add, or reject the proposal")
    words = said(reason, "reason") if state not in ADDS or chosen != waiting else reason.strip()
    service = _write(session, proposal, chosen, by=by, at=at, seen=seen) if state in ADDS else target(session, proposal)
    outcome = ProposalState.PARTLY_APPROVED if state in ADDS and chosen != waiting else state
    marks = {key: Decision.ACCEPTED if key in chosen else Decision.REFUSED for key in waiting}
    live = {key: Decision.ACCEPTED for key, mark in proposal.decisions.items() if mark == Decision.LIVE}
    proposal.decisions = {key: mark.value for key, mark in {**live, **marks}.items()}
    _close(session, proposal, outcome, words, by=by.actor, at=at)
    return service


def review_after(
    session: Session,
    proposal: ChangeProposal,
    *,
    taken_back: Iterable[str] = (),
    reason: str = "",
    by: User,
    at: datetime,
) -> None:
    """Look at what went live at once: it stays, or some of it is put back as it was."""
    policy.refuse_unless_may_decide(by, proposal, session)
    if proposal.state is not ProposalState.LIVE:
        raise Conflict(f"{proposal.reference} was already looked at.")
    live = {key for key, mark in proposal.decisions.items() if mark == Decision.LIVE}
    back = live & frozenset(taken_back)
    words = said(reason, "reason") if back else reason.strip()
    service = target(session, proposal)
    if back and service is not None:
        now = read_content(session, service.id)
        sent = {key: proposal.changes[key]["after"] for key in back}
        before = {key: proposal.changes[key]["before"] for key in back}
        if clashes := clashes_of(sent, now, before):
            raise EditedMeanwhile(clashes, before)
        write_content(session, service, before, by=by.actor, at=at, why=f"Proposal {proposal.reference}, put back")
    marks = {key: Decision.TAKEN_BACK if key in back else Decision.ACCEPTED for key in live}
    proposal.decisions = proposal.decisions | {key: mark.value for key, mark in marks.items()}
    outcome = ProposalState.APPROVED if not back else ProposalState.PARTLY_APPROVED
    outcome = ProposalState.REJECTED if back == live else outcome
    _close(session, proposal, outcome, words, by=by.actor, at=at)


def return_with_question(session: Session, proposal: ChangeProposal, *, question: str, by: User, at: datetime) -> None:
    """Ask the proposer something. It waits for them until they answer, and nothing is lost."""
    policy.refuse_unless_may_decide(by, proposal, session)
    if proposal.state is not ProposalState.SUBMITTED:
        raise Conflict(f"{proposal.reference} is not waiting for a steward any more.")
    words = question.strip()
    if not words:
        raise RuleBroken("reason", "Enter the question, in words the proposer may read")
    proposal.state, proposal.reason, proposal.updated_at = ProposalState.RETURNED, words, at
    proposal.talk = [*proposal.talk, {"who": "steward", "words": words}]
    told(session, by.actor, "proposal.returned", f"change_proposal:{proposal.id}", {}, at)
    tell_proposer(session, proposal, at)


def decide_proposal(
    session: Session, proposal: ChangeProposal, *, state: ProposalState, reason: str, by: str, at: datetime
) -> None:
    """Record what became of a proposal without writing anything: for suggestions in free words, and from a terminal."""
    if proposal.state not in OPEN_STATES:
        raise Conflict(f"{proposal.reference} was already decided.")
    if state not in ENDS:
        raise RuleBroken("state", "Select what became of the suggestion")
    if state in ADDS and not is_in_free_words(proposal):
        raise RuleBroken("state", "Open it in the queue to add it: there you see what changes, field by field")
    _close(session, proposal, state, said(reason), by=by, at=at)


def fields_waiting(proposal: ChangeProposal) -> frozenset[str]:
    """Fields that nobody has decided about."""
    return frozenset(key for key in proposal.changes if key not in proposal.decisions)


def is_in_free_words(proposal: ChangeProposal) -> bool:
    """Whether it says in somebody's own words what is missing, and so cannot become a listing by itself."""
    return proposal.is_new and not set(proposal.changes) <= set(FIELDS)


def target(session: Session, proposal: ChangeProposal) -> Service | None:
    """The listing it is about, if there is one."""
    return session.get(Service, proposal.target_id) if proposal.target_id else None


def tell_proposer(session: Session, proposal: ChangeProposal, at: datetime) -> None:
    """Leave word for whoever can be reached."""
    if proposal.proposer_email or proposal.user_id:
        outbox.put(session, "reporter.suggestion_answered", {"reference": proposal.reference}, at=at)


def _write(
    session: Session, proposal: ChangeProposal, chosen: frozenset[str], *, by: User, at: datetime, seen: Seen
) -> Service | None:
    content = {key: value for key, value in proposed(proposal.changes).items() if key in chosen}
    if is_in_free_words(proposal) or not content:
        return target(session, proposal)
    if proposal.is_new:
        _refuse_broken_charges({}, content, seen)
        service = create_listing(
            session,
            content,
            by=by.actor,
            at=at,
            status=ListingStatus.PUBLISHED,
            source="steward",
            why=f"Proposal {proposal.reference}",
        )
        proposal.target_id = service.id
        if proposal.source is ProposalSource.PROVIDER:  # somebody has just said how it is
            is_known = _runs(session, proposal, service)
            known = VerificationMethod.PROVIDER_CONFIRMED if is_known else VerificationMethod.USER_REPORT
            mark_verified(session, service, method=known, by=proposal.proposer, at=at)
        return service
    found = target(session, proposal)
    if found is None:
        raise Conflict("The listing is not in the directory any more. Reject the proposal and say so.")
    if seen.changes_place and content.get("venues"):
        content["venues"] = [venue | {"changes_place": True} for venue in content["venues"]]
    now = read_content(session, found.id)
    _refuse_stale(proposal, found, now, content, seen)
    _refuse_broken_charges(now, content, seen)
    write_content(session, found, content, by=by.actor, at=at, why=f"Proposal {proposal.reference}")
    return found


def _runs(session: Session, proposal: ChangeProposal, service: Service) -> bool:
    """Whether a steward has agreed before that the proposer runs it; to say so proves nothing, account or not."""
    user = session.get(User, proposal.user_id) if proposal.user_id else None
    return user is not None and service.organization_id in user.organization_ids


def _refuse_stale(
    proposal: ChangeProposal, service: Service, now: Content, content: dict[str, Any], seen: Seen
) -> None:
    """The steward must have had before them what the listing says now, or at least what the proposer saw."""
    if seen.version == service.version:
        return
    before = {key: change["before"] for key, change in proposal.changes.items()}
    clashes = clashes_of(before, now, content)
    if clashes or seen.version is not None:
        raise EditedMeanwhile(clashes, content)


def _refuse_broken_charges(now: Content, content: Content, seen: Seen) -> None:
    """Hold a commissioned listing that would break the charging rules until a steward has looked into it."""
    broken = [rule for rule in broken_charging_rules(now | content) if rule not in broken_charging_rules(now)]
    if broken and not seen.charges_checked:
        raise RuleBroken("charges_checked", " ".join(rule.sentence for rule in RULES if rule in broken))


def _close(
    session: Session, proposal: ChangeProposal, state: ProposalState, words: str, *, by: str, at: datetime
) -> None:
    proposal.state, proposal.reason = state, words or None
    proposal.decided_at, proposal.decided_by, proposal.updated_at = at, by, at
    told(session, by, "proposal.decided", f"change_proposal:{proposal.id}", {"state": state.value}, at)
    tell_proposer(session, proposal, at)
