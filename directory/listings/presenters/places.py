"""Where it happens, as far as that may be told. A private address says nothing: no name, town, map or bus stop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from directory.listings.codes import AddressVisibility, Feature, Known, LocationType, fact_words
from directory.listings.presenters.contact import PhoneLine, phone_lines

PRIVATE = "Address kept private"
#: What people must know before they set out: said for every place, even when nobody has looked.
ALWAYS_SAID = (
    Feature.STEP_FREE,
    Feature.ACCESSIBLE_TOILET,
    Feature.HEARING_LOOP,
    Feature.BLUE_BADGE_PARKING,
    Feature.SEATING,
)


@dataclass(frozen=True)
class AccessFacts:
    """Facts sorted by what is known of them; each is a phrase such as "Step-free entrance and route (ramp)"."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceView:
    """One place of a listing."""

    heading: str
    address: tuple[str, ...]
    note: str
    travel: str
    page_id: UUID | None
    map_href: str | None
    usual: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    access: AccessFacts | None
    point: tuple[float, float] | None


@dataclass(frozen=True)
class PlaceRows:
    """The rows that concern places. When there is only one place, what is said of the service is said of it."""

    addresses: Sequence[Any]
    phones: Sequence[Any]
    access: Sequence[Any]
    usual: Mapping[UUID, tuple[str, ...]]
    is_spread: bool = False


def place_view(place: Any, rows: PlaceRows) -> PlaceView:
    """A place of a listing as its visibility allows."""
    shown = AddressVisibility(place.address_visibility)
    own = tuple(phone_lines(row for row in rows.phones if row.service_at_location_id == place.id))
    usual = rows.usual.get(place.id, ())
    if shown is AddressVisibility.HIDDEN:
        return PlaceView(PRIVATE, (), "", "", None, None, usual, own, None, None)
    address = next((row for row in rows.addresses if row.location_id == place.location_id), None)
    of_service = () if rows.is_spread else (row for row in rows.access if row.location_id is None)
    facts = access_facts([*(row for row in rows.access if row.location_id == place.location_id), *of_service])
    if shown is AddressVisibility.AREA:
        town = (address.city if address else "").strip()
        note = "Only the town is shown. Ask for the address when you get in touch."
        return PlaceView(town or "Ask where", (), note, "", None, None, usual, own, facts, None)
    here = phone_lines(row for row in rows.phones if row.location_id == place.location_id)
    point = (place.latitude, place.longitude) if place.latitude is not None and place.longitude is not None else None
    is_place = place.location_type == LocationType.PHYSICAL
    return PlaceView(
        heading=place_name(place, address),
        address=address_lines(address),
        note=(place.note or "").strip(),
        travel=(place.transport_note or "").strip(),
        page_id=place.location_id if is_place else None,
        map_href=map_link(point) if is_place else None,
        usual=usual,
        phones=own or here,
        access=facts if is_place else None,
        point=point,
    )


def place_name(place: Any, address: Any | None) -> str:
    """The venue's name, or else the first line of its address."""
    return (place.name or (address.address_1 if address else "") or "Ask where").strip()


def place_names(places: Iterable[Any], addresses: Sequence[Any]) -> dict[UUID, str]:
    """What each place of a listing is called beside a date; a private one is not named."""
    towns = {row.location_id: row for row in addresses}
    names = {}
    for place in places:
        shown, address = AddressVisibility(place.address_visibility), towns.get(place.location_id)
        if shown is AddressVisibility.FULL:
            names[place.id] = place_name(place, address)
        else:
            names[place.id] = address.city if shown is AddressVisibility.AREA and address else ""
    return names


def address_lines(address: Any | None) -> tuple[str, ...]:
    """A written address, line by line."""
    if address is None:
        return ()
    county = address.state_province if address.state_province != address.city else ""
    return tuple(line.strip() for line in (address.address_1, address.city, county, address.postal_code) if line)


def map_link(point: tuple[float, float] | None) -> str | None:
    """The place on OpenStreetMap, opened only when somebody asks for it."""
    if point is None:
        return None
    latitude, longitude = (f"{value:.5f}" for value in point)
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"


def access_facts(rows: Iterable[Any], always: Iterable[Feature] = ALWAYS_SAID) -> AccessFacts:
    """Sort facts into yes, no and not known; what nobody recorded is not known, never no."""
    known: dict[Feature, tuple[Known, str]] = dict.fromkeys(always, (Known.NOT_KNOWN, ""))
    for row in rows:
        known[Feature(row.feature)] = (Known(row.value), (row.details or "").strip().rstrip("."))
    sorted_facts: dict[Known, list[str]] = {value: [] for value in Known}
    for feature in Feature:
        if feature in known:
            value, details = known[feature]
            words = fact_words(feature, value)
            sorted_facts[value].append(f"{words} ({details})" if details else words)
    return AccessFacts(
        tuple(sorted_facts[Known.YES]), tuple(sorted_facts[Known.NO]), tuple(sorted_facts[Known.NOT_KNOWN])
    )
