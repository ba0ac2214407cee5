"""Puts an existing listing on the map: a place with its pin, the area it covers. At once, and on the record.

What others changed since the page was opened is never written over unseen.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.listings.editing import Content, read_content, write_content
from directory.listings.editing.rules import check_content
from directory.listings.models import Service
from directory.moderation.proposals.basing import wanted_changes
from directory.moderation.submission.places import pin_of
from directory.moderation.submission.steps.areas import ANYWHERE, COUNTY, EVERYWHERE, NEARBY, SOME, areas_chosen
from directory.moderation.submission.steps.base import Asked

Answers = Mapping[str, Any]
#: The answers about a place, by the key of content that each becomes.
WRITTEN = {
    "name": "name", "address_1": "address_1", "city": "city", "postal_code": "postcode", "description": "note",
    "address_visibility": "visibility",
}  # fmt: skip
FIELDS = {f"venues.{key}": name for key, name in WRITTEN.items()}


def write_part(
    session: Session,
    service: Service,
    wanted: Content,
    *,
    base_version: int | None,
    by: str,
    at: datetime,
    why: str,
) -> frozenset[str]:
    """Change some keys of a listing for somebody who saw `base_version`; the keys that differed.

    Raises `RuleBroken` for what cannot be kept and `EditedMeanwhile` where somebody else changed the same since.
    """
    now = read_content(session, service.id)
    differing = wanted_changes(session, service, now=now, wanted=check_content(wanted), base_version=base_version)
    return write_content(session, service, differing, by=by, at=at, why=why[:255])


def answers_about(venue: Content) -> dict[str, Any]:
    """A place as the fields of its page hold it."""
    point = {key: _said(venue.get(key)) for key in ("latitude", "longitude")}
    return {name: venue.get(key) or "" for key, name in WRITTEN.items()} | point | {"pinned": ""}


def venue_from(session: Session, answers: Answers, held: Content, *, for_all: bool) -> Content:
    """A place with what was answered: its pin where it was dragged, where it was, or where another postcode is."""
    said = dict(answers)
    if _plain(said["postcode"]) == _plain(held.get("postal_code")) and held.get("latitude") is not None:
        if said.get("pinned") != "yes":
            said |= {key: _said(held[key]) for key in ("latitude", "longitude")}
        said["pinned"] = "yes"
    said = pin_of(session, said, chosen="")
    point = {key: float(said[key]) if said.get(key) else None for key in ("latitude", "longitude")}
    written = {key: said.get(name) or "" for key, name in WRITTEN.items()}
    return {**held, **written, **point, **({"changes_place": True} if for_all else {})}


def with_venue(content: Content, number: int, venue: Content | None) -> Content:
    """The listing's places with one changed, added at the end, or taken out."""
    venues = list(content.get("venues") or [])
    venues[number - 1 : number] = [venue] if venue is not None else []
    return {"venues": venues}


def reach_of(content: Content, asked: Asked, wide: frozenset[str]) -> dict[str, Any]:
    """The areas a listing covers as the fields of the page hold them; `wide` has the codes of the districts to tick."""
    areas = content.get("areas") or []
    if not areas:
        return {"reach": NEARBY, "districts": [], "wards": ""}
    if [area["name"] for area in areas] == [EVERYWHERE]:
        return {"reach": ANYWHERE, "districts": [], "wards": ""}
    whole = f"{COUNTY}{areas[0].get('code')}"
    if len(areas) == 1 and areas_chosen(asked, {"reach": whole}):
        return {"reach": whole, "districts": [], "wards": ""}
    named = [str(area["name"]) for area in areas if area.get("code") not in wide]
    ticked = [area["code"] for area in areas if area.get("code") in wide]
    return {"reach": SOME, "districts": ticked, "wards": ", ".join(named)}


def areas_from(answers: Answers, content: Content, asked: Asked) -> list[Content]:
    """The areas that were answered. One that the listing names already keeps its code, whatever its kind."""
    said = dict(answers)
    known = []
    if said.get("reach") == SOME:
        for area in sorted(content.get("areas") or [], key=lambda area: -len(area["name"])):
            before, name, after = str(said.get("wards") or "").partition(area["name"])
            if name and area.get("code") not in (said.get("districts") or []):
                known.append(area)
                said["wards"] = f"{before},{after}"
    found = areas_chosen(asked, said)
    return found + [area for area in content.get("areas") or [] if area in known and area not in found]


def _plain(postcode: str | None) -> str:
    return (postcode or "").replace(" ", "").upper()


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:.6f}"
