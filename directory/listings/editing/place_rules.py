"""Checks of what a listing shares with others: its organisation, its places, the areas it covers."""

import re
from typing import Any
from uuid import UUID

from directory.errors import RuleBroken
from directory.listings.codes import AddressVisibility, Feature, Sector
from directory.listings.editing.content import trimmed
from directory.listings.editing.part_rules import check_access, check_days_off, check_phones, check_times
from directory.listings.editing.plain_rules import check_code, check_text, rows
from directory.listings.editing.reach_rules import check_email, check_web_address

POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\Z")


def check_organization(key: str, value: Any) -> dict[str, Any] | None:
    """Who runs it: one that is known by its id, or a new one by its name."""
    if not value:
        return None
    said: dict[str, Any] = {"id": _id(f"{key}.id", value.get("id"))}
    said["name"] = check_text(f"{key}.name", value.get("name"), 255, "the organisation’s name")
    if not said["id"] and not said["name"]:
        raise RuleBroken(f"{key}.name", "Enter the organisation’s name")
    website = check_text(f"{key}.website", value.get("website"), 500, "the web address")
    said["website"] = check_web_address(f"{key}.website", website) if website else ""
    email = check_text(f"{key}.email", value.get("email"), 254, "the email address")
    said["email"] = check_email(f"{key}.email", email) if email else ""
    said["sector"] = check_code(f"{key}.sector", value["sector"], Sector) if value.get("sector") else None
    said["identifiers"] = [_identifier(here, row) for here, row in rows(f"{key}.identifiers", value.get("identifiers"))]
    return trimmed(said)


def _identifier(here: str, row: dict[str, Any]) -> dict[str, str]:
    scheme = check_text(f"{here}.scheme", row.get("scheme"), 40, "the register")
    number = check_text(f"{here}.identifier", row.get("identifier"), 60, "the number").upper().replace(" ", "")
    if not scheme or not number:
        raise RuleBroken(f"{here}.identifier", "Enter the number in the register, or take the line out")
    return {"scheme": scheme, "identifier": number}


def check_venues(key: str, value: Any) -> list[dict[str, Any]]:
    """Where it happens, with what is particular to each place."""
    return [_venue(here, row) for here, row in rows(key, value)]


def _venue(here: str, row: dict[str, Any]) -> dict[str, Any]:
    words = {
        name: check_text(f"{here}.{name}", row.get(name), most, noun)
        for name, most, noun in (
            ("name", 255, "the name of the place"),
            ("address_1", 255, "the address"),
            ("city", 120, "the town"),
            ("transport_note", 1000, "how to get there"),
            ("description", 1000, "the note about this place"),
        )
    }
    words["postal_code"] = check_postcode(f"{here}.postal_code", row.get("postal_code"))
    if not any(words[name] for name in ("name", "address_1", "city", "postal_code")) and not row.get("location_id"):
        raise RuleBroken(f"{here}.name", "Enter the name of the place or its address, or take the place out")
    features = {feature.value for feature in Feature}
    details = {
        feature: check_text(f"{here}.access_details", said, 500, "the note about access")
        for feature, said in (row.get("access_details") or {}).items()
        if feature in features
    }
    latitude, longitude = _point(here, row)
    said = trimmed({"location_id": _id(f"{here}.location_id", row.get("location_id")), **words})
    return said | trimmed({"access_details": trimmed(details)}) | {
        "latitude": latitude,
        "longitude": longitude,
        "address_visibility": check_code(
            f"{here}.address_visibility", row.get("address_visibility") or "full", AddressVisibility
        ),
        "access": check_access(f"{here}.access", row.get("access")),
        "times": check_times(f"{here}.times", row.get("times")),
        "days_off": check_days_off(f"{here}.days_off", row.get("days_off")),
        "phones": check_phones(f"{here}.phones", row.get("phones")),
    } | ({"changes_place": True} if row.get("changes_place") else {})  # fmt: skip


def check_postcode(key: str, value: Any) -> str:
    """A postcode with its one space; what a feed gave in another shape is refused only when somebody types it."""
    said = check_text(key, value, 10, "the postcode").upper()
    if not said:
        return ""
    match = POSTCODE.match(said)
    if match is None:
        raise RuleBroken(key, "Enter a full postcode, like NG18 1AA")
    return f"{match[1]} {match[2]}"


def _point(here: str, row: dict[str, Any]) -> tuple[float | None, float | None]:
    given = row.get("latitude"), row.get("longitude")
    if None in given or "" in given:
        return None, None
    try:
        latitude, longitude = (float(str(number)) for number in given)
    except ValueError:
        latitude, longitude = 999.0, 999.0
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise RuleBroken(f"{here}.latitude", "Put the pin on the map again")
    return latitude, longitude


def check_areas(key: str, value: Any) -> list[dict[str, Any]]:
    """Areas covered, by code where there is one."""
    checked = []
    for here, row in rows(key, value):
        code = check_text(f"{here}.code", row.get("code"), 20, "the area’s code")
        name = check_text(f"{here}.name", row.get("name"), 255, "the area’s name")
        if not code and not name:
            raise RuleBroken(f"{here}.name", "Enter the area’s name, or take the line out")
        checked.append(trimmed({"code": code, "name": name}))
    return checked


def _id(key: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return str(UUID(str(value)))
    except ValueError:
        raise RuleBroken(key, "Choose it again from the list") from None
