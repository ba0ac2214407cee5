"""What each step of whoever referred asks, and what the ring-back asks."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField

from directory.db import Coded
from directory.listings.typed_times.days import day_in, past_day_in
from directory.referrals.codes.referral import ClosureReason, NotTakenUp
from directory.referrals.codes.work import Attempt, Helped, Severity, ToldAnswer, UnmetReason
from directory.referrals.states import EXCEPTIONS
from directory.referrals.told import Told
from directory.web.closed_lists import choices_of, coded_in
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

LONGEST_NOTE = 1000
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class WithdrawalReason(Coded):
    """Why a referral is taken back."""

    CHANGED_MIND = "changed_mind", "They changed their mind"
    NO_RESPONSE = "no_response", "The provider has not replied"
    NEED_PASSED = "need_passed", "It is no longer needed"
    FOUND_OTHER = "found_other", "They found something else"
    MISTAKE = "mistake", "It was made by mistake"


class ReopeningReason(Coded):
    """Why a closed referral is opened again."""

    CLOSED_TOO_SOON = "closed_too_soon", "It was closed too soon"
    NEEDED_AGAIN = "needed_again", "They need it again"
    WRONG_OUTCOME = "wrong_outcome", "The outcome was wrong"


class MovedReason(Coded):
    """Why a day is moved."""

    THEY_ASKED = "they_asked", "They asked for another day"
    AWAY = "away", "They are away or in hospital"
    NO_ANSWER = "no_answer", "They did not answer"
    MY_DIARY = "my_diary", "I cannot make it on that day"


class StepForm(Form):
    """A note stays with the referral; the provider reads it."""

    words = TextAreaField(
        "A note for the provider (optional)", validators=[TooLong(LONGEST_NOTE, "the note")], widget=GovTextArea()
    )

    def told(self, today: date) -> Told:
        """What was said, as a move takes it. Raises `RuleBroken` with the field to put right."""
        raise NotImplementedError


class AnswerForm(StepForm):
    """The answer to a provider's question."""

    words = TextAreaField(
        "Your answer", validators=[Needed("the answer"), TooLong(LONGEST_NOTE, "the answer")], widget=GovTextArea()
    )

    def told(self, today: date) -> Told:
        """The words."""
        return Told(words=self.words.data)


class StartForm(StepForm):
    """The first day."""

    day = StringField(
        "Day they started",
        description="For example, today, or 18 November",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )

    def told(self, today: date) -> Told:
        """The day."""
        return Told(day=past_day_in("day", self.day.data or "", today, "the day"), words=self.words.data)


class ReturnForm(StepForm):
    """When it begins again."""

    day = StringField("Day they can start again", validators=[Needed("a day")], widget=GovTextInput())

    def told(self, today: date) -> Told:
        """The day."""
        return Told(day=day_in("day", self.day.data or "", today, "the day"), words=self.words.data)


class ReasonForm(StepForm):
    """One reason of a list."""

    reason = RadioField("Reason", validate_choice=False, validators=[Chosen("a reason")], widget=GovRadioInput())
    codes: type[Coded] = WithdrawalReason

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = choices_of(self.codes)

    def told(self, today: date) -> Told:
        """The code."""
        return Told(reason=coded_in(self.codes, "reason", self.reason.data).value, words=self.words.data)


class ReopeningForm(ReasonForm):
    """Why again."""

    codes = ReopeningReason


class AbsenceForm(ReasonForm):
    """Why they did not go."""

    codes = NotTakenUp

    def told(self, today: date) -> Told:
        """The code."""
        return Told(not_taken_up=coded_in(NotTakenUp, "reason", self.reason.data), words=self.words.data)


class ExceptionForm(StepForm):
    """What ends a referral wherever it is."""

    closure = RadioField(
        "What happened",
        choices=[(code.value, code.label) for code in ClosureReason if code in EXCEPTIONS],
        validate_choice=False,
        validators=[Chosen("what happened")],
        widget=GovRadioInput(),
    )

    def told(self, today: date) -> Told:
        """The code."""
        return Told(closure=coded_in(ClosureReason, "closure", self.closure.data), words=self.words.data)


class ClosureForm(StepForm):
    """The outcome, and what the follow-up found. A referral is not closed without either."""

    closure = RadioField(
        "How did it end?",
        choices=choices_of(ClosureReason),
        validate_choice=False,
        validators=[Chosen("how it ended")],
        widget=GovRadioInput(),
    )
    helped = RadioField(
        "Did it help?",
        choices=choices_of(Helped),
        validate_choice=False,
        validators=[Chosen("whether it helped")],
        widget=GovRadioInput(),
    )
    still_needed = RadioField(
        "Is anything still needed?",
        choices=YES_OR_NO,
        validate_choice=False,
        validators=[Chosen("whether anything is still needed")],
        widget=GovRadioInput(),
    )
    unmet_reason = RadioField(
        "If so, why is it not met?", choices=choices_of(UnmetReason), validate_choice=False, widget=GovRadioInput()
    )

    def told(self, today: date) -> Told:
        """The outcome."""
        return Told(
            closure=coded_in(ClosureReason, "closure", self.closure.data), is_follow_up_done=True, words=self.words.data
        )


class DecisionForm(StepForm):
    """After a "no": is the need still there?"""

    still_needed = RadioField(
        "Is the need still not met?",
        choices=[("yes", "Yes: count it as an unmet need"), ("no", "No: it was met another way, or has passed")],
        validate_choice=False,
        validators=[Chosen("whether the need is still not met")],
        widget=GovRadioInput(),
    )

    def told(self, today: date) -> Told:
        """The decision."""
        return Told(is_need_unmet=self.still_needed.data == "yes", words=self.words.data)


STEP_FORMS: Mapping[str, type[StepForm]] = MappingProxyType(
    {
        "answer": AnswerForm,
        "start": StartForm,
        "closure": ClosureForm,
        "decision": DecisionForm,
        "return": ReturnForm,
        "absence": AbsenceForm,
        "withdrawal": ReasonForm,
        "removal": ReasonForm,
        "exception": ExceptionForm,
        "reopening": ReopeningForm,
    }
)


class AttemptForm(Form):
    """Tried, and not reached: when to try again."""

    outcome = RadioField(
        "What happened?",
        id="attempt-outcome",
        choices=[(code.value, code.label) for code in Attempt if code is not Attempt.SPOKE],
        validate_choice=False,
        validators=[Chosen("what happened")],
        widget=GovRadioInput(),
    )
    again_on = StringField(
        "Try again on (optional)", description="Left empty, it is the next working day", widget=GovTextInput()
    )
    best_time = StringField(
        "Best time to ring (optional)", validators=[TooLong(100, "the time")], widget=GovTextInput()
    )


class OutcomeForm(Form):
    """Spoke to them: two questions, and a third only if something is still needed."""

    helped = RadioField(
        "Did it help?",
        choices=choices_of(Helped),
        validate_choice=False,
        validators=[Chosen("whether it helped")],
        widget=GovRadioInput(),
    )
    still_needed = RadioField(
        "Is anything still needed?",
        choices=YES_OR_NO,
        validate_choice=False,
        validators=[Chosen("whether anything is still needed")],
        widget=GovRadioInput(),
    )
    unmet_reason = RadioField(
        "If so, why is it not met?", choices=choices_of(UnmetReason), validate_choice=False, widget=GovRadioInput()
    )
    severity = RadioField(
        "How much does it matter?", choices=choices_of(Severity), validate_choice=False, widget=GovRadioInput()
    )
    words = TextAreaField("A note (optional)", validators=[TooLong(LONGEST_NOTE, "the note")], widget=GovTextArea())


class ToldForm(Form):
    """They were told that something has opened."""

    answer = RadioField(
        "What did they say?",
        choices=choices_of(ToldAnswer),
        validate_choice=False,
        validators=[Chosen("what they said")],
        widget=GovRadioInput(),
    )


class DayForm(Form):
    """Another day, with the reason."""

    due_on = StringField(
        "New day", description="For example, 7 December", validators=[Needed("a day")], widget=GovTextInput()
    )
    reason = RadioField(
        "Why?",
        choices=choices_of(MovedReason),
        validate_choice=False,
        validators=[Chosen("why")],
        widget=GovRadioInput(),
    )
