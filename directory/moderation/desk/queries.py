"""What the desk's pages read beside the calls themselves, each in one query for everything that is shown."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility
from directory.listings.models import Address, Location, Phone, Service, ServiceAtLocation
from directory.moderation.freshness.models import ProviderContact


def phones_of(session: Session, service_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The number to ring about each listing: its own first, else that of who runs it."""
    query = (
        select(Service.id, Phone.number)
        .join(
            Phone,
            or_(
                Phone.service_id == Service.id,
                and_(Phone.organization_id == Service.organization_id, Phone.service_id.is_(None)),
            ),
        )
        .where(Service.id.in_(list(service_ids)))
        .order_by(Phone.service_id.is_(None), Phone.position, Phone.id)
    )
    found: dict[UUID, str] = {}
    for service_id, number in session.execute(query):
        found.setdefault(service_id, number)
    return found


def towns_of(session: Session, service_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The town of each listing, unless its place is private."""
    query = (
        select(ServiceAtLocation.service_id, Address.city)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .join(Address, Address.location_id == Location.id)
        .where(
            ServiceAtLocation.service_id.in_(list(service_ids)),
            Location.address_visibility != AddressVisibility.HIDDEN,
            Address.city != "",
        )
        .order_by(ServiceAtLocation.id)
    )
    found: dict[UUID, str] = {}
    for service_id, city in session.execute(query):
        found.setdefault(service_id, city)
    return found


def contacts_of(session: Session, organization_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """When each organisation was last reached."""
    query = (
        select(ProviderContact.organization_id, func.max(ProviderContact.at))
        .where(ProviderContact.organization_id.in_(list(organization_ids)))
        .group_by(ProviderContact.organization_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
