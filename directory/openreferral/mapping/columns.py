"""Columns of a spreadsheet into a service as a feed would send it: what a heading most likely means, and each row."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.geo.folding import fold
from directory.openreferral.mapping.places import POSTCODE

LEFT_OUT = ""


class BadRow(ValueError):
    """A row cannot be used; the message ends a sentence that begins with its number."""


@dataclass(frozen=True)
class Target:
    """A field that a column may fill, and the words by which headings name it."""

    key: str
    label: str
    words: str
    longest: int = 255


TARGETS: tuple[Target, ...] = (
    Target("name", "Name of the listing", "name|service name|title|group|activity|group name|organisation and service"),
    Target("description", "What happens there", "description|about|details|what|summary|notes|information", 10_000),
    Target("organization", "Who runs it", "organisation|organization|provider|run by|charity|agency"),
    Target("phone", "Phone number", "phone|telephone|tel|contact number|mobile|phone number"),
    Target("email", "Email address", "email|e-mail|email address|contact email", 254),
    Target("url", "Website", "website|web|url|link|web address|site", 500),
    Target("venue", "Name of the place", "venue|place|location|building|venue name"),
    Target("address", "Address without town and postcode", "address|street|address 1|address line 1"),
    Target("town", "Town or village", "town|city|village|locality"),
    Target("postcode", "Postcode", "postcode|post code|postal code|zip", 20),
    Target("when", "Days and times, in words", "when|times|day|days|opening hours|day and time|schedule", 2000),
    Target("cost", "Cost, in words", "cost|price|fee|fees|charge|charges", 1000),
    Target("who", "Who it is for", "who|eligibility|for|who for|audience|suitable for", 2000),
    Target("joining", "How to join", "how to join|joining|referral|how to access|booking", 2000),
    Target("minimum_age", "Youngest age", "minimum age|min age|age from|youngest", 10),
    Target("maximum_age", "Oldest age", "maximum age|max age|age to|oldest", 10),
    Target("areas", "Areas covered, with ; between", "area|areas|area covered|coverage|district", 1000),
    Target("languages", "Languages, with ; between", "language|languages", 500),
    Target("reference", "Your own number for it", "id|reference|ref|number|unique id|record id", 100),
)
BY_KEY = {target.key: target for target in TARGETS}
_PARTS = re.compile(r"[;|\n]")


def guesses(headings: Sequence[str]) -> list[str]:
    """For each heading the field it most likely means, each field once."""
    taken: set[str] = set()
    found = []
    for heading in headings:
        plain = " ".join(fold(heading).split())
        key = next((each.key for each in TARGETS if each.key not in taken and _means(each, plain)), LEFT_OUT)
        taken.add(key)
        found.append(key)
    return found


def _means(target: Target, heading: str) -> bool:
    return heading in {fold(word) for word in target.words.split("|")} or heading == fold(target.label)


def service_of(cells: Mapping[str, str], headings: Mapping[str, str]) -> dict[str, Any]:
    """One row as a service of Open Referral UK. Raises `BadRow`; `headings` names the column of each field."""
    for key, value in cells.items():
        if value.startswith("="):
            raise BadRow(f"under “{headings[key]}” is a formula. Save the sheet with values and choose it again")
        if len(value) > BY_KEY[key].longest:
            raise BadRow(f"under “{headings[key]}” are more than {BY_KEY[key].longest:,} characters. Shorten it")
    said = {key: value for key, value in cells.items() if value}
    if not said.get("name"):
        raise BadRow(f"nothing under “{headings['name']}”. Give it a name")
    postcode = said.get("postcode", "")
    if postcode and not POSTCODE.search(postcode):
        raise BadRow(f"“{postcode[:20]}” under “{headings['postcode']}” is no postcode. Mend it or leave it empty")
    return {
        "id": identity(said),
        "name": said["name"],
        "description": _description(said),
        "status": "active",
        "url": said.get("url"),
        "email": said.get("email"),
        "eligibility_description": said.get("who"),
        "application_process": said.get("joining"),
        "minimum_age": said.get("minimum_age"),
        "maximum_age": said.get("maximum_age"),
        "fees": said.get("cost"),
        "organization": _organization(said),
        "phones": [{"number": said["phone"]}] if "phone" in said else [],
        "service_at_locations": _places(said),
        "service_areas": [{"name": name} for name in _listed(said.get("areas"))],
        "languages": [{"name": name} for name in _listed(said.get("languages"))],
    }


def identity(said: Mapping[str, str]) -> str:
    """What makes a row the same one next time: its own number, or else its name and where it is."""
    if said.get("reference"):
        return said["reference"]
    where = said.get("postcode", "").replace(" ", "") or said.get("town", "") or said.get("venue", "")
    return _mark("row", said["name"], where)


def _mark(*parts: str) -> str:
    plain = "|".join(" ".join(fold(part).split()) for part in parts)
    return hashlib.blake2b(plain.encode(), digest_size=12).hexdigest()


def _description(said: Mapping[str, str]) -> str:
    when = said.get("when", "")
    return "\n\n".join(part for part in (said.get("description", ""), f"When: {when}" if when else "") if part)


def _organization(said: Mapping[str, str]) -> dict[str, str] | None:
    name = said.get("organization")
    return {"id": _mark("organization", name), "name": name, "description": ""} if name else None


def _places(said: Mapping[str, str]) -> list[dict[str, Any]]:
    if not any(said.get(key) for key in ("venue", "address", "town", "postcode")):
        return []
    parts = tuple(said.get(key, "") for key in ("venue", "address", "town", "postcode"))
    address = {"address_1": parts[1] or parts[0], "city": parts[2], "postal_code": parts[3], "country": "GB"}
    place = {
        "id": _mark("place", *parts),
        "name": parts[0] or None,
        "location_type": "physical",
        "addresses": [address],
    }
    return [{"id": _mark("at", identity(said), *parts), "location": place}]


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in _PARTS.split(text or "") if part.strip()]
