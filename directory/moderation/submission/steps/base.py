"""What a step is: its question, its form, what of it is kept, and what it says as a listing's content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField

from directory.listings.codes import AssetType
from directory.listings.editing import Content
from directory.web.forms import StatelessForm
from directory.web.validators import EmptyTrap

Answers = Mapping[str, Any]
#: Fields of every step that are no answers.
UNKEPT = frozenset({"once", "homepage", "seen", "go"})
#: The button that goes on; any other keeps what was typed and shows the same step again.
ON = "on"


class StepForm(StatelessForm):
    """The form of one step: no session, no account, a box that people do not see, and which save it was opened on.

    No token against double sending: to save the same words twice is to save them once.
    """

    homepage = StringField("Leave this box empty", validators=[EmptyTrap()])
    seen = HiddenField()

    @property
    def kept(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: field.data for name, field in self._fields.items() if name not in UNKEPT}


@dataclass(frozen=True)
class Asked:
    """What a step may need to know besides the answers: whose draft, and the lists of this directory."""

    session: Session
    answers: Answers
    at: datetime

    @property
    def kind(self) -> AssetType:
        """What kind of thing is being added."""
        return AssetType(self.answers["kind"]["asset_type"])


class Step:
    """One page with one question."""

    slug: ClassVar[str]
    form: ClassVar[type[StepForm]]
    #: Keys of content that the step writes, and the field that a refusal of each belongs to.
    fields: ClassVar[Mapping[str, str]] = {}
    is_optional: ClassVar[bool] = False

    def heading(self, asked: Asked) -> str:
        """The question, which is also the title."""
        raise NotImplementedError

    def form_class(self, asked: Asked) -> type[StepForm]:
        """The form, fitted to what is known already."""
        return self.form

    def shown(self, asked: Asked) -> dict[str, Any]:
        """What the fields hold when the page opens."""
        return dict(asked.answers.get(self.slug) or {})

    def kept(self, form: StepForm, asked: Asked) -> Any:
        """What is kept of the form."""
        return form.kept

    def content(self, asked: Asked) -> Content:
        """What the answers say as content. Raises `RuleBroken` for what cannot be read."""
        raise NotImplementedError

    def facts(self, asked: Asked) -> dict[str, Any]:
        """What the page shows besides its form."""
        return {}

    def answer(self, asked: Asked, field: str, otherwise: Any = "") -> Any:
        """One answer of this step, if it was given."""
        return (asked.answers.get(self.slug) or {}).get(field) or otherwise

    def field_of(self, key: str | None) -> str | None:
        """The field that a refusal of a key of content belongs to."""
        if key is None:
            return None
        best = max((start for start in self.fields if key == start or key.startswith(f"{start}.")), key=len, default="")
        return self.fields.get(best)
