"""Claims of quality: proposed with evidence, confirmed by somebody else for a time, taken back, run out."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit import chain
from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.moderation.stewardship.codes import ClaimState, QualityKind
from directory.moderation.stewardship.models import QualityClaim
from directory.moderation.stewardship.policy import refuse_elsewhere, refuse_own_claim
from directory.notifications import outbox
from directory.web.references import new_reference

#: Training is refreshed and volunteers change: two years is as long as anybody vouches for a welcome.
LASTS = timedelta(days=730)
LONGEST = timedelta(days=3 * 365)
RENEWABLE = timedelta(days=90)
ANSWERED = "proposer.quality_claim_answered"


def propose_claim(
    session: Session,
    service: Service,
    kind: QualityKind,
    *,
    evidence: str,
    evidence_url: str = "",
    user: User,
    at: datetime,
) -> QualityClaim:
    """Say something good of a listing and how one can tell. Nobody else reads it before a steward confirmed it."""
    _refuse_twice(session, service, kind, clock.local(at).date())
    claim = QualityClaim(
        reference=new_reference("QC"),
        service_id=service.id,
        kind=kind,
        evidence=evidence,
        evidence_url=evidence_url or None,
        proposed_by=user.actor,
        proposer_id=user.id,
        created_at=at,
        updated_at=at,
    )
    session.add(claim)
    _record(session, claim, "quality.proposed", user, at)
    return claim


def confirm_claim(
    session: Session,
    claim: QualityClaim,
    *,
    checked_on: date,
    expires_on: date | None,
    reason: str,
    user: User,
    at: datetime,
) -> None:
    """Vouch for a claim until a day. From now on the public reads it with the day of the check."""
    _refuse_unfit(session, claim, user)
    today = clock.local(at).date()
    last = expires_on or checked_on + LASTS
    if checked_on > today:
        raise RuleBroken("checked_on", "Enter a day that has come already")
    if last <= today:
        raise RuleBroken("expires_on", "Enter a day to come, or check it anew: what was seen then is too long ago")
    if last > checked_on + LONGEST:
        raise RuleBroken("expires_on", "Enter a day within three years of the check")
    for earlier in session.scalars(_of(claim.service_id, claim.kind).where(QualityClaim.state == ClaimState.CONFIRMED)):
        earlier.state = ClaimState.WITHDRAWN
    claim.checked_on, claim.expires_on = checked_on, last
    _decide(session, claim, ClaimState.CONFIRMED, reason, user, at)


def refuse_claim(session: Session, claim: QualityClaim, *, reason: str, user: User, at: datetime) -> None:
    """Say that the evidence does not carry the claim, and what would."""
    _refuse_unfit(session, claim, user)
    if not reason.strip():
        raise RuleBroken("reason", "Enter what is missing, in words the provider can act on")
    _decide(session, claim, ClaimState.REFUSED, reason, user, at)


def withdraw_claim(session: Session, claim: QualityClaim, *, reason: str, user: User, at: datetime) -> None:
    """Take a confirmed claim back, or one that waits: the public reads nothing of it from now on."""
    if claim.state not in (ClaimState.PROPOSED, ClaimState.CONFIRMED):
        raise Conflict(f"{claim.reference} is not shown any more.")
    claim.state, claim.reason = ClaimState.WITHDRAWN, reason.strip() or claim.reason
    claim.decided_at, claim.decided_by = at, user.actor
    _record(session, claim, "quality.withdrawn", user, at)


def _refuse_twice(session: Session, service: Service, kind: QualityKind, today: date) -> None:
    for row in session.scalars(_of(service.id, kind)):
        if row.state is ClaimState.PROPOSED:
            raise RuleBroken("kind", f"“{kind.label}” waits for a steward already")
        if row.state is ClaimState.CONFIRMED and row.expires_on and row.expires_on > today + RENEWABLE:
            raise RuleBroken("kind", f"“{kind.label}” is confirmed; it can be renewed in its last three months")


def _of(service_id: UUID, kind: QualityKind) -> Select[QualityClaim]:
    return select(QualityClaim).where(QualityClaim.service_id == service_id, QualityClaim.kind == kind)


def _refuse_unfit(session: Session, claim: QualityClaim, user: User) -> None:
    refuse_own_claim(user, claim)
    refuse_elsewhere(session, user, claim.service_id)
    if claim.state is not ClaimState.PROPOSED:
        raise Conflict(f"{claim.reference} was already decided.")


def _decide(session: Session, claim: QualityClaim, state: ClaimState, reason: str, user: User, at: datetime) -> None:
    claim.state, claim.reason = state, reason.strip() or None
    claim.decided_at, claim.decided_by = at, user.actor
    _record(session, claim, f"quality.{state.value}", user, at)
    if claim.proposer_id:
        outbox.put(session, ANSWERED, {"claim": str(claim.id)}, at=at)


def _record(session: Session, claim: QualityClaim, action: str, user: User, at: datetime) -> None:
    session.flush()
    detail = {"service_id": str(claim.service_id), "kind": claim.kind.value}
    chain.record(session, actor=user.actor, action=action, subject=f"quality_claim:{claim.id}", detail=detail, at=at)
