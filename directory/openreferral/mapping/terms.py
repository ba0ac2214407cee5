"""Taxonomy terms out of a feed's attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from directory.openreferral.mapping.contacts import listed
from directory.openreferral.mapping.text import line, plain

_LINK_TYPES = {
    "service_type": "service_type",
    "eligibility": "eligibility",
    "circumstance": "eligibility",
    "circumstances": "eligibility",
    "accessibility": "accessibility",
    "exclusion": "exclusion",
}


@dataclass(frozen=True)
class LocalTerm:
    """A term as its own list has it."""

    taxonomy: str
    code: str
    name: str
    description: str = ""
    uri: str | None = None
    parent: str | None = None
    external_id: str | None = None


@dataclass(frozen=True)
class Said:
    """A term said of a service, in which sense, and with which value."""

    link_type: str
    term: LocalTerm
    value: str | None = None


def said_of(attributes: Any) -> Iterator[Said]:
    """What a service's attributes say. Senses we do not know count as the type of service; nothing is thrown away."""
    for attribute in listed(attributes):
        raw = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
        term = _term(raw) if isinstance(raw, dict) else None
        if term:
            link_type = str(attribute.get("link_type") or "").strip().casefold().replace(" ", "_")
            yield Said(link_type, term, line(attribute.get("value")))


def our_link_type(link_type: str) -> str:
    """The sense in which a term of another list is kept."""
    return _LINK_TYPES.get(link_type, "service_type")


def _term(raw: dict[str, Any]) -> LocalTerm | None:
    name = line(raw.get("name") or raw.get("term"))
    if not name:
        return None
    uri = line(raw.get("term_uri") or raw.get("uri"), 500)
    external_id = line(raw.get("id"), 120)
    last_part = uri.rstrip("/").rpartition("/")[2][:120] if uri else None
    return LocalTerm(
        taxonomy=line(raw.get("taxonomy") or raw.get("vocabulary")) or "Terms without a list",
        code=line(raw.get("code"), 120) or last_part or external_id or slug(name, 120),
        name=name,
        description=plain(raw.get("description")) or "",
        uri=uri,
        parent=line(raw.get("parent_id"), 120),
        external_id=external_id,
    )


def slug(words: str, limit: int = 60) -> str:
    """Words as a code: "DfE Family Hubs" is "dfe-family-hubs"."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:limit].strip("-") or "unnamed"
