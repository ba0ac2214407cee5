"""Places out of feeds: coordinates that may be swapped or nowhere, addresses in pieces, access said in free words."""

import re
from collections import Counter
from typing import Any

from directory.listings.records import LocationRecord, Values
from directory.openreferral.mapping.contacts import listed, phones
from directory.openreferral.mapping.numbers import coordinate
from directory.openreferral.mapping.text import clipped, line, plain

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_NORTH, _SOUTH, _WEST, _EAST = 61.2, 48.9, -9.5, 2.5  # the British Isles with the Channel Islands
_TYPES = ("physical", "postal", "virtual")
_COUNTRIES = {
    "": "GB", "UK": "GB", "U.K.": "GB", "UNITED KINGDOM": "GB", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "WALES": "GB",
    "SCOTLAND": "GB", "NORTHERN IRELAND": "GB", "GBR": "GB",
}  # fmt: skip
_FEATURES = (
    ("hearing_loop", re.compile(r"\b(?:hearing|induction) loops?\b", re.IGNORECASE)),
    ("changing_places", re.compile(r"\bchanging places\b", re.IGNORECASE)),
    ("accessible_toilet", re.compile(r"\b(?:accessible|disabled) (?:toilet|wc|loo)", re.IGNORECASE)),
    ("blue_badge_parking", re.compile(r"\b(?:blue badge|disabled|accessible) (?:parking|bay|space)", re.IGNORECASE)),
    ("step_free", re.compile(r"\bstep[- ]free|\blevel access|\bwheelchair (?:access|accessible)", re.IGNORECASE)),
    ("lift", re.compile(r"\blift to all\b|\blifts? (?:available|to)\b", re.IGNORECASE)),
    ("assistance_dogs", re.compile(r"\b(?:assistance|guide) dogs?\b", re.IGNORECASE)),
)
_DENIAL = re.compile(
    r"\b(?:no|not|non|without|limited|unavailable|unsuitable|only|except|partial)\b|n't\b", re.IGNORECASE
)


def location(raw: dict[str, Any], fallback_id: str, mended: Counter[str]) -> LocationRecord:
    """A place with its addresses and access facts. Words about access that we have no fact for stay as words."""
    latitude, longitude = point(raw.get("latitude"), raw.get("longitude"), mended)
    rows = [row for row in listed(raw.get("addresses")) if isinstance(row, dict)]
    addresses = [found for row in rows if (found := address(row, mended))]
    facts, words = access(raw.get("accessibility"))
    description = plain(raw.get("description"))
    if words:
        description = f"{description}\n\nAccess: {words}" if description else f"Access: {words}"
    kind = str(raw.get("location_type") or "").strip().casefold()
    uprn = line(raw.get("external_identifier"), 60)
    values: Values = {
        "name": line(raw.get("name")) or (line(addresses[0]["address_1"]) if addresses else None),
        "description": description,
        "location_type": kind if kind in _TYPES else "physical",
        "latitude": latitude,
        "longitude": longitude,
        "external_identifier": uprn,
        "transport_note": plain(raw.get("transportation")),
    }
    return LocationRecord(line(raw.get("id"), 120) or fallback_id, values, addresses, facts, phones(raw.get("phones")))


def point(north: Any, east: Any, mended: Counter[str]) -> tuple[float | None, float | None]:
    """Coordinates within the British Isles, swapped back where a feed swapped them, or neither."""
    latitude, longitude = coordinate(north), coordinate(east)
    if latitude is None or longitude is None:
        if north not in (None, "") or east not in (None, ""):
            mended["coordinates that point nowhere left out"] += 1
        return None, None
    if _is_british(latitude, longitude):
        return latitude, longitude
    if _is_british(longitude, latitude):
        mended["coordinates swapped back"] += 1
        return longitude, latitude
    mended["coordinates that point nowhere left out"] += 1
    return None, None


def address(row: dict[str, Any], mended: Counter[str]) -> Values | None:
    """A written address; a postcode hiding in the lines is found, "UK" becomes "GB"."""
    lines = [line(row.get(key)) for key in ("address_1", "address_2", "address_3")]
    first = ", ".join(part for part in lines if part)
    postcode = postcode_in(row.get("postal_code")) or postcode_in(first)
    city = line(row.get("city"), 120) or ""
    if not (first or city or postcode):
        return None
    kind = str(row.get("address_type") or row.get("type") or "").strip().casefold()
    return {
        "address_1": clipped(first or city, 255),
        "city": city,
        "region": line(row.get("region"), 120),
        "state_province": line(row.get("state_province"), 120) or "",
        "postal_code": postcode or clipped(line(row.get("postal_code")) or "", 10),
        "country": _country(row.get("country"), mended),
        "address_type": kind if kind in _TYPES else "physical",
    }


def postcode_in(value: Any) -> str | None:
    """The first British postcode in a text, in capitals with its space."""
    found = POSTCODE.search(value) if isinstance(value, str) else None
    return f"{found[1]} {found[2]}".upper() if found else None


def access(values: Any) -> tuple[list[Values], str | None]:
    """Facts that a place plainly claims, and the words that hold anything else."""
    facts: dict[str, Values] = {}
    said: list[str] = []
    for row in listed(values):
        given = (
            (row.get(key) for key in ("description", "accessibility", "details")) if isinstance(row, dict) else (row,)
        )
        words = ". ".join(dict.fromkeys(part.rstrip(".") for part in map(plain, given) if part))
        found = [name for name, pattern in _FEATURES if pattern.search(words)]
        if found and not _DENIAL.search(words):
            for name in found:
                facts.setdefault(name, {"feature": name, "value": "yes", "details": words})
        elif words:
            said.append(words)
    return list(facts.values()), ". ".join(dict.fromkeys(said)) or None


def _is_british(latitude: float, longitude: float) -> bool:
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST


def _country(value: Any, mended: Counter[str]) -> str:
    given = (line(value) or "").upper()
    code = _COUNTRIES.get(given, given)
    if given and code != given:
        mended["countries written as GB"] += 1
    return code if len(code) == 2 and code.isalpha() else "GB"
