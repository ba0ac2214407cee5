"""The forms that put an existing listing on the map."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import BooleanField, StringField

from directory.moderation.providing.edits.forms import EditForm
from directory.moderation.submission.steps.areas import AreaFields, fields_for
from directory.moderation.submission.steps.base import Asked
from directory.moderation.submission.steps.places import PinFields
from directory.web.validators import TooLong


class _Why:
    """Why, for the next steward."""

    why = StringField(
        "Why? (optional)",
        description="Kept in the listing’s history.",
        validators=[TooLong(200, "why")],
        widget=GovTextInput(),
    )


class PlaceForm(PinFields, _Why, EditForm):
    """One place of a listing; `for_all` changes it for the other listings that are held there too."""

    for_all = BooleanField("Change it for them as well", default=True)


class CoverageForm(AreaFields, _Why, EditForm):
    """The area a listing covers."""


def coverage_form(asked: Asked) -> type[CoverageForm]:
    """With the areas of today to choose from."""
    fields: dict[str, Any] = fields_for(asked)
    return type("CoverageFormOfToday", (CoverageForm,), fields)
