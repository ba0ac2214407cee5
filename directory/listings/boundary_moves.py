"""Which listings a change of boundaries moves from one council to another: looked at before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.areas import AreaIndex
from directory.geo.models import Area, AreaType
from directory.listings.area_assignment import assign_areas
from directory.listings.local_places import learn_places
from directory.listings.models import Location, Service, ServiceAtLocation

EXAMPLES = 5
_COUNCILS = (AreaType.DISTRICT, AreaType.UNITARY)


@dataclass(frozen=True)
class Move:
    """Listings that were in one council's area and are in another's from then on."""

    before: str
    after: str
    listings: int
    examples: tuple[str, ...]


def moves_on(session: Session, day: date) -> list[Move]:
    """What assigning anew on a day would move, the most first. Reads the areas as they are in this transaction."""
    rows = session.execute(
        select(Location.id, Location.latitude, Location.longitude, Location.district_code).where(
            Location.latitude.is_not(None), Location.longitude.is_not(None)
        )
    ).all()
    index = AreaIndex(session, day)
    hits = index.hits([row.latitude for row in rows], [row.longitude for row in rows])
    changed: dict[tuple[str, str], list[object]] = {}
    for row, found in zip(rows, hits, strict=True):
        after = next((ref.code for ref in index.settled(found) if ref.area_type in _COUNCILS), "")
        if after != (row.district_code or ""):
            changed.setdefault((row.district_code or "", after), []).append(row.id)
    names = _names(session, [code for pair in changed for code in pair])
    moves = [_move(session, names, before, after, ids) for (before, after), ids in changed.items()]
    return sorted((move for move in moves if move.listings), key=lambda move: (-move.listings, move.before, move.after))


def assign_on_the_day(session: Session, at: datetime) -> str:
    """Nightly: when areas begin or end today, every place is looked at again."""
    today = clock.local(at).date()
    turns = select(func.count()).select_from(Area).where(or_(Area.valid_from == today, Area.valid_to == today))
    if not session.scalar(turns):
        return "no boundary changes today"
    assigned = assign_areas(session)
    learn_places(session, at)
    return str(assigned)


def _move(session: Session, names: dict[str, str], before: str, after: str, location_ids: Sequence[object]) -> Move:
    held = (
        select(Service.id, Service.name)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .where(ServiceAtLocation.location_id.in_(location_ids))
        .distinct()
        .order_by(Service.name, Service.id)
    )
    rows = session.execute(held).all()
    outside = "no council that is known here"
    examples = tuple(row.name for row in rows[:EXAMPLES])
    return Move(names.get(before, outside), names.get(after, outside), len(rows), examples)


def _names(session: Session, codes: Sequence[str]) -> dict[str, str]:
    rows = session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)).order_by(Area.valid_from))
    return {row.code: row.name for row in rows}
