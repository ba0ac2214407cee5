"""What the pages about owners read: districts with theirs, and the listings nobody answers for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.geo.models import Area
from directory.listings.models import Location, Service, ServiceAtLocation
from directory.listings.policy import is_shown
from directory.moderation.freshness.models import AreaOwner
from directory.moderation.freshness.owners import owner_id, stewards
from directory.moderation.stewardship.policy import within


@dataclass(frozen=True)
class District:
    """One district with listings, and who answers for those that have no owner of their own."""

    code: str
    name: str
    listings: int
    owner_id: UUID | None


def districts(session: Session, user: User, today: date) -> list[District]:
    """The districts in which something is listed, by name."""
    names = select(Area.code, func.max(Area.name).label("name")).group_by(Area.code).subquery()
    owner = select(AreaOwner).where(AreaOwner.steward_id.in_(stewards())).subquery()
    query = (
        select(
            Location.district_code,
            func.coalesce(names.c.name, Location.district_code).label("name"),
            func.count(func.distinct(Service.id)).label("listings"),
            owner.c.steward_id,
        )
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .outerjoin(names, names.c.code == Location.district_code)
        .outerjoin(owner, owner.c.area_code == Location.district_code)
        .where(is_shown(today), within(user.areas), Location.district_code.is_not(None))
        .group_by(Location.district_code, names.c.name, owner.c.steward_id)
    )
    rows = session.execute(query).all()
    found = [District(row.district_code, row.name, row.listings, row.steward_id) for row in rows]
    mine = [row for row in found if not user.areas or row.code in user.areas] or found
    return sorted(mine, key=lambda row: (row.name, row.code))


def unowned_listings(session: Session, user: User, today: date, offset: int, size: int) -> Sequence[Service]:
    """Some of the listings nobody answers for, the longest unchecked first."""
    query = _unowned(user, today).options(joinedload(Service.organization))
    order = (Service.review_due_on.is_(None), Service.review_due_on, Service.name, Service.id)
    return session.scalars(query.order_by(*order).offset(offset).limit(size)).all()


def unowned_among(session: Session, user: User, today: date, ids: Collection[UUID]) -> Sequence[Service]:
    """Those of some listings that nobody answers for. Raises `RuleBroken` when there are none."""
    found = session.scalars(_unowned(user, today).where(Service.id.in_(list(ids)))).all()
    if not found:
        raise RuleBroken(None, "Tick at least one listing that nobody answers for yet")
    return found


def count_unowned(session: Session, user: User, today: date) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(_unowned(user, today).subquery())) or 0


def _unowned(user: User, today: date) -> Select[Service]:
    return select(Service).where(is_shown(today), within(user.areas), owner_id().is_(None))
