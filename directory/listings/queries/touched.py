"""Which listings show something of an organisation or a place: those to tell search of when one of these changes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service, ServiceAtLocation

_AT_ONCE = 500  # ids in one IN (…)


def services_touched(
    session: Session, *, organization_ids: Sequence[UUID] = (), location_ids: Sequence[UUID] = ()
) -> set[UUID]:
    """The listings of these organisations and those held at these places."""
    found: set[UUID] = set()
    for start in range(0, len(organization_ids), _AT_ONCE):
        some = organization_ids[start : start + _AT_ONCE]
        found.update(session.scalars(select(Service.id).where(Service.organization_id.in_(some))))
    for start in range(0, len(location_ids), _AT_ONCE):
        held = ServiceAtLocation.location_id.in_(location_ids[start : start + _AT_ONCE])
        found.update(session.scalars(select(ServiceAtLocation.service_id).where(held)))
    return found
