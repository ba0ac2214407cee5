"""What the pages about owners read: areas with theirs, and the listings nobody answers for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.geo.models import Area
from directory.listings.models import Location, Service, ServiceArea, ServiceAtLocation
from directory.listings.policy import is_shown
from directory.moderation.freshness.models import AreaOwner
from directory.moderation.freshness.owners import owner_id, stewards
from directory.moderation.stewardship.policy import within


@dataclass(frozen=True)
class District:
    """One district, or wider area, with listings, and who answers for those that have no owner of their own."""

    code: str
    name: str
    listings: int
    owner_id: UUID | None


def districts(session: Session, user: User, today: date) -> list[District]:
    """The districts in which something is listed, and the areas that something without a place covers, by name."""
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
    found = _with_covered([District(*row) for row in rows], _covered(session, user, today))
    mine = [row for row in found if not user.areas or row.code in user.areas] or found
    return sorted(mine, key=lambda row: (row.name, row.code))


def _covered(session: Session, user: User, today: date) -> list[District]:
    """The areas that listings without a place cover: by phone, from a van, all over a county."""
    owner = select(AreaOwner).where(AreaOwner.steward_id.in_(stewards())).subquery()
    at_a_place = (
        select(ServiceAtLocation.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id == Service.id, Location.district_code.is_not(None))
    )
    query = (
        select(Area.code, func.max(Area.name), func.count(func.distinct(Service.id)), owner.c.steward_id)
        .join(ServiceArea, ServiceArea.area_id == Area.id)
        .join(Service, Service.id == ServiceArea.service_id)
        .outerjoin(owner, owner.c.area_code == Area.code)
        .where(is_shown(today), within(user.areas), ~exists(at_a_place))
        .group_by(Area.code, owner.c.steward_id)
    )
    return [District(*row) for row in session.execute(query)]


def _with_covered(districts: list[District], covered: list[District]) -> list[District]:
    more = {area.code: area for area in covered}
    both = [replace(row, listings=row.listings + more.pop(row.code).listings) if row.code in more else row
            for row in districts]  # fmt: skip
    return [*both, *more.values()]


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
