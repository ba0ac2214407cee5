"""Where a test's listing happens."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service, ServiceAtLocation


def place_of(session: Session, listing: Service) -> ServiceAtLocation:
    """The listing's only place."""
    return session.scalars(select(ServiceAtLocation).where(ServiceAtLocation.service_id == listing.id)).one()
