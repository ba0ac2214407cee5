"""What there is for a need: listings that people can find, whether each can be used, and where it helps.

Usable: shown, not paused or closed today, checked in time, and not known to be full. Not known is not full, and is
counted as not known. The names of listings are public; places hidden from the public are counted and never shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import Area
from directory.listings.codes import CapacityStatus, DeliveryMode, LinkType, ListingStatus
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation, ServiceCapacity
from directory.listings.policy import shown_to
from directory.taxonomy.models import TaxonomyTerm

NO_ROOM = frozenset({CapacityStatus.FULL, CapacityStatus.WAITING_LIST})
COMES_TO_PEOPLE = frozenset({DeliveryMode.HOME, DeliveryMode.OUTREACH, DeliveryMode.POST})
FROM_AFAR = frozenset({DeliveryMode.PHONE, DeliveryMode.VIDEO, DeliveryMode.ONLINE})
_IN = 500  # ids in one IN (…)


class WhyNot(StrEnum):
    """Why a listing that is shown cannot be counted on."""

    PAUSED = "not taking people at the moment"
    CLOSED = "closed at the moment"
    STALE = "details not confirmed in time"
    FULL = "full, or with a waiting list"


@dataclass(frozen=True)
class Offer:
    """One listing for the need."""

    id: UUID
    name: str
    points: tuple[tuple[float, float], ...]
    serves: frozenset[str]  # codes of the areas it says it serves
    comes_to_people: bool
    from_afar: bool
    places: int | None
    is_room_known: bool
    why_not: WhyNot | None

    @property
    def is_usable(self) -> bool:
        """Whether somebody sent there today would probably be helped."""
        return self.why_not is None


def offers(session: Session, needs: Collection[str], cohort: str, *, at: datetime) -> tuple[Offer, ...]:
    """All listings for these needs that professionals or everyone can find, and that are for the group."""
    today = clock.local(at).date()
    rows = session.execute(_listed(needs, cohort, today)).all()
    ids = [row.id for row in rows]
    points = _gathered(session, ids, _points)
    served = _gathered(session, ids, _served)
    return tuple(_offer(row, points.get(row.id, ()), served.get(row.id, ()), at) for row in rows)


def _listed(needs: Collection[str], cohort: str, today: date) -> Any:
    about = _with_term(LinkType.NEED, sorted(needs))
    query: Any = (
        select(
            Service.id,
            Service.name,
            Service.listing_status,
            Service.delivery_modes,
            Service.closed_from,
            Service.closed_to,
            Service.verified_at,
            Service.review_due_on,
            ServiceCapacity.status,
            ServiceCapacity.places,
            ServiceCapacity.expires_at,
        )
        .outerjoin(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .where(shown_to(today, professionals=True), Service.id.in_(about))
        .order_by(Service.name, Service.id)
    )
    if cohort:
        needed = select(Attribute.service_id).where(Attribute.link_type == LinkType.COHORT_REQUIRED)
        theirs = _with_term(LinkType.COHORT_REQUIRED, [cohort])
        shut = _with_term(LinkType.EXCLUSION, [cohort])
        query = query.where(or_(Service.id.not_in(needed), Service.id.in_(theirs)), Service.id.not_in(shut))
    return query


def _with_term(link: LinkType, codes: Sequence[str]) -> Select[UUID]:
    return (
        select(Attribute.service_id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(and_(Attribute.link_type == link, TaxonomyTerm.code.in_(codes)))
    )


def _points(ids: Sequence[UUID]) -> Any:
    return (
        select(ServiceAtLocation.service_id, Location.latitude, Location.longitude)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(ids), Location.latitude.is_not(None), Location.longitude.is_not(None))
    )


def _served(ids: Sequence[UUID]) -> Any:
    return (
        select(ServiceArea.service_id, Area.code)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(ids))
    )


def _gathered(session: Session, ids: Sequence[UUID], query: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for start in range(0, len(ids), _IN):
        for service_id, *values in session.execute(query(ids[start : start + _IN])):
            found.setdefault(service_id, []).append(values[0] if len(values) == 1 else tuple(values))
    return found


def _offer(row: Any, points: Sequence[tuple[float, float]], served: Sequence[str], at: datetime) -> Offer:
    modes = frozenset(row.delivery_modes or ())
    is_known = row.status is not None and not (row.expires_at is not None and row.expires_at <= at)
    status = row.status if is_known else CapacityStatus.UNKNOWN
    return Offer(
        id=row.id,
        name=row.name,
        points=tuple(points),
        serves=frozenset(served),
        comes_to_people=bool(modes & COMES_TO_PEOPLE),
        from_afar=bool(modes & FROM_AFAR),
        places=row.places if is_known else None,
        is_room_known=status is not CapacityStatus.UNKNOWN,
        why_not=_why_not(row, status, clock.local(at).date()),
    )


def _why_not(row: Any, status: CapacityStatus, today: date) -> WhyNot | None:
    if row.listing_status is ListingStatus.PUBLISHED_PAUSED:
        return WhyNot.PAUSED
    if row.closed_from is not None and row.closed_from <= today and (row.closed_to is None or today <= row.closed_to):
        return WhyNot.CLOSED
    if row.verified_at is None or (row.review_due_on is not None and row.review_due_on < today):
        return WhyNot.STALE
    return WhyNot.FULL if status in NO_ROOM else None
