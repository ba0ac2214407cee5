"""The forms of promises: two fields for who leaves a way to be reached, one question for who rings."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import RadioField, StringField

from directory.needs.promises.operations import LONGEST_CONTACT
from directory.referrals.codes.work import ToldAnswer
from directory.web.forms import Form
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, Needed, TooLong

NO_ANSWER, GIVE_UP = "no_answer", "give_up"
CALLS = [
    *((each.value, each.label) for each in ToldAnswer),
    (NO_ANSWER, "No answer: keep it on the list"),
    (GIVE_UP, "Could not be reached: end it, and erase the number"),
]


class ContactForm(PublicForm):
    """A way to be told when something opens."""

    contact = StringField(
        "Phone number or email address",
        description="We use it once, to tell you that something has opened. Then we erase it.",
        validators=[Needed("a phone number or an email address"), TooLong(LONGEST_CONTACT, "it")],
        widget=GovTextInput(),
    )
    called = StringField(
        "What may we call you? (optional)", validators=[TooLong(60, "the name")], widget=GovTextInput()
    )


class CallForm(Form):
    """How the call went."""

    outcome = RadioField(
        "What did they say?",
        choices=CALLS,
        validate_choice=False,
        validators=[Chosen("what they said")],
        widget=GovRadioInput(),
    )
