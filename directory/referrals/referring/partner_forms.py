"""The short form of partners: nine fields, one minute."""

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from directory.referrals.referring.forms import LONGEST_WORDS, YES_NO
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong


class PartnerForm(Form):
    """As little as lets somebody help."""

    need = SelectField("What is it about?", validators=[Chosen("what it is about")], widget=GovSelect())
    name = StringField("Their name", validators=[Needed("their name"), TooLong(120, "the name")], widget=GovTextInput())
    phone = StringField("Phone", validators=[TooLong(40, "the phone number")], widget=GovTextInput())
    leave_message = RadioField(
        "Is it safe to leave a message?", choices=YES_NO, default="", validate_choice=False, widget=GovRadioInput()
    )
    postcode = StringField("Postcode", widget=GovTextInput())
    words = TextAreaField(
        "What would help them? (optional)",
        description="A sentence, with how to be understood if it matters. No diagnoses.",
        validators=[TooLong(LONGEST_WORDS, "this")],
        widget=GovTextArea(),
    )
    start_by = StringField(
        "Needed by (optional)", description="For example, the day they leave hospital.", widget=GovTextInput()
    )
    is_agreed = BooleanField("They agree that this service reads what stands here", widget=GovCheckboxInput())
    is_told_back = BooleanField("They agree that I hear how it goes", widget=GovCheckboxInput())


class ChoiceForm(Form):
    """Which need, and where."""

    need = SelectField("What is it about?", validators=[Chosen("what it is about")], widget=GovSelect())
    near = StringField(
        "Where?",
        description="A town or a postcode.",
        validators=[Needed("a town or a postcode")],
        widget=GovTextInput(),
    )


class AnswerForm(Form):
    """The answer to what the provider asked."""

    answer = TextAreaField(
        "Your answer",
        validators=[Needed("your answer"), TooLong(LONGEST_WORDS, "your answer")],
        widget=GovTextArea(),
    )


class SendOnForm(Form):
    """Yes to somebody it was passed on to."""

    is_agreed = BooleanField(
        "I asked them, and they agree",
        validators=[Chosen("that they agree. Nothing is sent without it")],
        widget=GovCheckboxInput(),
    )
