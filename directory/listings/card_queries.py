"""The four questions behind a list of cards. Each is built once: building costs more than asking.

Run them with `ids`, `nearest` (locations) and `today`. Plain columns instead of mapped objects, for the same reason.
The first tells with its version counters whether a card made a moment ago still holds; then the others are not asked.
Keys (`service_key`, `place_key`) join the answers: ids as the driver gives them, text or UUID, since making hundreds of
UUIDs only to compare them would cost more than the query.
"""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Executable,
    bindparam,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.types import NullType

from directory.listings.codes import AddressVisibility, LinkType, PhoneKind
from directory.listings.models import (
    Address,
    Attribute,
    CostOption,
    Location,
    Organization,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
)
from directory.listings.policy import shown_to
from directory.taxonomy.models import TaxonomyTerm

MOST_NEEDS = 2  # the most fitting ones; a card that names all says nothing
IDS: BindParameter[UUID] = bindparam("ids", expanding=True)
NEAREST: BindParameter[UUID] = bindparam("nearest", expanding=True)
TODAY = bindparam("today", type_=Date)


def _key(column: Any) -> ColumnElement[Any]:
    return type_coerce(column, NullType())


@cache
def services(*, for_professionals: bool) -> Executable:
    """The listings' own facts, with organisation and capacity; `is_shown` tells now, whatever the index believes.

    A column and not a condition: as a condition it tempts SQLite away from the primary key to a scan by status. The
    last column is the only one that is a list.
    """
    listing, capacity = Service, ServiceCapacity
    rule = shown_to(TODAY, professionals=for_professionals)
    held = select(func.sum(Location.version)).join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
    edits = held.where(ServiceAtLocation.service_id == listing.id).scalar_subquery()
    return (
        select(
            listing.id, _key(listing.id).label("service_key"), listing.name, listing.summary, listing.description,
            listing.asset_type, listing.status,
            listing.fees_description, listing.someone_will_meet_you, listing.listing_status, listing.visibility,
            listing.closing_on, listing.closed_from, listing.closed_to, listing.closed_reason, listing.verified_at,
            listing.verified_by, listing.verification_method, listing.review_due_on, listing.organization_id,
            Organization.name.label("organization"), capacity.status.label("capacity_status"),
            capacity.note.label("capacity_note"), capacity.expires_at.label("capacity_expires_at"),
            capacity.next_intake_on, rule.label("is_shown"), listing.version, Organization.version.label("edits"),
            edits.label("place_edits"), listing.delivery_modes,
        )
        .outerjoin(Organization, Organization.id == listing.organization_id)
        .outerjoin(capacity, capacity.service_id == listing.id)
        .where(listing.id.in_(IDS))
    )  # fmt: skip


@cache
def places() -> Executable:
    """The place each listing's card may name: those among `nearest`, then its first public one.

    `places` counts the public ones. A listing with hidden places only gives none: a hundred offices of one firm must
    not cost a hundred rows.
    """
    held = (
        select(
            ServiceAtLocation.id, ServiceAtLocation.service_id, ServiceAtLocation.location_id, Location.name,
            Location.address_visibility, func.count().over(partition_by=ServiceAtLocation.service_id).label("places"),
            func.row_number()
            .over(partition_by=ServiceAtLocation.service_id, order_by=ServiceAtLocation.id)
            .label("turn"),
        )
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(IDS), Location.address_visibility != AddressVisibility.HIDDEN)
        .subquery()
    )  # fmt: skip
    return (
        select(
            _key(held.c.id).label("place_key"), _key(held.c.service_id).label("service_key"), held.c.location_id,
            held.c.name, held.c.address_visibility, held.c.places, Address.address_1, Address.city,
        )
        .outerjoin(Address, Address.location_id == held.c.location_id)
        .where(or_(held.c.turn == 1, held.c.location_id.in_(NEAREST)))
        .order_by(held.c.id, Address.id)
    )  # fmt: skip


@cache
def times() -> Executable:
    """Schedules and the exceptions still to come in one query; for an exception `dtstart` is its day."""
    pattern, off = Schedule, ScheduleException
    return union_all(
        select(
            _key(pattern.service_id).label("service_key"), _key(pattern.service_at_location_id).label("place_key"),
            pattern.freq, pattern.interval, pattern.byday, pattern.bymonthday, pattern.dtstart, pattern.valid_from,
            pattern.valid_to, pattern.opens_at, pattern.closes_at, pattern.term_time_only,
            false().label("is_exception"), false().label("is_closed"),
        ).where(pattern.service_id.in_(IDS)),
        select(
            _key(off.service_id), _key(off.service_at_location_id), null(), literal(1), null(), null(), off.on_date,
            null(), null(), off.opens_at, off.closes_at, false(), true(), off.is_closed,
        ).where(off.service_id.in_(IDS), off.on_date >= TODAY),
    )  # fmt: skip


@cache
def small_parts() -> Executable:
    """Costs, phone numbers and the most fitting needs in one query.

    Of a number or a need, `option` is the number or the name and `amount` the position.
    """
    cost, phone, said = CostOption, Phone, Attribute
    return union_all(
        select(
            literal("cost").label("part"), _key(cost.service_id).label("service_key"), cost.cost_type, cost.option,
            cost.amount, cost.amount_description, cost.valid_from, cost.valid_to,
        ).where(cost.service_id.in_(IDS)),
        select(
            literal("phone"), _key(phone.service_id), null(), phone.number, phone.position, phone.extension, null(),
            null(),
        ).where(phone.service_id.in_(IDS), phone.kind == PhoneKind.VOICE),
        select(
            literal("need"), _key(said.service_id), null(), TaxonomyTerm.name, said.position, null(), null(), null()
        )
        .join(TaxonomyTerm, TaxonomyTerm.id == said.taxonomy_term_id)
        .where(said.service_id.in_(IDS), said.link_type == LinkType.NEED, said.position < MOST_NEEDS),
    )  # fmt: skip
