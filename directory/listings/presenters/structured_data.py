"""A listing as schema.org describes things, for search engines. Says nothing that the page does not say."""

from typing import Any

from directory.listings.codes import AssetType
from directory.listings.cost_words import is_free
from directory.listings.models import Service
from directory.listings.presenters.listing import ListingView
from directory.listings.presenters.places import PRIVATE, PlaceView
from directory.listings.presenters.times import SessionLine

CONTEXT = "https://schema.org"
PLACES = {AssetType.VENUE: "Place", AssetType.PUBLIC_AMENITY: "CivicStructure"}


def listing_data(view: ListingView, service: Service, costs: Any, url: str, today: Any) -> dict[str, Any]:
    """The listing: an Event when it is one with dates, a Place when it is one, otherwise a Service."""
    places = [place_data(place) for place in view.places if place.heading != PRIVATE]
    free = is_free(costs, today=today)
    if service.asset_type is AssetType.EVENT and view.times.dates:
        return _event(view, view.times.dates[0], places, free, url)
    if service.asset_type in PLACES and places:
        return _shared(view, PLACES[service.asset_type], url) | _without_name(places[0]) | _free(free)
    data = _shared(view, "Service", url) | {"serviceType": view.kind}
    if view.organization:
        data["provider"] = {"@type": "Organization", "name": view.organization}
    if view.areas:
        data["areaServed"] = [{"@type": "AdministrativeArea", "name": name} for name in view.areas]
    if view.welcomed:
        data["audience"] = {"@type": "Audience", "audienceType": ", ".join(view.welcomed)}
    data["availableChannel"] = _channels(view, places, url)
    if free:
        data["offers"] = {"@type": "Offer", "price": "0", "priceCurrency": "GBP"}
    return data


def place_data(place: PlaceView) -> dict[str, Any]:
    """A place as far as its address is public."""
    if not place.address:
        return {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": place.heading}}
    data: dict[str, Any] = {
        "@type": "Place",
        "name": place.heading,
        "address": {"@type": "PostalAddress", "streetAddress": ", ".join(place.address), "addressCountry": "GB"},
    }
    if place.point:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.point[0], "longitude": place.point[1]}
    return data


def _shared(view: ListingView, kind: str, url: str) -> dict[str, Any]:
    return {"@context": CONTEXT, "@type": kind, "name": view.name, "description": view.summary, "url": url}


def _without_name(place: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if key not in ("@type", "name")}


def _free(free: bool | None) -> dict[str, Any]:
    return {} if free is None else {"isAccessibleForFree": free}


def _event(
    view: ListingView, date: SessionLine, places: list[dict[str, Any]], free: bool | None, url: str
) -> dict[str, Any]:
    data = _shared(view, "Event", url) | {"startDate": date.starts} | _free(free)
    if date.ends:
        data["endDate"] = date.ends
    if places:
        data["location"] = places[0] if len(places) == 1 else places
    if view.organization:
        data["organizer"] = {"@type": "Organization", "name": view.organization}
    return data


def _channels(view: ListingView, places: list[dict[str, Any]], url: str) -> list[dict[str, Any]]:
    channels: list[dict[str, Any]] = [{"@type": "ServiceChannel", "serviceLocation": place} for place in places]
    languages = {"availableLanguage": list(view.languages)} if view.languages else {}
    channels += [
        {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": phone.number}} | languages
        for phone in view.phones
        if phone.is_voice
    ]
    return channels or [{"@type": "ServiceChannel", "serviceUrl": url}]
