"""Who answers for a listing: a steward of its own, else of its district, else of an area it covers. Else nobody.

A steward who has left, or is one no more, owns nothing from that moment on; the nightly job then clears the columns.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select, update
from sqlalchemy.orm import Session

from directory.accounts.models import RoleGrant, User
from directory.accounts.roles import Role
from directory.audit import chain
from directory.errors import RuleBroken
from directory.geo.models import Area
from directory.listings.models import Location, Service, ServiceArea, ServiceAtLocation
from directory.moderation.freshness.models import AreaOwner

BY = "job:release_owners"


def stewards() -> Select[Any]:
    """The ids of everybody who can own a listing."""
    return (
        select(User.id).join(RoleGrant, RoleGrant.user_id == User.id).where(User.active, RoleGrant.role == Role.STEWARD)
    )


def owner_id() -> ColumnElement[UUID | None]:
    """The owner of a listing as a column: nothing for an unowned one."""
    of_area = (
        select(AreaOwner.steward_id)
        .join(Location, Location.district_code == AreaOwner.area_code)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == Service.id, AreaOwner.steward_id.in_(stewards()))
        .order_by(ServiceAtLocation.id)
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    covering = (
        select(AreaOwner.steward_id)
        .join(Area, Area.code == AreaOwner.area_code)
        .join(ServiceArea, ServiceArea.area_id == Area.id)
        .where(ServiceArea.service_id == Service.id, AreaOwner.steward_id.in_(stewards()))
        .order_by(ServiceArea.id)
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    own = case((Service.owner_steward_id.in_(stewards()), Service.owner_steward_id))
    return func.coalesce(own, of_area, covering)


def named_stewards(session: Session) -> list[User]:
    """Everybody who can own a listing, by name."""
    found = session.scalars(select(User).where(User.id.in_(stewards()))).all()
    return sorted(found, key=lambda user: (user.name.casefold(), str(user.id)))


def give(session: Session, services: Sequence[Service], steward_id: UUID | None, *, by: str, at: datetime) -> None:
    """Make somebody the owner of listings; nobody returns them to the owner of their district."""
    _refuse_strangers(session, steward_id)
    for service in services:
        values = {"owner_steward_id": steward_id, "updated_at": Service.updated_at}
        session.execute(
            update(Service).where(Service.id == service.id).values(values).execution_options(synchronize_session=False)
        )
        session.refresh(service)
        detail = {"owner": str(steward_id) if steward_id else None}
        chain.record(session, actor=by, action="listing.owned", subject=f"service:{service.id}", detail=detail, at=at)


def give_area(session: Session, area_code: str, steward_id: UUID | None, *, by: str, at: datetime) -> None:
    """Make somebody the owner of every listing of an area that has none of its own."""
    _refuse_strangers(session, steward_id)
    row = session.scalars(select(AreaOwner).where(AreaOwner.area_code == area_code)).first()
    if row is not None and steward_id is None:
        session.delete(row)
    elif row is not None and steward_id is not None:
        row.steward_id = steward_id
    elif steward_id is not None:
        session.add(AreaOwner(area_code=area_code, steward_id=steward_id))
    detail = {"owner": str(steward_id) if steward_id else None}
    chain.record(session, actor=by, action="area.owned", subject=f"area:{area_code}", detail=detail, at=at)


def release_owners(session: Session, at: datetime) -> str:
    """Nightly: take the names of those who left off their listings and areas."""
    gone = select(Service).where(Service.owner_steward_id.is_not(None), Service.owner_steward_id.not_in(stewards()))
    services = session.scalars(gone.order_by(Service.id)).all()
    give(session, services, None, by=BY, at=at)
    areas = session.scalars(select(AreaOwner).where(AreaOwner.steward_id.not_in(stewards()))).all()
    for area in areas:
        give_area(session, area.area_code, None, by=BY, at=at)
    return f"{len(services)} listings and {len(areas)} areas released"


def _refuse_strangers(session: Session, steward_id: UUID | None) -> None:
    if steward_id is not None and session.scalar(stewards().where(User.id == steward_id).limit(1)) is None:
        raise RuleBroken("steward", "Select a steward from the list")
