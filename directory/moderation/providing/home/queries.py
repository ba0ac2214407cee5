"""Questions of the provider's home: what somebody keeps, how it stands, who keeps it with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Organization, Service, ServiceCapacity
from directory.moderation.providing.policy import Keeper, own_listings, own_organizations


@dataclass(frozen=True)
class Kept:
    """One listing and how much room it said it has."""

    service: Service
    capacity: ServiceCapacity | None


def kept(session: Session, user: Keeper) -> list[Kept]:
    """Everything somebody keeps, in order of name; what has ended comes last in the page, not here."""
    services = session.scalars(own_listings(user).order_by(Service.name, Service.id)).unique().all()
    rooms = capacities(session, [service.id for service in services])
    return [Kept(service, rooms.get(service.id)) for service in services]


def capacities(session: Session, service_ids: Sequence[UUID]) -> dict[UUID, ServiceCapacity]:
    """How much room each of some listings said it has."""
    query = select(ServiceCapacity).where(ServiceCapacity.service_id.in_(service_ids))
    return {row.service_id: row for row in session.scalars(query)}


def organizations(session: Session, user: Keeper) -> Sequence[Organization]:
    """Somebody's organisations by name."""
    return session.scalars(own_organizations(user).order_by(Organization.name, Organization.id)).all()
