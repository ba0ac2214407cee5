"""Claiming a listing, confirming an address, taking a claim back, deciding it. The claimant always hears."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.operations.people import add_member
from directory.accounts.roles import MembershipKind
from directory.errors import Conflict, NotAllowed, RuleBroken
from directory.listings.codes import Sector
from directory.listings.editing import write_content
from directory.listings.models import Organization, Service
from directory.moderation.areas import areas_of_listings, may_act_in
from directory.moderation.providing.claims.evidence import charity_number, is_at
from directory.moderation.providing.claims.queries import domains_of, lead_count, pending_claim
from directory.moderation.providing.codes import ClaimRole, ClaimState
from directory.moderation.providing.models import Claim
from directory.moderation.telling import told
from directory.notifications import outbox
from directory.web.references import new_reference

NOTHING_SHOWN = "Enter a few words on how you belong to it, or give one of the other two"
NOT_THEIRS = "Enter an address at {}, or leave this empty and tell us in words"
NO_DOMAIN = "Leave the email address out: the listing shows no address of its own to compare it with"
RUNS_MORE = (
    "Who runs this listing runs others outside the area you answer for. "
    "A steward who answers for all of them says yes; you may say no."
)
NO_NUMBER = "Enter a charity number, like 1234567, or leave this empty"


@dataclass(frozen=True)
class Shown:
    """What somebody shows for belonging there."""

    role: ClaimRole
    words: str = ""
    charity_number: str = ""
    work_email: str = ""


def claim_listing(session: Session, *, service: Service, user: User, shown: Shown, at: datetime) -> Claim:
    """Ask to keep a listing. One that waits already is given back as it is."""
    waiting = pending_claim(session, user, service.id)
    if waiting is not None:
        return waiting
    is_own_address = is_at(user.email, domains_of(service))
    number = _number(shown.charity_number)
    work_email = "" if is_own_address else _address(service, shown.work_email)
    if not (shown.words or number or work_email or is_own_address):
        raise RuleBroken("words", NOTHING_SHOWN)
    claim = Claim(
        reference=new_reference("CL"), service_id=service.id, user_id=user.id, organization_id=service.organization_id,
        role_there=shown.role, words=shown.words or None, charity_number=number, work_email=work_email or None,
        work_email_confirmed_at=at if is_own_address else None, state=ClaimState.PENDING, created_at=at, updated_at=at,
    )  # fmt: skip
    session.add(claim)
    session.flush()
    _tell(session, user.actor, "claim.made", claim, {"service_id": str(service.id), "role": shown.role.value}, at)
    outbox.put(session, "stewards.claim_made", {"reference": claim.reference}, at=at)
    if work_email:
        outbox.put(session, "claimant.confirm_address", {"claim_id": str(claim.id)}, at=at)
    return claim


def confirm_address(session: Session, claim: Claim, *, at: datetime) -> None:
    """Whoever reads the mail of that address says that the claim is theirs."""
    if claim.state is not ClaimState.PENDING:
        raise Conflict("This claim has been answered already, so there is nothing left to confirm.")
    if claim.work_email_confirmed_at is None:
        claim.work_email_confirmed_at = at
        _tell(session, f"user:{claim.user_id}", "claim.address_confirmed", claim, {}, at)


def withdraw_claim(session: Session, claim: Claim, *, by: User, at: datetime) -> None:
    """Take a claim back. Nobody else learns that there was one."""
    _close(claim, ClaimState.WITHDRAWN, by, at)
    _tell(session, by.actor, "claim.withdrawn", claim, {}, at)


def approve_claim(session: Session, claim: Claim, *, kind: MembershipKind, reason: str, by: User, at: datetime) -> None:
    """Let the claimant keep the listing and all that its organisation has. One that nobody ran gets one of its name."""
    _refuse_own(claim, by)
    _refuse_elsewhere(session, claim.service.organization_id, by)
    _close(claim, ClaimState.APPROVED, by, at)
    claim.reason, claim.became = reason or None, kind
    claim.organization_id = _organization(session, claim.service, by, at)
    _join(session, claim.user, claim.organization_id, kind, by=by, at=at)
    detail = {"organization_id": str(claim.organization_id), "kind": kind.value}
    _tell(session, by.actor, "claim.approved", claim, detail, at)
    outbox.put(session, "claimant.answered", {"claim_id": str(claim.id)}, at=at)


def refuse_claim(session: Session, claim: Claim, *, reason: str, by: User, at: datetime) -> None:
    """Say no, with words for the claimant."""
    _refuse_own(claim, by)
    if not reason:
        raise RuleBroken("reason", "Enter why, in words the claimant will read")
    _close(claim, ClaimState.REFUSED, by, at)
    claim.reason = reason
    _tell(session, by.actor, "claim.refused", claim, {}, at)
    outbox.put(session, "claimant.answered", {"claim_id": str(claim.id)}, at=at)


def _number(written: str) -> str | None:
    if not written:
        return None
    number = charity_number(written)
    if number is None:
        raise RuleBroken("charity_number", NO_NUMBER)
    return number


def _address(service: Service, work_email: str) -> str:
    if not work_email:
        return ""
    domains = domains_of(service)
    if not domains:
        raise RuleBroken(None, NO_DOMAIN)
    if not is_at(work_email, domains):
        raise RuleBroken("work_email", NOT_THEIRS.format(" or ".join(domains)))
    return work_email


def _refuse_own(claim: Claim, by: User) -> None:
    if claim.user_id == by.id:
        raise NotAllowed("This claim is your own: another steward has to decide it.")


def _refuse_elsewhere(session: Session, organization_id: UUID | None, by: User) -> None:
    """Who joins keeps all that the organisation runs, so whoever lets them in answers for all of it."""
    if not by.areas or organization_id is None:
        return
    theirs = session.scalars(select(Service.id).where(Service.organization_id == organization_id)).all()
    if not all(may_act_in(by, codes) for codes in areas_of_listings(session, theirs).values()):
        raise NotAllowed(RUNS_MORE)


def _close(claim: Claim, state: ClaimState, by: User, at: datetime) -> None:
    if claim.state is not ClaimState.PENDING:
        raise Conflict(f"{claim.reference} was already answered: {claim.state.label.lower()}.")
    claim.state, claim.decided_at, claim.decided_by = state, at, by.actor
    claim.work_email = None  # it was asked for to decide by, and that is done


def _organization(session: Session, service: Service, by: User, at: datetime) -> UUID:
    """Of one that nobody ran: always a new one. Another of the same name has people and listings of its own."""
    if service.organization_id is None:
        made = Organization(name=service.name, sector=Sector.CITIZEN_LED, created_at=at, updated_at=at)
        session.add(made)
        session.flush()
        own = {"organization": {"id": str(made.id), "name": made.name, "sector": Sector.CITIZEN_LED.value}}
        write_content(session, service, own, by=by.actor, at=at, why="Claimed by the people who run it")
    assert service.organization_id is not None  # noqa: S101 -- just given one
    return service.organization_id


def _join(session: Session, user: User, organization_id: UUID, kind: MembershipKind, *, by: User, at: datetime) -> None:
    """Make somebody a member. Leads who are there already hear of it: they know who belongs to them."""
    held = next((each for each in user.memberships if each.organization_id == organization_id), None)
    if lead_count(session, organization_id):
        about = {"organization_id": str(organization_id), "user_id": str(user.id)}
        outbox.put(session, "leads.somebody_joined", about, at=at)
    if held is None:
        add_member(session, user, organization_id, kind, by=by.actor, at=at)
    else:
        held.kind = kind
    session.flush()


def _tell(session: Session, actor: str, action: str, claim: Claim, detail: dict[str, str], at: datetime) -> None:
    told(session, actor, action, f"claim:{claim.id}", detail, at)
