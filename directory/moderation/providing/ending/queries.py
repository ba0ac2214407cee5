"""Questions about how listings end."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.providing.models import ListingEnding

ENDS = (ListingStatus.CLOSING, ListingStatus.ARCHIVED, ListingStatus.STALE)


def ending_of(session: Session, service_id: UUID) -> ListingEnding | None:
    """What its people said of a listing's end."""
    return session.scalars(select(ListingEnding).where(ListingEnding.service_id == service_id)).first()


def successor_of(session: Session, service_id: UUID) -> str:
    """Who takes over, in words for everybody; empty until the listing itself bears that last day."""
    query = (
        select(ListingEnding.taken_over_by)
        .join(Service, Service.id == ListingEnding.service_id)
        .where(
            ListingEnding.service_id == service_id,
            Service.closing_on == ListingEnding.last_day,
            Service.listing_status.in_(ENDS),
        )
    )
    return session.scalar(query) or ""
