"""Letters about claims: to the stewards, to the address at work, to the claimant, to those who lead already."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.moderation.providing.claims.links import DAYS, confirmation_token
from directory.moderation.providing.codes import ClaimState
from directory.moderation.providing.models import Claim
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings


def tell_stewards(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A claim waits."""
    claim = session.scalars(select(Claim).where(Claim.reference == payload["reference"])).one_or_none()
    if claim is not None:
        link = f"{_settings().base_url}/staff/claims/{claim.id}"
        letters.post("claim_made", _settings().council_email, reference=claim.reference, link=link)


def ask_to_confirm(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """To the address at work; nothing when the claim was answered meanwhile, for its address is forgotten then."""
    claim = session.get(Claim, UUID(str(payload["claim_id"])))
    if claim is not None and claim.work_email:
        link = f"{_settings().base_url}/claims/confirmations/{confirmation_token(claim.id, at)}"
        letters.post("claim_address", claim.work_email, link=link, days=DAYS)


def answer_claimant(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """There is an answer, and where."""
    claim = session.get(Claim, UUID(str(payload["claim_id"])))
    if claim is not None:
        link = f"{_settings().base_url}/claims/{claim.reference}"
        is_agreed = claim.state is ClaimState.APPROVED
        letters.post("claim_answered", claim.user.email, reference=claim.reference, link=link, is_agreed=is_agreed)


def tell_leads(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Somebody joined: whoever led before can see who, and say if that is wrong."""
    leads = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organization_id == UUID(str(payload["organization_id"])),
            Membership.kind == MembershipKind.LEAD,
            User.id != UUID(str(payload["user_id"])),
            User.active,
        )
        .order_by(User.id)
    )
    for lead in session.scalars(leads).all():
        letters.post("somebody_joined", lead.email, link=f"{_settings().base_url}/provider")


HANDLERS: dict[str, Handler] = {
    "stewards.claim_made": tell_stewards,
    "claimant.confirm_address": ask_to_confirm,
    "claimant.answered": answer_claimant,
    "leads.somebody_joined": tell_leads,
}


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings
