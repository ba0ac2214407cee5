"""What the queue's filter by area offers."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.geo.models import Area, AreaType

OFFERED = (AreaType.DISTRICT, AreaType.UNITARY, AreaType.COUNTY)


def areas_named(session: Session, codes: Iterable[str], today: date) -> dict[str, str]:
    """The districts and counties among these codes, by code."""
    wanted = sorted(set(codes))
    query = select(Area.code, Area.name).where(
        Area.code.in_(wanted), Area.area_type.in_(OFFERED), or_(Area.valid_to.is_(None), Area.valid_to > today)
    )
    return {row.code: row.name for row in session.execute(query.order_by(Area.name, Area.code))}
