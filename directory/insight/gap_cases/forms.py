"""What the forms of a gap ask: one question or one action each."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.needs.codes import ActionType, Reviewed
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

LONGEST = 1000
DAY = "For example, 12 March 2027"


class CaseForm(Form):
    """A gap that somebody noticed."""

    need = SelectField(
        "What is missing?", validate_choice=False, validators=[Chosen("what is missing")], widget=GovSelect()
    )
    place = StringField(
        "Where?",
        description="A district, or a postcode for its ward",
        validators=[Needed("a district, or a postcode for its ward")],
        widget=GovTextInput(),
    )
    area = HiddenField()
    cohort = SelectField("For whom? (optional)", validate_choice=False, widget=GovSelect())


class OwnerForm(Form):
    """Who answers for it."""

    owner = SelectField(
        "Who answers for it?", validate_choice=False, validators=[Chosen("who answers for it")], widget=GovSelect()
    )


class NoteForm(Form):
    """What is known."""

    summary = TextAreaField(
        "What do you know about it?",
        description="No names: commissioners and members read it",
        validators=[TooLong(LONGEST, "the note")],
        widget=GovTextArea(),
    )


class ActionForm(Form):
    """Action, owner, day, measure, money: all on one page."""

    kind = RadioField(
        "What kind of action?",
        choices=[(kind.value, kind.label) for kind in ActionType],
        validate_choice=False,
        validators=[Chosen("what kind of action")],
        widget=GovRadioInput(),
    )
    words = TextAreaField(
        "What is to be done?",
        validators=[Needed("what is to be done"), TooLong(LONGEST, "it")],
        widget=GovTextArea(),
    )
    owner = SelectField("Who does it?", validate_choice=False, validators=[Chosen("who does it")], widget=GovSelect())
    due_on = StringField("By when?", description=DAY, validators=[Needed("a day")], widget=GovTextInput())
    measure = TextAreaField(
        "How will you know that it helped?",
        description="For example, 20 people a week at the new lunch club by June",
        validators=[Needed("how you will know"), TooLong(LONGEST, "it")],
        widget=GovTextArea(),
    )
    spend = StringField("What does it cost, in pounds? (optional)", widget=GovTextInput())

    def pounds(self) -> Decimal | None:
        """The money, if any was typed. Raises `RuleBroken`."""
        typed = (self.spend.data or "").replace("£", "").replace(",", "").replace(" ", "")
        if not typed:
            return None
        try:
            found = Decimal(typed)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise RuleBroken("spend", "Enter pounds, like 12,000, or leave it empty")
        return found.quantize(Decimal("0.01")) if abs(found) < 10**10 else found


class StoryForm(Form):
    """What somebody lived through."""

    story = TextAreaField(
        "What they told, without names",
        description="In their own words as far as you can",
        validators=[Needed("the story"), TooLong(LONGEST, "the story")],
        widget=GovTextArea(),
    )
    agreed = BooleanField("Whoever told it agreed that it is told here without their name", widget=GovCheckboxInput())
    until = StringField(
        "Until when did they agree?",
        description=f"At most two years ahead. {DAY}. It is erased on the day after",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )


class ReviewDayForm(Form):
    """When somebody asks whether it helped."""

    review_on = StringField(
        "When will you look whether it helped?", description=DAY, validators=[Needed("a day")], widget=GovTextInput()
    )


class ReviewForm(Form):
    """Whether it helped."""

    answer = RadioField(
        "Is the need met now?",
        choices=[(answer.value, answer.label) for answer in Reviewed],
        validate_choice=False,
        validators=[Chosen("whether the need is met")],
        widget=GovRadioInput(),
    )
    found = TextAreaField(
        "What did you find?", validators=[Needed("what you found"), TooLong(LONGEST, "it")], widget=GovTextArea()
    )
    again_on = StringField("If it goes on: the next review", description=DAY, widget=GovTextInput())


#: The forms by the noun at the end of their address.
STEP_FORMS: Mapping[str, type[Form]] = MappingProxyType(
    {
        "owner": OwnerForm,
        "note": NoteForm,
        "action": ActionForm,
        "review-day": ReviewDayForm,
        "review": ReviewForm,
    }
)


#: What the page of each form is called.
HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "owner": "Who answers for this gap",
        "note": "What is known",
        "action": "Agree on an action",
        "review-day": "When to review it",
        "review": "Did it help?",
        "story": "What somebody lived through",
    }
)


def offer(field: Any, choices: list[tuple[str, str]], first: str = "Choose") -> None:
    """Fill a select, with an empty line first."""
    field.choices = [("", first), *choices]
