"""What a printed sheet says of a listing. Every required fact is there, or a sentence that says it is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory import clock
from directory.geo.point import Point
from directory.listings.codes import (
    AccessRoute,
    AddressVisibility,
    DeliveryMode,
    Feature,
    Known,
    LocationType,
    fact_words,
)
from directory.listings.cost_words import cost_sentences
from directory.listings.models import Accessibility, Location, Schedule, Service, ServiceAtLocation
from directory.listings.notices import notices, standing_of
from directory.listings.presenters.contact import PhoneLine, phone_lines
from directory.listings.queries.sheet import SheetRows
from directory.listings.schedule_words import describe
from directory.listings.schedules import DayOff, Pattern, next_sessions
from directory.web.wording import british_date, short_date

NO_PHONE = "No phone given"
NO_TIMES = "No times given: ask before you go"
NO_ADDRESS = "No address given: ask where it is"
NO_ACCESS = "Access not known: ask before you go"
NO_ROUTE = "Not known: ask how to join"
PRIVATE = "The address is kept private, so that people are safe. Ask when you get in touch"
ASKED_FIRST = (Feature.STEP_FREE, Feature.ACCESSIBLE_TOILET, Feature.HEARING_LOOP, Feature.BLUE_BADGE_PARKING)
THEY_COME = {DeliveryMode.HOME: "They come to your home", DeliveryMode.OUTREACH: "They meet you somewhere near you"}
FROM_AFAR = {
    DeliveryMode.PHONE: "by phone",
    DeliveryMode.VIDEO: "by video call",
    DeliveryMode.ONLINE: "online",
    DeliveryMode.POST: "by post",
}


@dataclass(frozen=True)
class SheetPlace:
    """One place with what is particular to it; `address` is one line an entry, `times` at least one."""

    name: str
    address: tuple[str, ...]
    times: tuple[str, ...]
    access: tuple[str, ...]
    travel: str
    point: Point | None = None  # only of an address that is printed


@dataclass(frozen=True)
class SheetEntry:
    """One listing on a sheet."""

    id: UUID
    name: str
    organization: str
    summary: str
    notices: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    no_phone: str
    email: str
    url: str
    next_time: str
    times: tuple[str, ...]
    places: tuple[SheetPlace, ...]
    without_address: str
    cost: tuple[str, ...]
    access: tuple[str, ...]
    joining: tuple[str, ...]
    checked: str


def sheet_entry(rows: SheetRows, *, at: datetime) -> SheetEntry:
    """The facts of one listing."""
    service, today = rows.service, clock.local(at).date()
    places = tuple(_place(place, rows) for place in rows.places if _is_somewhere(place))
    phones = phone_lines(rows.phones)
    general = _times([row for row in rows.schedules if row.service_at_location_id is None])
    return SheetEntry(
        id=service.id,
        name=service.name,
        organization=service.organization.name if service.organization else "",
        summary=service.summary or service.description.partition("\n")[0],
        notices=tuple(notice.sentence for notice in notices(standing_of(service, rows.capacity), at=at)),
        phones=phones,
        no_phone="" if phones else NO_PHONE,
        email=service.email or "",
        url=service.url or "",
        next_time=_next(rows, at),
        times=general or (() if any(place.times != (NO_TIMES,) for place in places) else (NO_TIMES,)),
        places=places,
        without_address="" if places else _without_address(rows),
        cost=cost_sentences(rows.costs, today=today, fees=service.fees_description),
        access=_access([fact for fact in rows.access if fact.service_id])
        or (() if _says_access(places) else (NO_ACCESS,)),
        joining=_joining(rows),
        checked=_checked(service),
    )


def _is_somewhere(place: ServiceAtLocation) -> bool:
    location = place.location
    is_hidden = location.address_visibility is AddressVisibility.HIDDEN
    return location.location_type is LocationType.PHYSICAL and not is_hidden


def _place(place: ServiceAtLocation, rows: SheetRows) -> SheetPlace:
    location = place.location
    times = _times([row for row in rows.schedules if row.service_at_location_id == place.id])
    facts = [fact for fact in rows.access if fact.location_id == location.id]
    if location.address_visibility is AddressVisibility.AREA:
        towns = tuple(dict.fromkeys(address.city for address in location.addresses if address.city))
        return SheetPlace(
            "", (*towns, "Ask for the address when you get in touch"), times or (NO_TIMES,), _access(facts), ""
        )
    return SheetPlace(
        name=location.name or "",
        address=_address(place) or (NO_ADDRESS,),
        times=times or (() if _has_general_times(rows) else (NO_TIMES,)),
        access=_access(facts),
        travel=location.transport_note or "",
        point=_point(location),
    )


def _point(location: Location) -> Point | None:
    latitude, longitude = location.latitude, location.longitude
    return None if latitude is None or longitude is None else Point(float(latitude), float(longitude))


def _address(place: ServiceAtLocation) -> tuple[str, ...]:
    if not place.location.addresses:
        return ()
    address = place.location.addresses[0]
    postcode = address.postal_code.replace(" ", "\N{NO-BREAK SPACE}")
    lines = (address.address_1, " ".join(part for part in (address.city, postcode) if part))
    return tuple(line for line in lines if line)


def _has_general_times(rows: SheetRows) -> bool:
    return any(row.service_at_location_id is None for row in rows.schedules)


def _times(schedules: Sequence[Schedule]) -> tuple[str, ...]:
    said = (_time(row) for row in schedules)
    return tuple(dict.fromkeys(line for line in said if line))


def _time(row: Schedule) -> str:
    words = describe(Pattern.from_row(row)) or (row.description or "").strip()
    return f"{words} ({row.notes.strip().rstrip('.')})" if words and row.notes else words


def _next(rows: SheetRows, at: datetime) -> str:
    """The next date as a date: paper does not know what "tomorrow" is. What happens every week needs none."""
    patterns = [Pattern.from_row(row) for row in rows.schedules]
    if any(_is_every_week(pattern, at) for pattern in patterns):
        return ""
    coming = next_sessions(
        patterns,
        [DayOff.from_row(row) for row in rows.exceptions],
        at=clock.local(at),
        limit=1,
        closed=(rows.service.closed_from, rows.service.closed_to),
    )
    return british_date(coming[0].on_date) if coming else ""


def _is_every_week(pattern: Pattern, at: datetime) -> bool:
    has_begun = pattern.first_day is None or pattern.first_day <= clock.local(at).date()
    return pattern.freq == "WEEKLY" and pattern.interval == 1 and has_begun


def _without_address(rows: SheetRows) -> str:
    if any(place.location.address_visibility is AddressVisibility.HIDDEN for place in rows.places):
        return PRIVATE
    modes = rows.service.delivery_modes or ()
    ways = [words for mode, words in THEY_COME.items() if mode in modes]
    afar = [words for mode, words in FROM_AFAR.items() if mode in modes]
    if afar:
        ways.append(f"{_either(afar)}, from wherever you are")
    if rows.areas:
        ways.append(f"covers {', '.join(area.name for area in rows.areas)}")
    if not any(mode in modes for mode in (*THEY_COME, *FROM_AFAR)):
        ways.insert(0, NO_ADDRESS)
    return ". ".join(way[0].upper() + way[1:] for way in ways)


def _either(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"


def _checked(service: Service) -> str:
    if service.verified_at is None:
        return "Nobody has checked these details yet"
    return f"Details checked on {short_date(service.verified_at)}"


def _access(facts: Sequence[Accessibility]) -> tuple[str, ...]:
    """Known facts only, what people ask first in front. "No" is said as plainly as "yes"."""
    known = [fact for fact in facts if fact.value is not Known.NOT_KNOWN]
    known.sort(key=lambda fact: ASKED_FIRST.index(fact.feature) if fact.feature in ASKED_FIRST else len(ASKED_FIRST))
    return tuple(_fact(fact) for fact in known)


def _fact(fact: Accessibility) -> str:
    label = fact.feature.label
    words = fact_words(fact.feature, fact.value) if fact.value is Known.YES else f"No: {label[0].lower()}{label[1:]}"
    return f"{words} ({fact.details.strip().rstrip('.')})" if fact.details else words


def _says_access(places: Sequence[SheetPlace]) -> bool:
    return any(place.access for place in places)


def _joining(rows: SheetRows) -> tuple[str, ...]:
    known = {member.value: member.label for member in AccessRoute}
    routes = tuple(known[code] for code in rows.service.access_routes or () if code in known)
    process = (rows.service.application_process or "").strip().rstrip(".")
    said = (*routes, *((process,) if process else ()))
    return said or (NO_ROUTE,)
