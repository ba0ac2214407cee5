"""What a steward's page says of each place of a listing: where its pin stands, and whether that fits its postcode."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory.geo.areas import areas_containing
from directory.geo.distance import distances_m
from directory.geo.models import AreaType
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.geo.queries import postcode_point
from directory.listings.codes import AddressVisibility
from directory.listings.editing import Content
from directory.listings.editing.place_sentences import address
from directory.web.wording import miles

FAR_MILES = 0.5  # from the middle of its postcode: further, and the pin or the postcode is likely wrong
_TOLD = (AreaType.WARD, AreaType.DISTRICT, AreaType.UNITARY)


@dataclass(frozen=True)
class PlaceLine:
    """One place: `number` is its place in the listing, from one; `warning` asks for a look."""

    number: int
    name: str
    address: str
    shown: str
    pin: str
    warning: str


def place_lines(session: Session, content: Content) -> list[PlaceLine]:
    """The places of a listing in order."""
    return [_line(session, number, venue) for number, venue in enumerate(content.get("venues") or [], 1)]


def called(venue: Content, number: int) -> str:
    """What to call a place."""
    return str(venue.get("name") or venue.get("address_1") or venue.get("city") or f"Place {number}")


def _line(session: Session, number: int, venue: Content) -> PlaceLine:
    shown = AddressVisibility(venue.get("address_visibility") or "full").label
    pin, warning = _pin(session, venue)
    written = {key: venue.get(key) for key in ("address_1", "city", "postal_code")}
    where = address(written) if any(written.values()) else ""
    return PlaceLine(number, called(venue, number), where, shown, pin, warning)


def _pin(session: Session, venue: Content) -> tuple[str, str]:
    if venue.get("latitude") is None:
        return "No pin", "Nobody finds it by how near it is. Give it a postcode."
    point = Point(venue["latitude"], venue["longitude"])
    names = [ref.name for ref in areas_containing(session, point) if ref.area_type in _TOLD]
    where = f"The pin is in {', '.join(names)}" if names else "The pin is in no district that we know"
    middle = postcode_point(session, (venue.get("postal_code") or "").replace(" ", "").upper())
    if middle is None:
        return where, ""
    away = distances_m(point.latitude, point.longitude, [middle.latitude_e6 / 1e6], [middle.longitude_e6 / 1e6])
    far = float(away[0]) / METRES_IN_A_MILE
    return where, f"The pin is {miles(far)} from the middle of {venue['postal_code']}." if far > FAR_MILES else ""
