"""Concerns in the queue. One about safety stands before everything else."""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.editing import Risk
from directory.moderation.areas import areas_of_listings
from directory.moderation.concerns.codes import ConcernKind, ConcernStatus
from directory.moderation.concerns.models import Concern
from directory.moderation.queueing import QueueRow, register

RISKS = {
    ConcernKind.UNSAFE: Risk.HIGH,
    ConcernKind.CLOSED: Risk.HIGH,
    ConcernKind.EXTRA_INFO: Risk.LOW,
}  # people set out in vain for what is closed; the others are usual


class Concerns:
    """What people said is not right."""

    kinds = MappingProxyType({"concern": "Concerns"})

    def rows(self, session: Session, at: datetime) -> Iterable[QueueRow]:
        """Everything nobody has answered. The words stay encrypted: a list does not need them."""
        query = select(
            Concern.id, Concern.reference, Concern.kind, Concern.created_at, Concern.listing_name, Concern.service_id
        ).where(Concern.status != ConcernStatus.CLOSED)
        found = session.execute(query).all()
        areas = areas_of_listings(session, [row.service_id for row in found if row.service_id])
        for row in found:
            yield QueueRow(
                kind="concern",
                reference=row.reference,
                what=row.kind.label,
                since=row.created_at,
                href=f"/staff/concerns/{row.id}",
                risk=RISKS.get(row.kind, Risk.USUAL),
                listing=row.listing_name,
                listing_id=row.service_id,
                areas=areas.get(row.service_id, frozenset()),
                is_urgent=row.kind is ConcernKind.UNSAFE,
            )


SOURCE = register(Concerns())
