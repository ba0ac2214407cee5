"""One listing's page: everything it says, in the order in which somebody deciding at midnight asks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from directory import clock
from directory.listings.codes import AddressVisibility, AssetType, CommissioningStatus, LinkType
from directory.listings.cost_words import cost_sentences, with_price
from directory.listings.films import Film, film_at
from directory.listings.freshness import Badge, badge
from directory.listings.models import Service
from directory.listings.notices import Notice, notices_in_full
from directory.listings.presenters import facts
from directory.listings.presenters.contact import PhoneLine, WebLink, email_link, phone_lines, web_link
from directory.listings.presenters.places import (
    PRIVATE,
    AccessFacts,
    PlaceRows,
    PlaceView,
    access_facts,
    place_names,
    place_view,
)
from directory.listings.presenters.times import Calendar, Times, present_times
from directory.listings.queries.listing import Parts

#: Kinds of listing where people turn up among others, so that a first visit is worth a word.
VISITED = frozenset({AssetType.GROUP, AssetType.EVENT, AssetType.VENUE, AssetType.INFORMAL_NETWORK})
TRAVEL_NOT_KNOWN = "Nobody has told us about buses or parking: ask before you set out"


@dataclass(frozen=True)
class ContactView:
    """A desk or role that may be contacted."""

    name: str
    email: str
    email_href: str | None
    phones: tuple[PhoneLine, ...]


@dataclass(frozen=True)
class EasyRead:
    """The same in short sentences, and since when they stand so."""

    lines: tuple[str, ...]
    changed_on: date | None


@dataclass(frozen=True)
class ListingView:
    """What the page says. Empty values are left out; what is not known is said in words already."""

    id: UUID
    name: str
    kind: str
    summary: str
    paragraphs: tuple[str, ...]
    organization_id: UUID | None
    organization: str
    notices: tuple[Notice, ...]
    phones: tuple[PhoneLine, ...]
    phones_of_organization: bool
    email: str
    email_href: str | None
    website: WebLink | None
    contacts: tuple[ContactView, ...]
    times: Times
    places: tuple[PlaceView, ...]
    access_anywhere: AccessFacts
    travel: str
    costs: tuple[str, ...]
    ages: str
    welcomed: tuple[str, ...]
    required: tuple[str, ...]
    eligibility: tuple[str, ...]
    not_for: tuple[str, ...]
    joining: tuple[str, ...]
    routes_in: tuple[str, ...]
    bring: tuple[str, ...]
    first_visit: tuple[str, ...]
    first_visit_ask: str
    languages: tuple[str, ...]
    ways: tuple[str, ...]
    areas: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]
    badge: Badge
    is_sensitive: bool
    picture: tuple[str, str] | None  # file and what it shows
    easy_read: EasyRead | None
    film: Film | None
    is_for_self_referral: bool

    @property
    def first_phone(self) -> PhoneLine | None:
        """The number to read out."""
        return self.phones[0] if self.phones else None


def present_listing(service: Service, parts: Parts, at: datetime) -> ListingView:
    """Everything the page of one listing says at a moment."""
    local = clock.local(at)
    times = _times(service, parts, local)
    places = _places(parts, times)
    phones, from_organization = _phones(parts, places)
    visit, ask = facts.first_visit(service)
    needs = tuple((term.code, term.name) for term in parts.terms if term.link_type == LinkType.NEED)
    organization = service.organization
    return ListingView(
        id=service.id,
        name=service.name,
        kind=service.asset_type.label,
        summary=service.summary.strip(),
        paragraphs=facts.paragraphs(service.description),
        organization_id=organization.id if organization else None,
        organization=organization.name if organization else "",
        notices=notices_in_full(service, parts.capacity, at=at),
        phones=phones,
        phones_of_organization=from_organization,
        email=(service.email or "").strip(),
        email_href=email_link(service.email),
        website=web_link(service.url) or web_link(organization.website if organization else None),
        contacts=tuple(_contact(row, parts) for row in parts.contacts),
        times=times,
        places=places,
        access_anywhere=access_facts(() if len(places) == 1 and places[0].access else _anywhere(parts), ()),
        travel=_travel(parts, places),
        costs=_costs(service, parts, local.date()),
        ages=facts.ages(service),
        welcomed=facts.welcomed(parts.terms),
        required=facts.required(parts.terms),
        eligibility=facts.paragraphs(service.eligibility_description),
        not_for=facts.not_for(service, parts.terms),
        joining=facts.paragraphs(service.application_process),
        routes_in=facts.routes_in(service),
        bring=parts.documents,
        first_visit=visit,
        first_visit_ask=ask if visit or _is_visited(service, places) else "",
        languages=parts.languages,
        ways=facts.ways(service),
        areas=tuple(dict.fromkeys(row.name for row in parts.areas)),
        needs=needs,
        badge=badge(service, local.date()),
        is_sensitive=facts.is_sensitive(code for code, _name in needs),
        picture=(service.picture, service.picture_alt or "") if service.picture else None,
        easy_read=_easy_read(service),
        film=film_at(service.bsl_video_url),
        is_for_self_referral=facts.takes_self_referrals(service) and bool(needs),
    )


def _times(service: Service, parts: Parts, local: datetime) -> Times:
    names = place_names(parts.places, parts.addresses)
    return present_times(Calendar.from_rows(service, parts.schedules, parts.days_off), local, names)


def _easy_read(service: Service) -> EasyRead | None:
    lines = tuple(filter(None, (line.strip() for line in (service.easy_read or "").splitlines())))
    return EasyRead(lines, service.easy_read_changed_on) if lines else None


def _costs(service: Service, parts: Parts, today: date) -> tuple[str, ...]:
    """Every way of paying; of what people buy for themselves at least whom to ask for prices."""
    said = cost_sentences(parts.costs, today=today, fees=service.fees_description)
    return with_price(said) if service.commissioning_status is CommissioningStatus.PRIVATE else said


def _places(parts: Parts, times: Times) -> tuple[PlaceView, ...]:
    rows = PlaceRows(parts.addresses, parts.phones, parts.access, times.usual_at, len(parts.places) > 1)
    return tuple(place_view(place, rows) for place in parts.places)


def _phones(parts: Parts, places: tuple[PlaceView, ...]) -> tuple[tuple[PhoneLine, ...], bool]:
    """The listing's own numbers; without any, those of its only place, or else its organisation's."""
    own = phone_lines(
        row
        for row in parts.phones
        if row.service_at_location_id is None
        and row.contact_id is None
        and row.location_id is None
        and row.organization_id is None
    )
    if own or any(place.phones for place in places):
        return own or (places[0].phones if len(places) == 1 else ()), False
    theirs = phone_lines(row for row in parts.phones if row.organization_id is not None)
    return theirs, bool(theirs)


def share_lines(view: ListingView) -> tuple[str, ...]:
    """What a text message or e-mail about a listing says besides its name and address."""
    where = [", ".join([place.heading, *place.address]) for place in view.places[:1] if place.heading != PRIVATE]
    said = [
        *(notice.sentence for notice in view.notices if notice.kind in ("closed", "full")),
        view.times.headline,
        *view.times.usual[:2],
        *where,
        view.first_phone.number if view.first_phone else "",
        view.costs[0],
    ]
    return tuple(line for line in said if line)


def _anywhere(parts: Parts) -> list[Any]:
    """Access facts that hold wherever it is."""
    return [row for row in parts.access if row.location_id is None]


def _contact(row: Any, parts: Parts) -> ContactView:
    name = ", ".join(part for part in (row.name, row.title, row.department) if part)
    phones = phone_lines(phone for phone in parts.phones if phone.contact_id == row.id)
    return ContactView(name, (row.email or "").strip(), email_link(row.email), phones)


def _is_visited(service: Service, places: tuple[PlaceView, ...]) -> bool:
    return service.asset_type in VISITED and any(place.heading != PRIVATE for place in places)


def _travel(parts: Parts, places: tuple[PlaceView, ...]) -> str:
    """A sentence when no place that is shown says how to get there."""
    shown = [row for row in parts.places if row.address_visibility == AddressVisibility.FULL]
    return TRAVEL_NOT_KNOWN if shown and not any(place.travel for place in places) else ""
