"""What somebody is asked who refers themselves, and on the page that says how it goes. No account, no cookie before."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField

from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import CommunicationNeed
from directory.web.forms import StatelessForm
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, EmailAddress, Needed, TooLong

LONGEST_WORDS = 2000
_FOR_SENDING = (Needed, Chosen, EmailAddress)


class SelfReferralForm(PublicForm):
    """One short page."""

    what_matters = TextAreaField(
        "What would you like help with, and what matters to you?",
        description="In your own words. A few are enough.",
        validators=[Needed("what you would like help with"), TooLong(LONGEST_WORDS, "this")],
        widget=GovTextArea(),
    )
    need = RadioField("Which is nearest?", validate_choice=False, widget=GovRadioInput())
    name = StringField(
        "Your name",
        description="What you like to be called.",
        validators=[Needed("your name"), TooLong(120, "your name")],
        widget=GovTextInput(),
    )
    phone = StringField(
        "Phone",
        description="Or leave it empty and give an email address.",
        validators=[TooLong(40, "the phone number")],
        widget=GovTextInput(),
    )
    email = StringField(
        "Email (optional)", validators=[EmailAddress(), TooLong(254, "the email address")], widget=GovTextInput()
    )
    leave_message = RadioField(
        "Is it safe to leave a message for you?",
        choices=(("yes", "Yes"), ("no", "No")),
        validate_choice=False,
        validators=[Chosen("whether it is safe to leave a message")],
        widget=GovRadioInput(),
    )
    times = StringField(
        "When is it safe to ring? (optional)",
        description="For example, weekday mornings.",
        validators=[TooLong(120, "the times")],
        widget=GovTextInput(),
    )
    communication = SelectMultipleField(
        "What helps you to understand and be understood? (optional)",
        choices=[(each.value, each.label) for each in CommunicationNeed],
        validate_choice=False,
        widget=GovCheckboxesInput(),
    )
    born = StringField(
        "Your date of birth (optional)",
        description="For example, 2 March 1948. With it, or the end of your phone number, you look up how it goes.",
        validators=[TooLong(40, "the date of birth")],
        widget=GovTextInput(),
    )
    postcode = StringField("Your postcode (optional)", validators=[TooLong(20, "the postcode")], widget=GovTextInput())
    is_agreed = BooleanField(
        "I agree",
        validators=[Chosen("that you agree, or ring us instead: nothing is sent without it")],
        widget=GovCheckboxInput(),
    )
    follow_up = BooleanField(words_of(WORDING, Purpose.FOLLOW_UP_CONTACT), widget=GovCheckboxInput())
    statistics = BooleanField(words_of(WORDING, Purpose.ANONYMOUS_STATISTICS), widget=GovCheckboxInput())
    heard = HiddenField()  # which urgent help was shown already
    unsent = HiddenField()  # the signed note of what this goes on with
    seen = HiddenField()  # how often that was saved when it was opened

    def leave_unfinished(self) -> None:
        """Ask for nothing: what is there is kept as it stands, as long as it is not longer than it may be."""
        for field in self:
            field.validators = tuple(check for check in field.validators if not isinstance(check, _FOR_SENDING))

    def offer(self, needs: list[tuple[str, str]]) -> None:
        """The needs of the listing to choose from; a single one needs no choice."""
        self.need.choices = needs
        if self.need.data not in {code for code, _name in needs}:
            self.need.data = needs[0][0]


class LookUpForm(StatelessForm):
    """The code from the receipt, and one thing that only the person knows."""

    code = StringField(
        "Your code",
        description="Three words and a number, like maple otter lantern 4821.",
        validators=[Needed("your code"), TooLong(80, "the code")],
        widget=GovTextInput(),
    )
    known = StringField(
        "Your date of birth, or the last four digits of your phone number",
        description="Whichever you gave. For example, 2 March 1948 or 5012.",
        validators=[Needed("one of the two"), TooLong(40, "this")],
        widget=GovTextInput(),
    )


class OpenUnsentForm(LookUpForm):
    """The code of what was kept, and the one thing only the person knows, if it was written there already."""

    known = StringField(
        "Your date of birth, or the last four digits of your phone number",
        description="If you had written one of them already. If not, leave this empty.",
        validators=[TooLong(40, "this")],
        widget=GovTextInput(),
    )


class ReplyForm(StatelessForm):
    """The answer to what the provider asked."""

    answer = TextAreaField(
        "Your answer",
        validators=[Needed("your answer"), TooLong(LONGEST_WORDS, "your answer")],
        widget=GovTextArea(),
    )


def chosen(form: Any, name: str, codes: Any) -> tuple[str, ...]:
    """What was ticked that is on the list."""
    return tuple(code for code in form[name].data or () if code in set(codes))
