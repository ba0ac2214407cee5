"""Which area it serves: some districts or villages, a whole county, or anywhere."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from sqlalchemy import select
from wtforms import RadioField, SelectMultipleField, StringField

from directory import clock
from directory.errors import RuleBroken
from directory.geo.folding import fold
from directory.geo.models import Area, AreaType
from directory.listings.editing import Content
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.web.validators import Chosen, TooLong

SOME, ANYWHERE, NEARBY = "some", "anywhere", "nearby"
COUNTY = "county:"
EVERYWHERE = "Anywhere in the UK"
_WIDE = (AreaType.DISTRICT, AreaType.UNITARY)


class AreaFields:
    """Areas by name; nobody has to know what a ward is."""

    reach = RadioField("Where can people be?", validate_choice=False, validators=[Chosen("where people can be")],
                       widget=GovRadioInput())  # fmt: skip
    districts = SelectMultipleField("Which districts?", validate_choice=False)
    wards = StringField(
        "Or name villages and neighbourhoods", description="With commas between, such as Annesley, Kirkby Woodhouse.",
        validators=[TooLong(400, "the villages")], widget=GovTextInput(),
    )  # fmt: skip


class AreaForm(AreaFields, StepForm):
    """The areas of a draft."""


class AreaStep(Step):
    """Areas as the directory knows them, and names of its own where it does not."""

    slug = "area"
    form = AreaForm
    fields: ClassVar[Mapping[str, str]] = {"areas": "reach"}

    def heading(self, asked: Asked) -> str:
        return "Which area is it for?"

    def form_class(self, asked: Asked) -> type[StepForm]:
        return type("AreaForm", (AreaForm,), fields_for(asked))

    def shown(self, asked: Asked) -> dict[str, Any]:
        return {"districts": []} | super().shown(asked)

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {"groups": groups_of(asked), "some": SOME}

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """With the areas found under the names that were typed."""
        said = form.kept
        return said | {"areas": areas_chosen(asked, said)}

    def content(self, asked: Asked) -> Content:
        areas = self.answer(asked, "areas", [])
        if self.answer(asked, "reach") == SOME and not areas:
            raise RuleBroken("areas", "Select a district, or name a village")
        return {"areas": areas}


def fields_for(asked: Asked) -> dict[str, Any]:
    """The questions with the areas of today to choose from."""
    choices = [
        (SOME, "Some districts, towns or villages"),
        *((f"{COUNTY}{area.code}", f"All of {area.name}") for area in _areas(asked, (AreaType.COUNTY,))),
        (ANYWHERE, "Anywhere in the country"),
        (NEARBY, "Anybody who can get to us"),
    ]
    return {
        "reach": RadioField("Where can people be?", choices=choices, validate_choice=True,
                            validators=[Chosen("where people can be")], widget=GovRadioInput()),
        "districts": SelectMultipleField(
            "Which districts?", choices=[(area.code, area.name) for area in _areas(asked, _WIDE)]
        ),
    }  # fmt: skip


def groups_of(asked: Asked) -> list[tuple[str, list[Area]]]:
    """The districts by county."""
    counties = {area.id: area.name for area in _areas(asked, (AreaType.COUNTY,))}
    groups: dict[str, list[Area]] = {}
    for area in _areas(asked, _WIDE):
        groups.setdefault(counties.get(area.parent_id, "") if area.parent_id else "", []).append(area)
    return sorted(groups.items())


def areas_chosen(asked: Asked, said: Mapping[str, Any]) -> list[Content]:
    """The answers as content. Names that are on no map are kept as they were typed."""
    reach = said.get("reach") or ""
    if reach == ANYWHERE:
        return [{"name": EVERYWHERE}]
    if reach.startswith(COUNTY):
        code = reach.removeprefix(COUNTY)
        return [
            {"code": area.code, "name": area.name} for area in _areas(asked, (AreaType.COUNTY,)) if area.code == code
        ]
    if reach != SOME:
        return []
    picked = set(said.get("districts") or [])
    found: list[Content] = [
        {"code": area.code, "name": area.name} for area in _areas(asked, _WIDE) if area.code in picked
    ]
    return found + _named(asked, str(said.get("wards") or ""))


def _named(asked: Asked, typed: str) -> list[Content]:
    """An area for each name. "Annesley and Felley" is one where the map knows it by that name, and else two."""
    known = {fold(area.name): area for area in reversed(_areas(asked, (*_WIDE, AreaType.WARD)))}
    parts = typed.replace(";", ",").split(",")
    names = [name for part in parts for name in ([part] if fold(part) in known else part.split(" and "))]
    found: list[Content] = []
    for name in dict.fromkeys(" ".join(name.split()) for name in names if name.strip()):
        area = known.get(fold(name))
        found.append({"code": area.code, "name": area.name} if area else {"name": name[:120]})
    return found


def _areas(asked: Asked, kinds: Sequence[AreaType]) -> Sequence[Area]:
    today = clock.local(asked.at).date()
    living = Area.valid_from <= today, (Area.valid_to.is_(None) | (Area.valid_to >= today))
    query = select(Area).where(Area.area_type.in_(kinds), Area.geometry.is_not(None), *living)
    return asked.session.scalars(query.order_by(Area.name, Area.code)).all()
