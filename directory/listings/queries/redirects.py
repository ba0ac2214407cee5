"""Where a joined listing's address leads now."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import ListingRedirect


def joined_to(session: Session, service_id: UUID) -> UUID | None:
    """The listing that stands for a joined one at the end of all joinings; None when it was not joined."""
    seen, here = {service_id}, service_id
    while True:
        found = session.scalar(select(ListingRedirect.to_id).where(ListingRedirect.from_id == here))
        if found is None:
            return here if here != service_id else None
        if found in seen:  # cannot be, but a page must not run for ever if a database was mended by hand
            return None
        seen.add(found)
        here = found
