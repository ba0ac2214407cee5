"""Tells those who run a listing, a month before, that something stewards vouch for is about to run out."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from directory import clock
from directory.moderation.stewardship.codes import ClaimState
from directory.moderation.stewardship.models import QualityClaim
from directory.notifications import outbox

BEFORE = timedelta(days=30)  # time enough to find the certificate, and for a steward to look at it
ENDING = "keepers.quality_claim_ending"


def warn_of_endings(session: Session, at: datetime) -> str:
    """Leave a letter for each claim that ends within a month, once. Where a new one waits already there is no need."""
    today = clock.local(at).date()
    renewed = aliased(QualityClaim)
    is_renewed = exists().where(
        renewed.service_id == QualityClaim.service_id,
        renewed.kind == QualityClaim.kind,
        renewed.state == ClaimState.PROPOSED,
    )
    ending = select(QualityClaim).where(
        QualityClaim.state == ClaimState.CONFIRMED,
        QualityClaim.expires_on > today,
        QualityClaim.expires_on <= today + BEFORE,
        QualityClaim.warned_at.is_(None),
        ~is_renewed,
    )
    claims = session.scalars(ending.order_by(QualityClaim.expires_on, QualityClaim.id)).all()
    for claim in claims:
        claim.warned_at = at
        outbox.put(session, ENDING, {"claim": str(claim.id)}, at=at)
    return f"{len(claims)} claims of quality end within a month"
