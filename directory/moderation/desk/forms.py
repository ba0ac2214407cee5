"""The form of the phone script: how the call ended, and what can be put right while somebody is still on the line."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.listings.codes import CapacityStatus, VerificationMethod
from directory.listings.editing import Content
from directory.moderation.desk.codes import KEYS, WAYS, CallOutcome
from directory.moderation.listing_forms.part import PartFields, shown_form
from directory.moderation.listing_forms.reaching import PhoneFields, ReachFields
from directory.moderation.listing_forms.times import TimesFields
from directory.moderation.listing_forms.wording import AlertFields, WordsFields
from directory.web.forms import Form
from directory.web.validators import Chosen, TooLong

ROOM_HOLDS = timedelta(days=31)  # how long what somebody says on the phone about room is believed


class RoomField(PartFields):
    """Whether there is room, in one answer."""

    keys = ("capacity",)

    room = SelectField(
        "Is there room?", choices=[(status.value, status.label) for status in CapacityStatus], widget=GovSelect()
    )

    @classmethod
    def answers(cls, content: Content) -> dict[str, Any]:
        """As it is now."""
        return {"room": (content.get("capacity") or {}).get("status", CapacityStatus.UNKNOWN.value)}

    def changes(self, content: Content, at: datetime) -> Content:
        """Nothing, when it is as it was: a month must not begin anew each time somebody looks."""
        if self.said("room") == self.answers(content)["room"]:
            return {}
        if self.said("room") == CapacityStatus.UNKNOWN:
            return {"capacity": None}
        return {"capacity": {"status": self.said("room"), "expires_at": (at + ROOM_HOLDS).isoformat()}}


class JoiningWords(PartFields):
    """What happens when somebody wants to join."""

    keys = ("application_process",)

    application_process = TextAreaField(
        "How people join", validators=[TooLong(2000, "how people join")], widget=GovTextArea()
    )


#: What can be changed on the phone, in the order in which it is read out.
PARTS: tuple[type[PartFields], ...] = (
    TimesFields,
    PhoneFields,
    ReachFields,
    RoomField,
    WordsFields,
    JoiningWords,
    AlertFields,
)


class ScriptForm(Form):
    """The call itself. `seen` is how the listing stood when the page was shown."""

    fitted_parts: ClassVar[tuple[type[PartFields], ...]] = ()

    seen = HiddenField()
    outcome = RadioField(
        "How did the call end?",
        choices=[(key.value, key.label) for key in KEYS],
        validators=[Chosen("how the call ended")],
        widget=GovRadioInput(),
    )
    method = RadioField(
        "How do you know?",
        choices=[(method.value, words) for method, words in WAYS],
        default=VerificationMethod.STEWARD_CALLED.value,
        validators=[Chosen("how you know")],
        widget=GovRadioInput(),
    )
    best_time = StringField(
        "Best time to ring",
        description="For whoever rings next, like “Tuesday mornings”.",
        validators=[TooLong(120, "the best time to ring")],
        widget=GovTextInput(),
    )

    def changes(self, content: Content, at: datetime) -> Content:
        """What was typed into, part by part. Raises `RuleBroken` for what cannot be read.

        A part left as it was says nothing: an old number that cannot be dialled must not hold up everything else.
        """
        said: Content = {}
        for part in self.fitted_parts:
            if self._was_touched(part, content):
                said |= self._of(part).changes(content | said, at)
        return said

    def _was_touched(self, part: type[PartFields], content: Content) -> bool:
        before = part.answers(content)
        fields = [field for name, field in self._fields.items() if hasattr(part, name)]
        return any(_written(field.data) != _written(before.get(field.name, field.default)) for field in fields)

    def _of(self, part: type[PartFields]) -> PartFields:
        """One part of the form by itself: several parts have attributes of the same name."""
        alone = object.__new__(part)
        alone._fields = self._fields
        return alone


class BulkForm(Form):
    """One call about several listings."""

    listings = SelectMultipleField("Which of them are right?", validate_choice=False)
    outcome = RadioField(
        "How did the call end?",
        choices=[(key.value, key.label) for key in (CallOutcome.RIGHT, CallOutcome.NO_ANSWER)],
        validators=[Chosen("how the call ended")],
    )


def _written(value: Any) -> str:
    """Words as they are compared: browsers send other line ends than they were given."""
    return "\n".join(line.strip() for line in str(value or "").strip().splitlines())


def script_form(content: Content) -> type[ScriptForm]:
    """The form with as many rows as this listing needs."""
    fitted = tuple(part.fitted(content) for part in PARTS)
    return type("ScriptFormFitted", (ScriptForm, *fitted), {"fitted_parts": fitted})


def opened(content: Content, *, seen: str, best_time: str) -> ScriptForm:
    """The form as the listing is now."""
    form = script_form(content)
    answers: dict[str, Any] = {"seen": seen, "best_time": best_time}
    for part in form.fitted_parts:
        answers |= part.answers(content)
    return shown_form(form, answers)


class OwnerForm(Form):
    """Who answers for something."""

    steward = SelectField("Who answers for it?", choices=[], widget=GovSelect())

    @property
    def steward_id(self) -> UUID | None:
        """The steward that was chosen, or nobody."""
        return UUID(self.steward.data) if self.steward.data else None
