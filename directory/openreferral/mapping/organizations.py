"""Organisations out of feeds."""

from collections import Counter
from typing import Any

from directory.listings.records import OrganizationRecord, Values
from directory.openreferral.mapping.contacts import email, listed, phones, website
from directory.openreferral.mapping.terms import slug
from directory.openreferral.mapping.text import line, plain

_SCHEMES = {"charity": "GB-CHC", "company": "GB-COH"}


def organization(service: dict[str, Any], mended: Counter[str]) -> OrganizationRecord | None:
    """Who runs a service; nothing when the feed names nobody."""
    raw = service.get("organization")
    name = line(raw.get("name")) if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not name:
        return None
    values: Values = {
        "name": name,
        "description": plain(raw.get("description")) or "",
        "email": email(raw.get("email"), mended),
        "website": website(raw.get("website"), mended),
        "logo": website(raw.get("logo"), mended),
        "uri": website(raw.get("uri"), mended),
        "legal_status": line(raw.get("legal_status"), 120),
    }
    external_id = line(raw.get("id") or service.get("organization_id"), 120) or f"name:{slug(name, 110)}"
    return OrganizationRecord(external_id, values, _identifiers(raw), phones(raw.get("phones")))


def _identifiers(raw: dict[str, Any]) -> list[Values]:
    found: dict[tuple[str, str], Values] = {}
    for row in listed(raw.get("organization_identifiers")):
        number = line(row.get("identifier"), 60) if isinstance(row, dict) else None
        if not number:
            continue
        kind = line(row.get("identifier_type"), 120) or ""
        scheme = line(row.get("identifier_scheme"), 40) or _scheme(kind)
        if scheme:
            entry = {"identifier_scheme": scheme, "identifier_type": kind or scheme, "identifier": number}
            found[scheme, number] = entry
    return list(found.values())


def _scheme(kind: str) -> str | None:
    return next((scheme for word, scheme in _SCHEMES.items() if word in kind.casefold()), None)
