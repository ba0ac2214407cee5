"""Claims of quality in the stewards' queue."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing import Risk
from directory.moderation.areas import areas_of_listings
from directory.moderation.queueing import QueueRow, register
from directory.moderation.stewardship.codes import ClaimState
from directory.moderation.stewardship.models import QualityClaim
from directory.moderation.stewardship.queries import names_of


class WaitingQualityClaims:
    """Nothing of a claim is shown before it is decided, so it can wait its turn."""

    kinds: ClassVar[dict[str, str]] = {"quality": "Quality claims"}

    def rows(self, session: Session, at: datetime) -> Iterable[QueueRow]:
        """Every claim that nobody has decided."""
        waiting = select(QualityClaim).where(QualityClaim.state == ClaimState.PROPOSED)
        claims = session.scalars(waiting.order_by(QualityClaim.created_at, QualityClaim.id)).all()
        ids = [claim.service_id for claim in claims]
        areas, names = areas_of_listings(session, ids), names_of(session, ids)
        for claim in claims:
            yield QueueRow(
                kind="quality",
                reference=claim.reference,
                what=f"They say: {claim.kind.label.lower()}",
                since=claim.created_at,
                href=f"/staff/quality-claims/{claim.id}",
                risk=Risk.LOW,
                listing=names[claim.service_id],
                listing_id=claim.service_id,
                areas=areas[claim.service_id],
            )


register(WaitingQualityClaims())
