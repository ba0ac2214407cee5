"""The listings a steward answers for, as a condition: all, or those in their areas and whatever lies in those."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import aliased

from directory.geo.models import Area
from directory.listings.models import Location, Service, ServiceArea, ServiceAtLocation


def in_areas(codes: Collection[str]) -> ColumnElement[bool]:
    """Listings held at a place in these areas, or that cover one of them. No codes stand for everywhere."""
    if not codes:
        return true()
    within = select(Area.id, Area.code).where(Area.code.in_(sorted(codes))).cte("within_areas", recursive=True)
    below = aliased(Area)
    within = within.union(select(below.id, below.code).join(within, below.parent_id == within.c.id))
    inside = select(within.c.code)
    held = (
        select(ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(
            or_(
                Location.district_code.in_(inside),
                Location.ward_code.in_(inside),
                Location.lsoa_code.in_(inside),
                Location.district_code.in_(sorted(codes)),
            )
        )
    )
    covering = select(ServiceArea.service_id).where(ServiceArea.area_id.in_(select(within.c.id)))
    return or_(Service.id.in_(held), Service.id.in_(covering))
