"""What decides who finds a listing: what it helps with, and which area it serves. Asked as when it was added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from wtforms import SelectMultipleField

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.geo.folding import fold
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import PartFields
from directory.moderation.submission.steps.areas import (
    ANYWHERE,
    COUNTY,
    EVERYWHERE,
    NEARBY,
    SOME,
    areas_chosen,
    fields_for,
    groups_of,
)
from directory.moderation.submission.steps.areas import AreaFields as Areas
from directory.moderation.submission.steps.base import Asked
from directory.moderation.submission.steps.needs import MOST, NeedsStep
from directory.taxonomy.models import TaxonomyTerm

Groups = Sequence[tuple[str, Sequence[Any]]]


class NeedFields(PartFields):
    """Ticks: those there are and those the words speak of first, all others by group."""

    keys = ("needs",)
    first: ClassVar[Sequence[TaxonomyTerm]] = ()
    groups: ClassVar[Groups] = ()

    needs = SelectMultipleField("What does it help with?", validate_choice=False)

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """With the terms of this directory."""
        return type(cls.__name__, (cls,), NeedsStep().facts(_as_answers(content)))

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """What is ticked now."""
        return {"needs": content.get("needs") or []}

    def changes(self, content: Content, at: datetime) -> Content:
        """What was ticked, with those there were in their order. A term that is offered no more stays."""
        held: list[str] = content.get("needs") or []
        offered = {term.code for term in (*self.first, *(term for _name, terms in self.groups for term in terms))}
        ticked = [code for code in self._fields["needs"].data or [] if code in offered]
        needs = [code for code in held if code in ticked or code not in offered]
        needs += [code for code in dict.fromkeys(ticked) if code not in needs]
        if not needs:
            raise RuleBroken("needs", "Select at least one, so that people find it")
        if len(needs) > max(MOST, len(held)):
            raise RuleBroken("needs", f"Select {MOST} or fewer: what it is really about")
        return {"needs": needs}


class AreaFields(PartFields, Areas):
    """Districts to tick and villages to name, a county, or anywhere."""

    keys = ("areas",)
    groups: ClassVar[Groups] = ()

    @classmethod
    def fitted(cls, content: Content) -> type[PartFields]:
        """With the districts and counties of this directory."""
        asked = _as_answers(content)
        return type(cls.__name__, (cls,), fields_for(asked) | {"groups": groups_of(asked)})

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """The areas there are, ticked where there is a box and named where there is none."""
        rows = content.get("areas") or []
        only = rows[0] if len(rows) == 1 else {}
        county = f"{COUNTY}{only.get('code')}"
        if not rows or only.get("name") == EVERYWHERE or areas_chosen(_as_answers(content), {"reach": county}):
            reach = NEARBY if not rows else ANYWHERE if only.get("name") == EVERYWHERE else county
            return {"reach": reach, "districts": [], "wards": ""}
        boxes = {area.code for _county, areas in cls.groups for area in areas}
        return {
            "reach": SOME,
            "districts": [row["code"] for row in rows if row.get("code") in boxes],
            "wards": ", ".join(row["name"] for row in rows if row.get("code") not in boxes),
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """The areas chosen. A name that the listing bears already stays the area it was."""
        said = {name: self._fields[name].data for name in ("reach", "districts", "wards")}
        boxes = {area.code for _county, areas in self.groups for area in areas}
        held = {fold(row["name"]): row for row in content.get("areas") or [] if row.get("code") not in boxes}
        named = str(said["wards"] or "").replace(";", ",").split(",")
        kept = [held[fold(name)] for name in named if fold(name) in held] if said["reach"] == SOME else []
        left = ",".join(name for name in named if fold(name) not in held)
        areas = [*areas_chosen(_as_answers(content), said | {"wards": left}), *kept]
        if said["reach"] == SOME and not areas:
            raise RuleBroken("wards", "Select a district, or name a village")
        return {"areas": _as_before(areas, content.get("areas") or [])}


def _as_before(areas: list[Content], held: list[Content]) -> list[Content]:
    """In the order they had, so that nothing but the areas themselves is a change."""
    return sorted(areas, key=lambda area: held.index(area) if area in held else len(held))


def _as_answers(content: Content) -> Asked:
    """The listing as the steps of adding one would hold it."""
    about = " ".join(str(content.get(key) or "") for key in ("summary", "description"))
    answers = {
        "kind": {"asset_type": content.get("asset_type")},
        "name": {"name": content.get("name"), "about": about},
        "needs": {"needs": content.get("needs") or []},
    }
    return Asked(db.session(), answers, clock.now())
