"""What the pages of a claim say, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory.moderation.providing.claims.evidence import domain_of, is_at
from directory.moderation.providing.codes import ClaimState
from directory.moderation.providing.models import Claim
from directory.web.wording import counted, short_date


@dataclass(frozen=True)
class ClaimView:
    """A claim, for whoever made it."""

    reference: str
    listing_name: str
    listing_id: UUID
    state: str
    status: str
    is_open: bool
    is_agreed: bool
    sent_at: datetime
    reason: str
    waits_for_mail: str


@dataclass(frozen=True)
class Proof:
    """One thing that speaks for a claim. `strength` is sure, some or none: never shown as colour alone."""

    strength: str
    sentence: str


@dataclass(frozen=True)
class CaseView:
    """A claim, for the steward who decides it."""

    claim_id: UUID
    claim: ClaimView
    claimant: str
    role_there: str
    words: tuple[str, ...]
    proofs: tuple[Proof, ...]
    organization: str
    leads: str


def present_claim(claim: Claim) -> ClaimView:
    """What the claimant reads."""
    unconfirmed = claim.work_email if claim.work_email_confirmed_at is None else None
    return ClaimView(
        reference=claim.reference,
        listing_name=claim.service.name,
        listing_id=claim.service_id,
        state=claim.state.value,
        status=claim.state.label,
        is_open=claim.state is ClaimState.PENDING,
        is_agreed=claim.state is ClaimState.APPROVED,
        sent_at=claim.created_at,
        reason=claim.reason or "",
        waits_for_mail=unconfirmed or "",
    )


def present_case(claim: Claim, *, domains: tuple[str, ...], numbers: frozenset[str], leads: int) -> CaseView:
    """What the steward reads."""
    runs = claim.service.organization
    return CaseView(
        claim_id=claim.id,
        claim=present_claim(claim),
        claimant=claim.user.name or "No name given",
        role_there=claim.role_there.label,
        words=tuple(line for line in (claim.words or "").split("\n") if line.strip()),
        proofs=(_address(claim, domains), *_number(claim, numbers)),
        organization=runs.name if runs else "",
        leads=f"{counted(leads, 'lead')} already" if leads else "Nobody leads it yet",
    )


def _address(claim: Claim, domains: tuple[str, ...]) -> Proof:
    if is_at(claim.user.email, domains):
        return Proof("sure", f"Signs in with a confirmed address at {domain_of(claim.user.email)}, the listing’s own.")
    if claim.work_email_confirmed_at:
        day = short_date(claim.work_email_confirmed_at)
        return Proof("sure", f"Opened a letter sent to an address at the listing’s own name, on {day}.")
    if claim.work_email:
        return Proof(
            "some", f"Gave an address at {domain_of(claim.work_email)}, and has not opened the letter sent there."
        )
    return Proof("none", "Showed no address at the listing’s own name.")


def _number(claim: Claim, numbers: frozenset[str]) -> tuple[Proof, ...]:
    if not claim.charity_number:
        return ()
    if claim.charity_number in numbers:
        return (Proof("some", f"Knows the charity number {claim.charity_number}, which is also public."),)
    if numbers:
        return (Proof("none", f"Gave the charity number {claim.charity_number}; the directory has another."),)
    return (Proof("some", f"Gave the charity number {claim.charity_number}; the directory has none to compare with."),)
