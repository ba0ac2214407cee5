"""What kind of thing it is, in plain words. The first question, and the only one before there is a draft."""

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import RadioField

from directory.listings.codes import AssetType
from directory.listings.editing import Content
from directory.moderation.submission.kinds import GROUPS
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.web.validators import Chosen


def kind_field() -> RadioField:
    """The twelve kinds as radios."""
    choices = [(kind.code.value, kind.words) for group in GROUPS for kind in group.kinds]
    return RadioField("What is it?", choices=choices, validators=[Chosen("what it is")])


class KindForm(StepForm):
    """The kind, changed later."""

    asset_type = kind_field()


class KindStep(Step):
    """Settles what else is asked."""

    slug = "kind"
    form = KindForm
    fields: ClassVar[Mapping[str, str]] = {"asset_type": "asset_type"}

    def heading(self, asked: Asked) -> str:
        return "What is it?"

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {"groups": GROUPS}

    def content(self, asked: Asked) -> Content:
        return {"asset_type": AssetType(self.answer(asked, "asset_type")).value}
