"""What connectors are asked when they refer somebody: as little as works, and what matters to the person first."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.referrals.codes.contact import Channel, CommunicationNeed
from directory.referrals.codes.referral import PartInReferral, Urgency
from directory.referrals.referring.agreeing import ANSWERS
from directory.referrals.sharing import SHAREABLE
from directory.web.forms import Form
from directory.web.validators import Chosen, EmailAddress, Needed, TooLong

LONGEST_WORDS = 2000
OTHERS = 4  # named people beside the one it is for; a family meeting with more brings a list of its own
YES_NO = (("yes", "Yes"), ("no", "No"), ("", "Not known"))


class FactsForm(Form):
    """What a pre-check needs: plain facts, no name."""

    born = StringField(
        "How old are they?",
        description="Their age, or the year they were born.",
        widget=GovTextInput(),
    )
    near = StringField("Where do they live?", description="A postcode or part of one.", widget=GovTextInput())


class WordsForm(Form):
    """What goes into a referral, whoever it is for."""

    what_matters = TextAreaField(
        "What matters to them",
        description="In their own words. It comes before the need.",
        validators=[TooLong(LONGEST_WORDS, "what matters to them")],
        widget=GovTextArea(),
    )
    summary = TextAreaField(
        "What they would like from this service (optional)",
        description="The service reads this. Leave out whatever it does not need.",
        validators=[TooLong(LONGEST_WORDS, "what they would like")],
        widget=GovTextArea(),
    )
    urgency = RadioField(
        "How soon?",
        choices=[(each.value, each.label) for each in Urgency],
        default=Urgency.USUAL.value,
        validators=[Chosen("how soon it is needed")],
        widget=GovRadioInput(),
    )
    start_by = StringField(
        "Needed by (optional)",
        description="For example, 27 March. Whoever has a day comes first.",
        widget=GovTextInput(),
    )
    not_before = StringField(
        "Not before (optional)",
        description="For somebody who is still in hospital: the day they are expected home.",
        widget=GovTextInput(),
    )


class PersonFields(Form):
    """Somebody who is not on record yet."""

    name = StringField(
        "Name",
        description="What they like to be called is enough.",
        validators=[Needed("a name"), TooLong(120, "the name")],
        widget=GovTextInput(),
    )
    who = RadioField("Is it one of these?", choices=[], validate_choice=False, widget=GovRadioInput())
    phone = StringField("Phone (optional)", validators=[TooLong(40, "the phone number")], widget=GovTextInput())
    email = StringField("Email (optional)", validators=[EmailAddress()], widget=GovTextInput())
    postcode = StringField("Postcode (optional)", widget=GovTextInput())
    born = StringField(
        "Year or date of birth (optional)", description="For example, 1948 or 2 March 1948.", widget=GovTextInput()
    )
    leave_message = RadioField(
        "Is it safe to leave a message?", choices=YES_NO, default="", validate_choice=False, widget=GovRadioInput()
    )
    times = StringField("Safe times to ring (optional)", validators=[TooLong(120, "the times")], widget=GovTextInput())
    communication = SelectMultipleField(
        "What they need to understand and be understood",
        choices=[(each.value, each.label) for each in CommunicationNeed],
        validate_choice=False,
        widget=GovCheckboxesInput(),
    )


class AgreementForm(Form):
    """What was read aloud, and what they said."""

    value = RadioField(
        "Do they agree?",
        choices=[(each.value, each.label) for each in ANSWERS],
        validate_choice=False,
        validators=[Chosen("what they said")],
        widget=GovRadioInput(),
    )
    note = StringField(
        "Who agreed for them, or why it is in their best interests",
        description="Only when they could not agree themselves.",
        validators=[TooLong(500, "the note")],
        widget=GovTextInput(),
    )
    referral = SelectMultipleField("Send it to", choices=[], validate_choice=False, widget=GovCheckboxesInput())
    fact = SelectMultipleField(
        "What they will read", choices=list(SHAREABLE.items()), validate_choice=False, widget=GovCheckboxesInput()
    )
    purpose = SelectMultipleField(
        "They also agree that", choices=[], validate_choice=False, widget=GovCheckboxesInput()
    )
    partner = StringField(
        "Which other organisation?",
        description="Only if they agree to share with one more.",
        validators=[TooLong(255, "its name")],
        widget=GovTextInput(),
    )
    channel = SelectField(
        "How did you talk?",
        choices=[(each.value, each.label) for each in Channel],
        default=Channel.PHONE.value,
        widget=GovSelect(),
    )


def facts_form(questions: tuple[tuple[str, str], ...]) -> type[FactsForm]:
    """The form with one plain question for each thing that only the person knows."""
    fields: dict[str, Any] = {
        f"answer.{key}": RadioField(question, choices=YES_NO, default="", validate_choice=False, widget=GovRadioInput())
        for key, question in questions
    }
    return type("FactsForm", (FactsForm,), fields)


def details_form(choices: list[list[tuple[str, str]]], *, is_new_person: bool) -> type[WordsForm]:
    """The form for these listings: the needs offered for each, fields for a person where none is on record."""
    fields: dict[str, Any] = {}
    for number, offered in enumerate(choices):
        fields[f"need_{number}"] = SelectField(
            "Which need is it about?", choices=offered, validators=[Chosen("the need")], widget=GovSelect()
        )
    for number in range(OTHERS):
        fields |= _other_fields(number)
    bases = (WordsForm, PersonFields) if is_new_person else (WordsForm,)
    return type("DetailsForm", bases, fields)


def _other_fields(number: int) -> dict[str, Any]:
    """The fields for somebody else who is named, by the number of their place on the page."""
    named = (each for each in PartInReferral if each is not PartInReferral.PERSON)
    parts = [("", "Choose"), *((each.value, each.label) for each in named)]
    reach, needs = "How to reach them (optional)", "What they need to be understood (optional)"
    reached = [TooLong(200, "how to reach them")]
    return {
        f"other_name_{number}": StringField("Name", validators=[TooLong(120, "the name")], widget=GovTextInput()),
        f"other_part_{number}": SelectField("In what part", choices=parts, validate_choice=False, widget=GovSelect()),
        f"other_contact_{number}": StringField(reach, validators=reached, widget=GovTextInput()),
        f"other_needs_{number}": StringField(needs, validators=[TooLong(200, "this")], widget=GovTextInput()),
    }
