"""Places, organisations, areas and access facts in words, for before-and-after pages."""

from collections.abc import Mapping
from typing import Any

from directory.listings.codes import AddressVisibility, Feature, Known, Sector
from directory.listings.editing.sentences import Lines, Names, day_off, label, pattern, phone

PIN_DIGITS = 4  # 11 metres: enough to see that a pin was moved


def organization(value: Any, _names: Names) -> Lines:
    """Who runs it, with what is told of them."""
    numbers = (f"{row['scheme']} {row['identifier']}" for row in value.get("identifiers", []))
    sector = label(Sector, value["sector"]) if value.get("sector") else ""
    said = (value.get("name", ""), sector, value.get("website", ""), value.get("email", ""), *numbers)
    return tuple(line for line in said if line)


def areas(value: Any, _names: Names) -> Lines:
    """Areas by name."""
    return tuple(str(row.get("name") or row.get("code", "")) for row in value)


def venues(value: Any, names: Names) -> Lines:
    """Every place with what is particular to it, one fact a line."""
    said: list[str] = []
    for number, venue in enumerate(value, start=1):
        start = f"Place {number}: " if len(value) > 1 else ""
        said.append(start + address(venue))
        said += [f"{start}{line}" for line in _particulars(venue, names)]
    return tuple(said)


def address(venue: Mapping[str, Any]) -> str:
    """Name and address in one line."""
    parts = (venue.get(key) for key in ("name", "address_1", "city", "postal_code"))
    return ", ".join(part for part in parts if part) or "A place without a name"


def _particulars(venue: Mapping[str, Any], names: Names) -> list[str]:
    said = []
    shown = venue.get("address_visibility", "full")
    if shown != AddressVisibility.FULL:
        said.append(f"shown to the public as: {label(AddressVisibility, shown).lower()}")
    if venue.get("latitude") is not None:
        said.append(f"pin at {venue['latitude']:.{PIN_DIGITS}f}, {venue['longitude']:.{PIN_DIGITS}f}")
    said += [pattern(row) for row in venue.get("times", [])]
    said += [day_off(row) for row in venue.get("days_off", [])]
    said += [phone(row) for row in venue.get("phones", [])]
    said += access(venue.get("access", {}), names)
    said += [f"{label(Feature, feature)}: {words}" for feature, words in (venue.get("access_details") or {}).items()]
    said += [venue[key] for key in ("description", "transport_note") if venue.get(key)]
    return said


def access(value: Any, _names: Names) -> Lines:
    """One fact a line: "Step-free entrance and route: yes"."""
    return tuple(f"{label(Feature, feature)}: {label(Known, known).lower()}" for feature, known in value.items())
