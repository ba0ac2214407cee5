"""What each answer of a provider asks. Words a person wrote go to whoever referred, never into a letter."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea, GovTextInput
from wtforms import BooleanField, RadioField, StringField, TextAreaField

from directory.errors import RuleBroken
from directory.listings.typed_times.days import day_in, past_day_in
from directory.referrals.codes.referral import ClosureReason, Declined, NotTakenUp
from directory.referrals.told import Told
from directory.web.closed_lists import choices_of, coded_in
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

LONGEST_NOTE = 1000


class AnswerForm(Form):
    """A note travels with every answer."""

    words = TextAreaField(
        "A note to whoever referred (optional)",
        description="They read it when they sign in. It is not put in an email.",
        validators=[TooLong(LONGEST_NOTE, "the note")],
        widget=GovTextArea(),
    )
    terms = BooleanField(
        "We keep it to ourselves, use it only to help this person, and delete it when it is no longer needed",
        widget=GovCheckboxInput(),
    )

    def told(self, today: date) -> Told:
        """What was said, as a move takes it. Raises `RuleBroken` with the field to put right."""
        raise NotImplementedError


class AcceptanceForm(AnswerForm):
    """When they can start."""

    day = StringField(
        "Day they can probably start",
        description="For example, 7 December",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )

    def told(self, today: date) -> Told:
        """The expected start."""
        return Told(day=day_in("day", self.day.data or "", today, "the day"), words=self.words.data)


class WaitingForm(AnswerForm):
    """How long it takes."""

    weeks = StringField(
        "Weeks until there is a place",
        description="A guess helps more than nothing",
        validators=[Needed("about how many weeks")],
        widget=GovTextInput(),
    )

    def told(self, today: date) -> Told:
        """The wait in weeks."""
        typed = (self.weeks.data or "").strip()
        if not typed.isdecimal():
            raise RuleBroken("weeks", "Enter the weeks as a number, like 6")
        return Told(weeks=int(typed[:6]), words=self.words.data)


class QuestionForm(AnswerForm):
    """What they have to know first."""

    words = TextAreaField(
        "Your question",
        description="Whoever referred answers it here. It is not put in an email.",
        validators=[Needed("your question"), TooLong(LONGEST_NOTE, "your question")],
        widget=GovTextArea(),
    )

    def told(self, today: date) -> Told:
        """The question."""
        return Told(words=self.words.data)


class RefusalForm(AnswerForm):
    """Why not."""

    declined = RadioField(
        "Reason",
        choices=choices_of(Declined),
        validate_choice=False,
        validators=[Chosen("a reason")],
        widget=GovRadioInput(),
    )

    def told(self, today: date) -> Told:
        """The reason code."""
        return Told(declined=coded_in(Declined, "declined", self.declined.data), words=self.words.data)


class RedirectionForm(AnswerForm):
    """Who is better, and that the person agrees."""

    other = StringField(
        "Name of the other group or service",
        description="As it stands in this directory",
        validators=[Needed("a name"), TooLong(255, "the name")],
        widget=GovTextInput(),
    )
    service = RadioField("Which one?", choices=[], validate_choice=False, widget=GovRadioInput())
    is_agreed = BooleanField("I asked the person, and they agree that it is passed on", widget=GovCheckboxInput())

    def told(self, today: date) -> Told:
        """Everything but the service, which the page looks up."""
        return Told(is_agreed=bool(self.is_agreed.data), words=self.words.data)

    def told_about(self, service_id: UUID) -> Told:
        """Everything."""
        return Told(service_id=service_id, is_agreed=bool(self.is_agreed.data), words=self.words.data)


class StartForm(AnswerForm):
    """When they began."""

    day = StringField(
        "Day they started",
        description="For example, today, or 18 November",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )

    def told(self, today: date) -> Told:
        """The start."""
        return Told(day=past_day_in("day", self.day.data or "", today, "the day"), words=self.words.data)


class CompletionForm(AnswerForm):
    """How it ended."""

    closure = RadioField(
        "How it ended",
        choices=choices_of(
            ClosureReason, ClosureReason.DUPLICATE, ClosureReason.ENTERED_IN_ERROR, ClosureReason.NO_RESPONSE
        ),
        validate_choice=False,
        validators=[Chosen("how it ended")],
        widget=GovRadioInput(),
    )

    def told(self, today: date) -> Told:
        """The reason code."""
        return Told(closure=coded_in(ClosureReason, "closure", self.closure.data), words=self.words.data)


class AbsenceForm(AnswerForm):
    """Why they did not come."""

    not_taken_up = RadioField(
        "Reason",
        choices=choices_of(NotTakenUp),
        validate_choice=False,
        validators=[Chosen("a reason")],
        widget=GovRadioInput(),
    )

    def told(self, today: date) -> Told:
        """The reason code."""
        return Told(not_taken_up=coded_in(NotTakenUp, "not_taken_up", self.not_taken_up.data), words=self.words.data)


FORMS: Mapping[str, type[AnswerForm]] = MappingProxyType(
    {
        "acceptance": AcceptanceForm,
        "return": AcceptanceForm,
        "waiting": WaitingForm,
        "question": QuestionForm,
        "refusal": RefusalForm,
        "redirection": RedirectionForm,
        "start": StartForm,
        "completion": CompletionForm,
        "absence": AbsenceForm,
    }
)


class CodeForm(Form):
    """The second step."""

    code = StringField(
        "Code",
        description="Six digits. It works for 15 minutes.",
        validators=[Needed("the code")],
        widget=GovTextInput(),
    )
