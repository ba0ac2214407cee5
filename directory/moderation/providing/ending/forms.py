"""What the pages about ending and handing over ask."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField

from directory.moderation.providing.edits.forms import EditForm
from directory.web.validators import Chosen, Needed, TooLong

ELSEWHERE = "elsewhere"


class EndingForm(EditForm):
    """When, who comes after, and why."""

    last_day = StringField(
        "What is the last day?",
        description="For example, 27 March. People can come until then.",
        validators=[Needed("the last day")],
        widget=GovTextInput(),
    )
    taken_over_by = StringField(
        "Who can people go to afterwards? (optional)",
        description="Everybody reads this, like “Sutton Lunch Club takes over, 0115 496 0123”.",
        validators=[TooLong(255, "who takes over")],
        widget=GovTextInput(),
    )
    why = TextAreaField(
        "Why does it end? (optional)",
        description="Only stewards read this. It helps the council to see what is being lost.",
        validators=[TooLong(1000, "why it ends")],
        widget=GovTextArea(),
    )


class HandoverForm(EditForm):
    """Who takes it on."""

    to = RadioField(
        "Who takes it on?", validate_choice=False, validators=[Chosen("who takes it on")], widget=GovRadioInput()
    )
    organization = StringField(
        "Its name, if it is another organisation",
        description="Once a steward has agreed, its people open the listing and choose “Is this yours?”.",
        validators=[TooLong(255, "the organisation’s name")],
        widget=GovTextInput(),
    )
