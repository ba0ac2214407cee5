"""The steward's forms about a proposal."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, TextAreaField

from directory.moderation.proposals.codes import ProposalState
from directory.web.forms import Form
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, Needed, TooLong

ADD, ASK = ProposalState.APPROVED.value, ProposalState.RETURNED.value
REJECT, LISTED = ProposalState.REJECTED.value, ProposalState.SUPERSEDED.value


class DecisionForm(Form):
    """What becomes of a proposal. `seen` is the listing's counter when the page was shown."""

    accepted = SelectMultipleField("Add these", validate_choice=False)
    outcome = RadioField(
        "What becomes of it?",
        choices=[(ADD, "Add what is ticked"), (ASK, "Send it back with a question"), (REJECT, "Do not add it")],
        default=ADD,
        validators=[Chosen("what becomes of it")],
        widget=GovRadioInput(),
    )
    charges_checked = BooleanField("I have looked into the charge, and it is lawful")
    changes_place = BooleanField("The place itself has changed: change it for the other listings there too")
    reason = TextAreaField(
        "What whoever sent it reads",
        description="Needed unless everything is added. Name nobody.",
        validators=[TooLong(1000, "what they read")],
        widget=GovTextArea(),
    )
    seen = HiddenField()

    def seen_version(self) -> int | None:
        """The counter, if the page held one."""
        return int(self.seen.data) if (self.seen.data or "").isdigit() else None


class AfterForm(Form):
    """What of the fields that went live at once is put back."""

    taken_back = SelectMultipleField("Put these back", validate_choice=False)
    reason = TextAreaField(
        "What whoever sent it reads",
        description="Needed if you put something back. Name nobody.",
        validators=[TooLong(1000, "what they read")],
        widget=GovTextArea(),
    )


class QuestionForm(PublicForm):
    """The answer to a steward's question, from whoever holds the reference."""

    words = TextAreaField(
        "Your answer",
        description="Do not name other people.",
        validators=[Needed("your answer"), TooLong(1000, "your answer")],
        widget=GovTextArea(),
    )
