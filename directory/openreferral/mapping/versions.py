"""Open Referral UK 1.0 and camel-case names into those of 3.0, so that the rest reads one shape."""

import re
from typing import Any

from directory.openreferral.mapping.contacts import listed

Raw = dict[str, Any]

_RENAMED = {
    "regular_schedules": "schedules",
    "regular_schedule": "schedules",
    "costs": "cost_options",
    "costoptions": "cost_options",
    "fundings": "funding",
    "physical_addresses": "addresses",
    "accessibility_for_disabilities": "accessibility",
    "service_at_location": "service_at_locations",
    "serviceAtLocations": "service_at_locations",
    "identifiers": "organization_identifiers",
}
_PARTS = ("organization", "service_at_locations", "location", "contacts", "schedules", "cost_options", "attributes")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DELIVERY = {
    "phone": "phone", "telephone": "phone", "online": "online", "venue": "venue", "home visit": "home", "home": "home",
}  # fmt: skip


def modernise(raw: Raw) -> Raw:
    """A service in the names of 3.0. What has no name there stays under its own."""
    service = _renamed(raw)
    organization = service.get("organization")
    if isinstance(organization, dict) and "website" not in organization and "url" in organization:
        organization["website"] = organization.pop("url")
    _ages(service)
    _taxonomies(service)
    modes = [_DELIVERY.get(part.strip().casefold()) for part in str(service.get("attending_type") or "").split(",")]
    service["delivery_modes"] = [mode for mode in modes if mode] or service.get("delivery_modes")
    return service


def _renamed(raw: Raw) -> Raw:
    found: Raw = {}
    for key, value in raw.items():
        name = _RENAMED.get(key) or (key if key.islower() else _HUMP.sub("_", key).lower())
        name = _RENAMED.get(name, name)
        if name in _PARTS:
            value = _renamed_parts(value)
        if found.get(name) in (None, "", []):
            found[name] = value
    return found


def _renamed_parts(value: Any) -> Any:
    if isinstance(value, dict):
        return _renamed(value)
    if isinstance(value, list):
        return [_renamed(part) if isinstance(part, dict) else part for part in value]
    return value


def _ages(service: Raw) -> None:
    """1.0 kept ages in a list of eligibility rows; several rows together span all their ages."""
    given = service.get("eligibilitys") or service.get("eligibilities") or ()
    rows = [row for row in listed(given) if isinstance(row, dict)]
    if not rows:
        return
    for name, widest in (("minimum_age", min), ("maximum_age", max)):
        limits = [row.get(name) for row in rows]
        if service.get(name) is None and all(isinstance(limit, int | float) for limit in limits):
            service[name] = widest(limits)  # type: ignore[type-var]
    words = [str(row["eligibility"]) for row in rows if row.get("eligibility")]
    if words and not service.get("eligibility_description"):
        service["eligibility_description"] = ". ".join(words)


def _taxonomies(service: Raw) -> None:
    given = service.get("service_taxonomys") or service.get("service_taxonomies") or ()
    rows = [row for row in listed(given) if isinstance(row, dict)]
    attributes = list(listed(service.get("attributes")))
    for row in rows:
        term = row.get("taxonomy")
        if isinstance(term, dict):
            modern = {**term, "taxonomy": term.get("vocabulary") or term.get("taxonomy")}
            attributes.append({"link_type": "service_type", "taxonomy_term": modern})
    if rows:
        service["attributes"] = attributes
