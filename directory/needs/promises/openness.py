"""How open a listing is at a moment, as plain values, and what opened between two looks. Knows no promise."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import Area
from directory.listings.bulk import chunks
from directory.listings.codes import CapacityStatus, DeliveryMode, LinkType, ListingStatus, ServiceStatus, Visibility
from directory.listings.models import (
    Attribute,
    Location,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from directory.needs.codes import PromiseCause
from directory.taxonomy.models import TaxonomyTerm

EVERYWHERE = "*"
_TAKING = (ListingStatus.PUBLISHED, ListingStatus.REVIEW_DUE)
_ROOM = (CapacityStatus.OPEN, CapacityStatus.LIMITED)
_NO_ROOM = (CapacityStatus.FULL, CapacityStatus.WAITING_LIST)
#: Help that comes to people: without an area of its own it is taken to reach everywhere.
_COMES = frozenset({DeliveryMode.PHONE, DeliveryMode.VIDEO, DeliveryMode.ONLINE, DeliveryMode.POST})


@dataclass(frozen=True)
class Openness:
    """What matters to somebody who waits. `is_full` closes a listing that is open otherwise."""

    is_open: bool = False
    is_full: bool = False
    has_room: bool = False
    needs: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    created_at: datetime | None = None

    @property
    def takes_people(self) -> bool:
        """Whether it makes sense to tell somebody of it."""
        return self.is_open and not self.is_full


@dataclass(frozen=True)
class Known:
    """How a listing was at the last look."""

    is_open: bool
    was_open: bool
    has_room: bool
    needs: frozenset[str]
    areas: frozenset[str]


@dataclass(frozen=True)
class Opened:
    """What opened: why, for which needs, in which areas."""

    cause: PromiseCause
    needs: frozenset[str]
    areas: frozenset[str]
    is_first_look: bool = False

    def serves(self, place: Collection[str]) -> bool:
        """Whether it is open to people in a place, told by the codes of its areas."""
        return EVERYWHERE in self.areas or any(code in self.areas for code in place)


def opened(before: Known | None, now: Openness) -> tuple[Opened, ...]:
    """What has opened since the last look. A listing never looked at before is new."""
    if not now.takes_people:
        return ()
    if before is None:
        return (Opened(PromiseCause.PUBLISHED, now.needs, now.areas, is_first_look=True),)
    if not before.is_open:
        cause = PromiseCause.REOPENED if before.was_open else PromiseCause.PUBLISHED
        return (Opened(cause, now.needs, now.areas),)
    if now.has_room and not before.has_room:
        return (Opened(PromiseCause.PLACES, now.needs, now.areas),)
    found = []
    if more := now.areas - before.areas:
        found.append(Opened(PromiseCause.WIDER, now.needs, more))
    if new := now.needs - before.needs:
        found.append(Opened(PromiseCause.PUBLISHED, new, now.areas))
    return tuple(found)


def openness_of(session: Session, service_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, Openness]:
    """How open some listings are now; those that are gone are left out."""
    found: dict[UUID, Openness] = {}
    for ids in chunks(list(service_ids)):
        found.update(_some(session, ids, at))
    return found


def _some(session: Session, ids: list[UUID], at: datetime) -> dict[UUID, Openness]:
    rows: Sequence[Any] = session.execute(
        select(Service, ServiceCapacity)
        .outerjoin(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .where(Service.id.in_(ids))
        .order_by(Service.id)
        .execution_options(populate_existing=True)
    ).all()
    terms = _terms(session, ids)
    areas, venues = _areas(session, ids), _venues(session, ids)
    today = clock.local(at).date()
    found = {}
    for service, room in rows:
        known = room is not None and (room.expires_at is None or room.expires_at > at)
        said = terms.get(service.id, {})
        found[service.id] = Openness(
            is_open=_is_open(service, today),
            is_full=known and room.status in _NO_ROOM,
            has_room=known and room.status in _ROOM,
            needs=frozenset(said.get(LinkType.NEED, ())),
            areas=areas.get(service.id) or _reach(service, venues.get(service.id, frozenset())),
            required=frozenset(said.get(LinkType.COHORT_REQUIRED, ())),
            excluded=frozenset(said.get(LinkType.EXCLUSION, ())),
            created_at=service.created_at,
        )
    return found


def _is_open(service: Service, today: date) -> bool:
    if service.listing_status not in _TAKING or service.visibility is Visibility.PRIVATE:
        return False
    if service.status is not ServiceStatus.ACTIVE or service.closing_on is not None:
        return False
    if service.closed_from is None and service.closed_to is None:
        return True
    is_begun = service.closed_from is None or service.closed_from <= today
    is_over = service.closed_to is not None and service.closed_to < today
    return not is_begun or is_over


def _reach(service: Service, venues: frozenset[str]) -> frozenset[str]:
    if venues:
        return venues
    return frozenset({EVERYWHERE}) if _COMES.intersection(service.delivery_modes) else frozenset()


def _terms(session: Session, ids: list[UUID]) -> dict[UUID, dict[str, list[str]]]:
    wanted = (LinkType.NEED, LinkType.COHORT_REQUIRED, LinkType.EXCLUSION)
    rows = session.execute(
        select(Attribute.service_id, Attribute.link_type, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.service_id.in_(ids), Attribute.link_type.in_(wanted))
        .order_by(Attribute.id)
    )
    found: dict[UUID, dict[str, list[str]]] = {}
    for service_id, link, code in rows:
        found.setdefault(service_id, {}).setdefault(link, []).append(code)
    return found


def _areas(session: Session, ids: list[UUID]) -> dict[UUID, frozenset[str]]:
    """The areas a listing says it serves: codes, or names in lower case where it is only named."""
    rows = session.execute(
        select(ServiceArea.service_id, Area.code, ServiceArea.name)
        .outerjoin(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(ids))
        .order_by(ServiceArea.id)
    )
    return _gathered((row[0], row[1] or row[2].casefold()) for row in rows)


def _venues(session: Session, ids: list[UUID]) -> dict[UUID, frozenset[str]]:
    """The districts in which a listing happens."""
    rows = session.execute(
        select(ServiceAtLocation.service_id, Location.district_code)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(ids), Location.district_code.is_not(None))
        .order_by(ServiceAtLocation.id)
    )
    return _gathered((row[0], row[1] or "") for row in rows)


def _gathered(pairs: Iterable[tuple[Any, str]]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    for service_id, code in pairs:
        found.setdefault(service_id, set()).add(code)
    return {service_id: frozenset(codes) for service_id, codes in found.items()}
