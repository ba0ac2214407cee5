"""Who may see which listing. What search shows and what pages show follow the same rule."""

from datetime import date
from typing import Protocol

from sqlalchemy import BindParameter, ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from directory.accounts.roles import Permission
from directory.listings.codes import AddressVisibility, ListingStatus, LocationType, Visibility
from directory.listings.models import Location, Organization, Service

#: Statuses under which a listing is shown. Closing ones are shown to their last day.
SHOWN = (
    ListingStatus.PUBLISHED,
    ListingStatus.PUBLISHED_PAUSED,
    ListingStatus.REVIEW_DUE,
    ListingStatus.CLOSING,
)
#: Statuses of listings that were public once: a page says that they are no longer listed.
GONE = (*SHOWN, ListingStatus.STALE, ListingStatus.ARCHIVED)


class Reader(Protocol):
    """What the rule needs of whoever reads."""

    def may(self, permission: Permission, /) -> bool:
        """Whether the reader has this permission."""


def is_shown(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """The listing is in a state in which it is shown to those it is meant for, and its last day has not passed."""
    running = or_(Service.closing_on.is_(None), Service.closing_on >= today)
    return and_(Service.listing_status.in_(SHOWN), running)


def is_public(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """The listing is shown, and meant for everyone rather than for professionals or stewards only."""
    return and_(is_shown(today), Service.visibility == Visibility.PUBLIC)


def shown_to(today: date | BindParameter[date], *, professionals: bool) -> ColumnElement[bool]:
    """The listings that professionals, or everyone, may see. Private ones are no part of either."""
    if not professionals:
        return is_public(today)
    return and_(is_shown(today), Service.visibility.in_((Visibility.PUBLIC, Visibility.PROFESSIONAL)))


def may_see_professional(reader: Reader | None) -> bool:
    """Whether a reader sees listings kept for people who refer others."""
    return reader is not None and reader.may(Permission.SEE_PROFESSIONAL)


def may_see_private(reader: Reader | None) -> bool:
    """Whether a reader sees listings that only stewards know of."""
    return reader is not None and reader.may(Permission.STEWARD_LISTINGS)


def rule_for(reader: Reader | None, today: date) -> ColumnElement[bool]:
    """The listings this reader may see, as a condition on `Service`."""
    if may_see_private(reader):
        return is_shown(today)
    return shown_to(today, professionals=may_see_professional(reader))


def visible_to(reader: Reader | None, today: date) -> Select[Service]:
    """The listings this reader may see, each with its organisation."""
    return select(Service).options(joinedload(Service.organization)).where(rule_for(reader, today))


def once_public() -> Select[Service]:
    """Listings the public could see before they were hidden or ended."""
    return select(Service).where(Service.listing_status.in_(GONE), Service.visibility == Visibility.PUBLIC)


def visible_organizations(rule: ColumnElement[bool]) -> Select[Organization]:
    """Organisations that run something the reader may see, each with its numbers in registers."""
    runs = select(Service.organization_id).where(rule)
    return select(Organization).options(selectinload(Organization.identifiers)).where(Organization.id.in_(runs))


def visible_locations() -> Select[Location]:
    """Places that may have a page of their own: only those whose full address is public."""
    return select(Location).where(
        Location.address_visibility == AddressVisibility.FULL, Location.location_type == LocationType.PHYSICAL
    )
