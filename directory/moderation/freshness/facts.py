"""A listing in short, to be looked at or read out: what people need before they set out. Plain values.

A private address is never among them, not even for whoever holds a letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.listings.codes import AddressVisibility
from directory.listings.editing import FIELDS, Content

Lines = tuple[str, ...]
PRIVATE = "Its address is kept private"


@dataclass(frozen=True)
class Fact:
    """One thing to confirm: the field it is, what to call it, and what is said."""

    key: str
    label: str
    lines: Lines


def facts_of(content: Content, names: Mapping[str, str] | None = None) -> tuple[Fact, ...]:
    """What is told of a listing, in the order in which somebody would ask. What is not known is said to be so."""
    said = {
        "summary": ("What it is", _said(content, "summary", names) or _said(content, "description", names)[:1]),
        "times": ("When", _times(content, names)),
        "venues": ("Where", tuple(map(where, content.get("venues") or ())) or _said(content, "areas", names)),
        "phones": ("Phone", _phones(content, names)),
        "email": ("Email", _said(content, "email", names)),
        "url": ("Website", _said(content, "url", names)),
        "costs": ("Cost", _said(content, "costs", names) or _said(content, "fees_description", names)),
        "application_process": ("How to join", _said(content, "application_process", names)),
        "eligibility_description": ("Who it is for", _said(content, "eligibility_description", names)),
        "capacity": ("Room", _said(content, "capacity", names) + _pause(content)),
        "closed": ("Closed", _said(content, "closed", names)),
        "closing_on": ("Last day", _said(content, "closing_on", names)),
        "alert": ("Notice", _said(content, "alert", names)),
    }
    return tuple(Fact(key, label, lines) for key, (label, lines) in said.items() if lines or key in ALWAYS)


#: Told even when nothing is known, because people set out by them.
ALWAYS = frozenset({"times", "venues", "phones", "costs"})


def where(venue: Mapping[str, Any]) -> str:
    """A place as the public may read it."""
    shown = venue.get("address_visibility", AddressVisibility.FULL.value)
    if shown == AddressVisibility.HIDDEN:
        return PRIVATE
    keys = ("city",) if shown == AddressVisibility.AREA else ("name", "address_1", "city", "postal_code")
    return ", ".join(venue[key] for key in keys if venue.get(key)) or "A place without an address"


def _times(content: Content, names: Mapping[str, str] | None) -> Lines:
    """Every pattern; those of a place begin with its name where there are several."""
    venues: Sequence[Mapping[str, Any]] = content.get("venues") or ()
    said = list(_said(content, "times", names) + _said(content, "days_off", names))
    for venue in venues:
        start = f"{venue.get('name') or where(venue)}: " if len(venues) > 1 and not _is_private(venue) else ""
        said += [f"{start}{line}" for line in _said(venue, "times", names) + _said(venue, "days_off", names)]
    return tuple(said)


def _phones(content: Content, names: Mapping[str, str] | None) -> Lines:
    said = list(_said(content, "phones", names))
    for venue in content.get("venues") or ():
        said += [line for line in _said(venue, "phones", names) if line not in said]
    return tuple(said)


def _pause(content: Content) -> Lines:
    return ("Not taking new people at the moment",) if content.get("is_paused") else ()


def _is_private(venue: Mapping[str, Any]) -> bool:
    return bool(venue.get("address_visibility") == AddressVisibility.HIDDEN)


def _said(content: Mapping[str, Any], key: str, names: Mapping[str, str] | None) -> Lines:
    return FIELDS[key].say(content.get(key), names)
