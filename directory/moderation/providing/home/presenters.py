"""What the provider's home and the page of one listing say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from directory import clock
from directory.listings.codes import AssetType, CapacityStatus, ListingStatus
from directory.listings.editing import Content
from directory.listings.freshness import Badge, badge
from directory.listings.models import Organization, Service, ServiceCapacity
from directory.listings.notices import notices, standing_of
from directory.moderation.providing.home.queries import Kept
from directory.moderation.providing.policy import KEPT
from directory.moderation.providing.use.queries import FEW
from directory.web.wording import short_date

SOON = timedelta(days=30)
ROOM_SOON = timedelta(days=5)
NEEDS_TIMES = frozenset({AssetType.SERVICE, AssetType.GROUP, AssetType.EVENT, AssetType.HELPLINE})
SHORTEST_STORY = 80  # letters; less than a sentence and a half tells nobody what to expect


@dataclass(frozen=True)
class Due:
    """One thing to do. `part` names the page for it; without one it is done by saying that all is still right."""

    sentence: str
    is_late: bool = False
    part: str = ""


@dataclass(frozen=True)
class ListingLine:
    """One listing on the home page."""

    id: UUID
    name: str
    badge: Badge
    status: str
    notices: tuple[str, ...]
    due: tuple[Due, ...]
    views: str
    has_ended: bool

    @property
    def is_to_confirm(self) -> bool:
        """Whether one tap is asked for."""
        return any(not due.part for due in self.due)


@dataclass(frozen=True)
class OrganizationGroup:
    """One organisation with what it runs."""

    id: UUID
    name: str
    leads: bool
    listings: tuple[ListingLine, ...]
    ended: tuple[ListingLine, ...]


def present_home(
    organizations: Sequence[Organization],
    listings: Sequence[Kept],
    *,
    user: Any,
    views: Mapping[UUID, int],
    at: datetime,
) -> tuple[OrganizationGroup, ...]:
    """Everything somebody keeps, by organisation."""
    groups = []
    for organization in organizations:
        lines = [
            present_line(each.service, each.capacity, views.get(each.service.id, 0), at)
            for each in listings
            if each.service.organization_id == organization.id
        ]
        running = tuple(sorted((line for line in lines if not line.has_ended), key=_pressing))
        ended = tuple(line for line in lines if line.has_ended)
        groups.append(
            OrganizationGroup(organization.id, organization.name, user.leads(organization.id), running, ended)
        )
    return tuple(groups)


def _pressing(line: ListingLine) -> int:
    """What is late first, then what is due; within each the order of names."""
    return 0 if any(due.is_late for due in line.due) else 1 if line.due else 2


def present_line(service: Service, capacity: ServiceCapacity | None, views: int, at: datetime) -> ListingLine:
    """One listing with its badge, what people are told of it and what is due."""
    today = clock.local(at).date()
    has_ended = service.listing_status not in KEPT
    return ListingLine(
        id=service.id,
        name=service.name,
        badge=badge(service, today),
        status=_status(service),
        notices=tuple(notice.sentence for notice in notices(standing_of(service, capacity), at=at)),
        due=() if has_ended else tuple(things_due(service, capacity, at)),
        views=views_in_words(views),
        has_ended=has_ended,
    )


def things_due(service: Service, capacity: ServiceCapacity | None, at: datetime) -> list[Due]:
    """What the people of a listing are asked to do, the most pressing first."""
    today = clock.local(at).date()
    found = [*_check(service, today), *_closure(service, today), *_room(capacity, at)]
    return sorted(found, key=lambda due: not due.is_late)


def _check(service: Service, today: date) -> list[Due]:
    if service.listing_status is ListingStatus.STALE:
        return [
            Due(
                "Nobody finds it at the moment: its details are too old. Say that they are right, or change them.",
                is_late=True,
            )
        ]
    if service.verified_at is None or service.review_due_on is None:
        return [Due("Nobody has confirmed its details yet.", is_late=True)]
    if service.review_due_on < today:
        return [Due(f"A check was due by {short_date(service.review_due_on)}.", is_late=True)]
    if service.review_due_on <= today + SOON:
        return [Due(f"A check is due by {short_date(service.review_due_on)}.")]
    return []


def _closure(service: Service, today: date) -> list[Due]:
    if service.closed_to and service.closed_to < today:
        return [Due(f"The break you told us of ended on {short_date(service.closed_to)}.", part="closure")]
    if service.closed_from and not service.closed_to and service.closed_from < today - SOON:
        return [Due(f"You said it is closed since {short_date(service.closed_from)}. Is it still?", part="closure")]
    return []


def _room(capacity: ServiceCapacity | None, at: datetime) -> list[Due]:
    if capacity is None or capacity.expires_at is None or capacity.status is CapacityStatus.UNKNOWN:
        return []
    if capacity.expires_at > at + ROOM_SOON:
        return []
    said, until = capacity.status.label, short_date(clock.local(capacity.expires_at - timedelta(seconds=1)).date())
    verb = "ran out" if capacity.expires_at <= at else "runs out"
    return [Due(f"“{said}” {verb} on {until}. How is it now?", part="room")]


def _status(service: Service) -> str:
    if service.listing_status in (ListingStatus.PUBLISHED, ListingStatus.REVIEW_DUE):
        return ""
    return service.listing_status.label


def views_in_words(views: int) -> str:
    """How often a page was read, without a number that is small."""
    if not views:
        return "Nobody has opened it"
    return "Opened a few times" if views < FEW else f"Opened {views:,} times"


@dataclass(frozen=True)
class Missing:
    """Something people look for and do not find on a listing."""

    sentence: str
    part: str


def missing_facts(content: Content) -> list[Missing]:
    """What would help most to add, the most important first."""
    found = []
    venues = content.get("venues") or []
    if not content.get("phones") and not content.get("email") and not any(venue.get("phones") for venue in venues):
        found.append(Missing("a phone number or email address", "phone"))
    has_times = content.get("times") or any(venue.get("times") for venue in venues)
    if not has_times and content.get("asset_type") in NEEDS_TIMES:
        found.append(Missing("when it happens", "times"))
    if not content.get("costs"):
        found.append(Missing("what it costs", "costs"))
    if venues and not any(venue.get("access") for venue in venues):
        found.append(Missing("how to get in", "access"))
    if not content.get("access_routes") and not content.get("application_process"):
        found.append(Missing("how to join", "joining"))
    if len(content.get("description") or "") < SHORTEST_STORY:
        found.append(Missing("what to expect the first time", "words"))
    if not content.get("eligibility_description") and not content.get("cohorts"):
        found.append(Missing("who can come", "who"))
    return found
