"""Bulk reads: one query a table, grouped by service, whatever the number of listings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Row, Select, Uuid, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus, LocationType, Visibility
from directory.listings.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTier,
)
from directory.listings.queries.listing import DAY_OFF_COLUMNS, PATTERN_COLUMNS

FINDABLE = (
    ListingStatus.PUBLISHED,
    ListingStatus.PUBLISHED_PAUSED,
    ListingStatus.REVIEW_DUE,
    ListingStatus.CLOSING,
)
#: SQLite takes 32,766 values in one statement; PostgreSQL more.
_BATCH = 10_000

AnySelect = Select[*tuple[Any, ...]]
Grouped = dict[UUID, list[Row[Any]]]


@dataclass
class ListingRows:
    """Every row search needs, by service or location id."""

    services: list[Row[Any]]
    places: Grouped
    addresses: Grouped
    areas: Grouped
    costs: Grouped
    languages: Grouped
    attributes: Grouped
    tiers: Grouped
    service_access: Grouped
    place_access: Grouped
    schedules: Grouped
    exceptions: Grouped


class _EachOnce(Uuid[UUID]):
    """Makes each id once, however many rows name it; dictionaries then know it without comparing."""

    cache_ok = False

    def __init__(self) -> None:
        super().__init__()
        self._made = _Made({None: None})

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Nothing where the driver gives ids as such."""
        is_text = super().result_processor(dialect, coltype) is not None  # type: ignore[no-untyped-call]
        return self._made.__getitem__ if is_text else None


class _Made(dict[str | None, UUID | None]):
    def __missing__(self, text: str) -> UUID:
        self[text] = made = UUID(text)
        return made


def read_rows(session: Session, today: date, service_ids: Sequence[UUID] | None = None) -> ListingRows:
    """The rows of all findable listings, or of those among `service_ids`."""
    ids = _EachOnce()
    services = _read(session, _findable(today), ids, Service.id, service_ids)
    wanted = None if service_ids is None else [row.id for row in services]
    places = _by(_read(session, _places(), ids, ServiceAtLocation.service_id, wanted), "service_id")
    locations = None if wanted is None else list({row.location_id for rows in places.values() for row in rows})

    def of_service(statement: AnySelect, table: Any) -> Grouped:
        return _by(_read(session, statement, ids, table.service_id, wanted), "service_id")

    def of_location(statement: AnySelect, table: Any) -> Grouped:
        return _by(_read(session, statement, ids, table.location_id, locations), "location_id")

    access = (Accessibility.service_id, Accessibility.location_id, Accessibility.feature, Accessibility.value)
    return ListingRows(
        services=services,
        places=places,
        addresses=of_location(
            select(Address.location_id, Address.address_1, Address.city, Address.postal_code).order_by(Address.id),
            Address,
        ),
        areas=of_service(
            select(ServiceArea.service_id, ServiceArea.name, ServiceArea.area_id).order_by(ServiceArea.id), ServiceArea
        ),
        costs=of_service(
            select(CostOption.service_id, CostOption.cost_type).where(
                or_(CostOption.valid_to.is_(None), CostOption.valid_to >= today)
            ),
            CostOption,
        ),
        languages=of_service(select(Language.service_id, Language.code, Language.name), Language),
        attributes=of_service(
            select(Attribute.service_id, Attribute.link_type, Attribute.taxonomy_term_id).order_by(
                Attribute.position, Attribute.id
            ),
            Attribute,
        ),
        tiers=of_service(select(ServiceTier.service_id, ServiceTier.tier), ServiceTier),
        service_access=of_service(select(*access).where(Accessibility.service_id.is_not(None)), Accessibility),
        place_access=of_location(select(*access).where(Accessibility.location_id.is_not(None)), Accessibility),
        schedules=of_service(_schedules(), Schedule),
        exceptions=of_service(_exceptions(today), ScheduleException),
    )


def fingerprint(session: Session, today: date) -> tuple[int, int]:
    """How many listings there are and how often they were edited: quick to ask, and another after almost any change."""
    findable = _findable(today).with_only_columns(Service.version).subquery()
    count, edits = session.execute(select(func.count(), func.sum(findable.c.version)).select_from(findable)).one()
    return count, int(edits or 0)


def read_stamps(session: Session, today: date) -> dict[UUID, int]:
    """The stamp of every listing a whole index holds."""
    places = _places().order_by(None).subquery()
    located = select(places.c.service_id, func.sum(places.c.version).label("places")).group_by(places.c.service_id)
    per_service = located.subquery()
    wanted = _findable(today).with_only_columns(
        Service.id, Service.version, Organization.version.label("organization_version"), per_service.c.places
    )
    rows = session.execute(wanted.outerjoin(per_service, per_service.c.service_id == Service.id))
    return {row.id: stamp(row, int(row.places or 0)) for row in rows}


def stamp(service: Any, places: int) -> int:
    """A number that is another one when the listing, its organisation or one of its places was edited.

    It is made of their version counters, which every edit moves, of parts such as hours or costs too.
    """
    return int(service.version) * 1_000_000 + (service.organization_version or 0) * 1_000 + places


def _findable(today: date) -> AnySelect:
    return (
        select(
            Service.id,
            Service.name,
            Service.summary,
            Service.description,
            Service.eligibility_description,
            Service.minimum_age,
            Service.maximum_age,
            Service.assured_date,
            Service.asset_type,
            Service.commissioning_status,
            Service.delivery_modes,
            Service.delivery_scale,
            Service.someone_will_meet_you,
            Service.transport_provided,
            Service.listing_status,
            Service.visibility,
            Service.closing_on,
            Service.closed_from,
            Service.closed_to,
            Service.verified_at,
            Service.verification_method,
            Service.version,
            Organization.name.label("organization_name"),
            Organization.sector.label("organization_sector"),
            Organization.version.label("organization_version"),
        )
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .where(Service.listing_status.in_(FINDABLE), Service.visibility != Visibility.PRIVATE)
        .where(or_(Service.closing_on.is_(None), Service.closing_on >= today))
    )


def _places() -> AnySelect:
    return (
        select(
            ServiceAtLocation.service_id,
            ServiceAtLocation.location_id,
            Location.name,
            Location.address_visibility,
            Location.latitude,
            Location.longitude,
            Location.district_code,
            Location.version,
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.location_type == LocationType.PHYSICAL)
        .order_by(ServiceAtLocation.id)
    )


def _schedules() -> AnySelect:
    return select(*PATTERN_COLUMNS).order_by(Schedule.id)


def _exceptions(today: date) -> AnySelect:
    return (
        select(*DAY_OFF_COLUMNS)
        .where(ScheduleException.on_date >= today)
        .order_by(ScheduleException.on_date, ScheduleException.id)
    )


def _read(
    session: Session, statement: AnySelect, kind: _EachOnce, key: Any, wanted: Sequence[UUID] | None
) -> list[Row[Any]]:
    session.flush()  # as `session.execute` would; its own bookkeeping takes half as long again as reading does
    execute = session.connection().execute
    if wanted is None:
        columns = (
            type_coerce(each, kind) if isinstance(each.type, Uuid) else each for each in statement.selected_columns
        )
        return list(execute(statement.with_only_columns(*columns)).all())
    batches = (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))
    return [row for batch in batches for row in execute(statement.where(key.in_(batch))).all()]


def _by(rows: Iterable[Row[Any]], key: str) -> Grouped:
    grouped: Grouped = defaultdict(list)
    owner = attrgetter(key)
    for row in rows:
        grouped[owner(row)].append(row)
    return grouped
