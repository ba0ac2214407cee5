"""What stewards fill in beside a listing, and what a provider fills in to claim something good of it."""

from datetime import date, timedelta

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from directory import clock
from directory.listings.codes import Visibility
from directory.moderation.stewardship.codes import ContactWay, QualityKind
from directory.moderation.stewardship.days import read_day
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

NAME_NOBODY = "Stewards read this. Write what is so, not who: no names, numbers or addresses of private people."


class Day:
    """A day that can be read: "Enter {thing} as day, month and year"."""

    def __init__(self, thing: str) -> None:
        self.message = f"Enter {thing} as day, month and year, such as 3 12 2026"

    def __call__(self, _form: object, field: StringField) -> None:
        """Stop at what is no day; an empty field is for `Needed`."""
        if field.data and read_day(field.data) is None:
            raise StopValidation(self.message)


class VisibilityForm(Form):
    """Who may see a listing."""

    visibility = RadioField(
        "Who may see this listing?",
        choices=[(each.value, each.label) for each in Visibility],
        validators=[Chosen("who may see this listing")],
        widget=GovRadioInput(),
    )
    why = StringField(
        "Why? It is kept in the listing’s history",
        validators=[TooLong(200, "why")],
        widget=GovTextInput(),
    )


class LabelForm(Form):
    """A tag of one's own."""

    label = StringField(
        "Label",
        description="Short, such as “winter list”. Only stewards see labels.",
        validators=[Needed("a label"), TooLong(40, "the label")],
        widget=GovTextInput(),
    )


class NoteForm(Form):
    """Something for the next steward."""

    note = TextAreaField(
        "Note",
        description=NAME_NOBODY,
        validators=[Needed("a note"), TooLong(2000, "the note")],
        widget=GovTextArea(),
    )


class ContactForm(Form):
    """One time that somebody here and a provider spoke."""

    way = RadioField(
        "How did you speak?",
        choices=[(each.value, each.label) for each in ContactWay],
        validators=[Chosen("how you spoke")],
        widget=GovRadioInput(),
    )
    on_day = StringField(
        "When?",
        validators=[Needed("the day"), Day("the day")],
        widget=GovTextInput(),
        default=lambda: clock.today().isoformat(),
    )
    said = TextAreaField(
        "What came of it? (optional)",
        description=NAME_NOBODY,
        validators=[TooLong(2000, "what came of it")],
        widget=GovTextArea(),
    )


class ClaimForm(Form):
    """Something good that people rely on, and how one can tell."""

    kind = RadioField(
        "What do you want to say of it?",
        choices=[(each.value, each.label) for each in QualityKind],
        validators=[Chosen("what you want to say")],
        widget=GovRadioInput(),
    )
    evidence = TextAreaField(
        "How can we tell?",
        description="For example: which training and when, who measured what, which award. Name no private people.",
        validators=[Needed("how we can tell"), TooLong(2000, "how we can tell")],
        widget=GovTextArea(),
    )
    evidence_url = StringField(
        "A web page that shows it (optional)",
        validators=[TooLong(500, "the web address")],
        widget=GovTextInput(),
    )

    def validate_evidence_url(self, field: StringField) -> None:
        """Only pages that a steward can open safely."""
        if field.data and not field.data.lower().startswith(("https://", "http://")):
            raise StopValidation("Enter a web address that starts with https://")


class ConfirmForm(Form):
    """A steward vouches, from one day to another."""

    checked_on = StringField(
        "When was it checked?",
        validators=[Needed("the day of the check"), Day("the day of the check")],
        widget=GovTextInput(),
        default=lambda: clock.today().isoformat(),
    )
    expires_on = StringField(
        "Shown until",
        description="Two years, unless the evidence ends sooner.",
        validators=[Needed("the last day"), Day("the last day")],
        widget=GovTextInput(),
        default=lambda: (clock.today() + timedelta(days=730)).isoformat(),
    )
    reason = TextAreaField(
        "Words to the provider (optional)", validators=[TooLong(1000, "your words")], widget=GovTextArea()
    )


class RefuseForm(Form):
    """A steward says what is missing."""

    reason = TextAreaField(
        "What is missing?",
        description="The provider reads this. Say what would be enough.",
        validators=[Needed("what is missing"), TooLong(1000, "what is missing")],
        widget=GovTextArea(),
    )


class WordsForm(Form):
    """Plainer words for a listing."""

    summary = TextAreaField("In a nutshell", validators=[TooLong(600, "the summary")], widget=GovTextArea())
    description = TextAreaField("The whole story", validators=[TooLong(10_000, "the story")], widget=GovTextArea())
    note = TextAreaField(
        "A word to go with it (optional)",
        description="Thank them for what they do. Name no private people.",
        validators=[TooLong(1000, "the note")],
        widget=GovTextArea(),
    )


class BoundaryForm(Form):
    """New outlines, and when they begin."""

    file = FileField(
        "Outlines as GeoJSON",
        description="As the statistics office publishes them, in WGS84; .geojson or .geojson.gz up to 2 MB.",
        widget=GovFileInput(),
    )
    prepared = SelectField("Or a file that an operator prepared", widget=GovSelect(), validate_choice=False)
    valid_from = StringField(
        "First day of these areas (optional)",
        description="Without it the year in the file’s column names counts.",
        validators=[Day("the first day")],
        widget=GovTextInput(),
    )


def day_of(field: StringField) -> date:
    """The day in a field that passed `Day` and `Needed`."""
    found = read_day(field.data or "")
    assert found is not None  # noqa: S101 -- checked by the form
    return found
