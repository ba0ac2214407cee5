"""Claims in the stewards' queue."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Session

from directory.listings.editing import Risk
from directory.moderation.areas import areas_of_listings
from directory.moderation.providing.claims.queries import waiting_claims
from directory.moderation.queueing import QueueRow, register


class WaitingClaims:
    """Whoever keeps a listing can change what people rely on, so a claim weighs heavily."""

    kinds: ClassVar[dict[str, str]] = {"claim": "Claims"}

    def rows(self, session: Session, at: datetime) -> Iterable[QueueRow]:
        """Every claim that nobody has decided."""
        claims = waiting_claims(session)
        areas = areas_of_listings(session, [claim.service_id for claim in claims])
        for claim in claims:
            yield QueueRow(
                kind="claim",
                reference=claim.reference,
                what=f"Somebody says it is theirs: {claim.role_there.label}",
                since=claim.created_at,
                href=f"/staff/claims/{claim.id}",
                risk=Risk.HIGH,
                listing=claim.service.name,
                listing_id=claim.service_id,
                areas=areas[claim.service_id],
                note="Address confirmed" if claim.work_email_confirmed_at else "",
            )


register(WaitingClaims())
