"""What a postcode tells: where it is, which town it is in, and which places are known there already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.answers import Found, NotFound
from directory.geo.lookup import nearest_places, resolve_place
from directory.geo.point import Point
from directory.geo.queries import postcode_point
from directory.listings.codes import AddressVisibility, LocationType
from directory.listings.models import Address, Location, Service, ServiceAtLocation
from directory.listings.policy import is_public

OFFERED = 6
ROUGHLY = "We know only roughly where that is. Your address is shown as you write it."
TOWN_MILES = 4
_DECIMALS = 6


@dataclass(frozen=True)
class KnownPlace:
    """A place that other listings use, as everybody may see it."""

    id: UUID
    name: str
    address_1: str
    city: str
    postal_code: str
    latitude: float | None
    longitude: float | None

    @property
    def label(self) -> str:
        """Name, street and town."""
        return ", ".join(part for part in (self.name, self.address_1, self.city) if part)


@dataclass(frozen=True)
class Finding:
    """What a postcode tells; without a point `message` says why."""

    postcode: str
    message: str = ""
    town: str = ""
    point: Point | None = None
    known: tuple[KnownPlace, ...] = ()
    is_exact: bool = False


def find_postcode(session: Session, typed: str) -> Finding:
    """What is known of a postcode as somebody typed it. Nothing leaves this machine."""
    answer = resolve_place(session, typed)
    if isinstance(answer, NotFound):
        return Finding(typed.strip().upper(), f"{answer.message}. You can go on without it: fill in the rest below.")
    if not isinstance(answer, Found) or answer.kind not in ("postcode", "sector", "outcode"):
        return Finding(typed.strip().upper(), "That is not a postcode. It looks like NG18 1AA.")
    near = nearest_places(session, answer.point, 1, miles=TOWN_MILES)
    town = near[0].label.split(",")[0] if near else ""
    exact = postcode_point(session, answer.label.replace(" ", "")) is not None
    return Finding(
        answer.label,
        ROUGHLY if answer.note and not exact else answer.note or "",
        town,
        answer.point,
        _known_at(session, answer.label),
        exact,
    )


def pin_of(session: Session, answer: Mapping[str, Any], *, chosen: str) -> dict[str, Any]:
    """An answer about a place with its pin: where it was dragged to, of the chosen place, or of its postcode."""
    kept = dict(answer)
    known = _chosen(session, chosen) if chosen else None
    if kept.get("pinned") == "yes" and _is_point(kept):
        return kept | {"location_id": str(known.id) if known else ""}  # a place that is not told cannot be named either
    if known is not None and known.postal_code == str(kept.get("postcode") or "").upper().strip():
        return kept | {"latitude": _said(known.latitude), "longitude": _said(known.longitude), "pinned": ""}
    kept |= {"location_id": "", "latitude": "", "longitude": "", "pinned": ""}
    found = find_postcode(session, kept["postcode"]) if kept.get("postcode") else None
    if found is None or found.point is None:
        return kept
    kept["postcode"] = found.postcode if found.is_exact else kept["postcode"]
    return kept | {
        "latitude": _said(found.point.latitude),
        "longitude": _said(found.point.longitude),
        "city": kept.get("city") or found.town,
    }


def taken_from(known: KnownPlace) -> dict[str, str]:
    """The answers about a place that is known already."""
    return {
        "location_id": str(known.id), "name": known.name, "address_1": known.address_1, "city": known.city,
        "postcode": known.postal_code, "latitude": _said(known.latitude), "longitude": _said(known.longitude),
        "visibility": AddressVisibility.FULL.value, "pinned": "",
    }  # fmt: skip


def known_place(session: Session, written: str) -> KnownPlace | None:
    """A place that everybody may see, by its id as a form gives it back."""
    return _chosen(session, written)


def _chosen(session: Session, written: str) -> KnownPlace | None:
    try:
        wanted = UUID(written)
    except ValueError:
        return None
    row = session.execute(_PLACES.where(Location.id == wanted, _is_used())).first()
    return _place(row) if row else None


def _known_at(session: Session, postcode: str) -> tuple[KnownPlace, ...]:
    rows = session.execute(_PLACES.where(Address.postal_code == postcode, _is_used()).limit(OFFERED)).all()
    named = {(row.name or row.address_1, row.address_1): _place(row) for row in reversed(rows)}
    return tuple(sorted(named.values(), key=lambda place: place.label))


def _is_used() -> ColumnElement[bool]:
    """Something that everybody may see is held there: a place of drafts and hidden listings is not told."""
    held = select(ServiceAtLocation.id).join(Service, Service.id == ServiceAtLocation.service_id)
    return exists(held.where(ServiceAtLocation.location_id == Location.id, is_public(clock.today())))


def _place(row: Any) -> KnownPlace:
    return KnownPlace(
        row.id, row.name or "", row.address_1, row.city, row.postal_code, row.latitude, row.longitude
    )  # fmt: skip


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:.{_DECIMALS}f}"


def _is_point(answer: Mapping[str, Any]) -> bool:
    try:
        latitude, longitude = float(answer["latitude"]), float(answer["longitude"])
    except (KeyError, TypeError, ValueError):
        return False
    return 49 <= latitude <= 61 and -9 <= longitude <= 2  # Britain and its islands


_PLACES = (
    select(
        Location.id, Location.name, Address.address_1, Address.city, Address.postal_code, Location.latitude,
        Location.longitude,
    )
    .join(Address, Address.location_id == Location.id)
    .where(Location.address_visibility == AddressVisibility.FULL, Location.location_type == LocationType.PHYSICAL)
    .order_by(Location.name, Location.id)
)  # fmt: skip
