"""What the caseload's pages ask: words to find somebody by, and to whom people are handed over."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.referrals.caseload.practice import Answer, Question
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

QUEUE = "queue"


class FindForm(Form):
    """Sent by POST, so that no name stands in an address, a log or a history."""

    words = StringField(
        "Find somebody",
        description="A reference, a name or a phone number",
        validators=[Needed("a reference, a name or a phone number"), TooLong(120, "the words")],
        widget=GovTextInput(),
    )


class HandoverForm(Form):
    """Who, and to whom."""

    to = SelectField("Hand over to", validate_choice=False, validators=[Chosen("to whom")], widget=GovSelect())
    people = SelectMultipleField("People", validate_choice=False)


class SampleForm(Form):
    """What a supervisor found in one record. A field for each question is added below."""

    note = TextAreaField(
        "What you take to supervision (optional)",
        description="About the work, not about the person. It is encrypted.",
        validators=[TooLong(2000, "the note")],
        widget=GovTextArea(),
    )

    def said(self) -> dict[Question, Answer]:
        """The answer to each question."""
        return {question: Answer(self[question.value].data) for question in Question}


def _asked(question: Question) -> RadioField:
    return RadioField(
        question.label,
        choices=[(answer.value, answer.label) for answer in Answer],
        validators=[Chosen("an answer")],
        widget=GovRadioInput(),
    )


for _question in Question:
    setattr(SampleForm, _question.value, _asked(_question))
