"""What the pages behind a letter's link say, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from directory.listings.codes import ListingStatus
from directory.listings.editing import Content
from directory.listings.freshness import badge
from directory.listings.models import Service
from directory.listings.presenters.facts import is_sensitive
from directory.moderation.freshness.facts import Fact, facts_of
from directory.moderation.freshness.models import FreshnessLink


@dataclass(frozen=True)
class StillRight:
    """The listing as it is, and what the button does."""

    service_id: UUID
    name: str
    run_by: str
    facts: tuple[Fact, ...]
    checked: str
    is_hidden: bool
    is_sensitive: bool
    has_keepers: bool


@dataclass(frozen=True)
class Dead:
    """Why a link does nothing any more."""

    service_id: UUID
    name: str
    used_at: datetime | None
    is_listed: bool
    is_sensitive: bool


def present_listing(service: Service, content: Content, today: date, *, has_keepers: bool) -> StillRight:
    """What the page asks about."""
    return StillRight(
        service_id=service.id,
        name=service.name,
        run_by=(content.get("organization") or {}).get("name", ""),
        facts=facts_of(content),
        checked=badge(service, today).sentence,
        is_hidden=service.listing_status is ListingStatus.STALE,
        is_sensitive=is_sensitive(content.get("needs", ())),
        has_keepers=has_keepers,
    )


def present_dead(service: Service, link: FreshnessLink, needs: Sequence[str], *, is_listed: bool) -> Dead:
    """What to say of a link that has done its work, or whose time has passed."""
    return Dead(service.id, service.name, link.used_at, is_listed, is_sensitive(needs))
