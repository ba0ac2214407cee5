"""What is asked of whoever wants an extract, and of whoever decides about it."""

from datetime import date

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from directory.insight.extracts.codes import Fact
from directory.insight.extracts.operations import DAYS, MOST_MONTHS, Asking
from directory.insight.facts.counting import before
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong

LONGEST = 1000
USUAL_MONTHS = 12


class AskingForm(Form):
    """A new extract."""

    recipient = StringField(
        "Who gets it?",
        description="A team or organisation that answers for it, for example “Public health intelligence”",
        validators=[Needed("which team or organisation gets it"), TooLong(200, "it")],
        widget=GovTextInput(),
    )
    purpose = TextAreaField(
        "What is it for?",
        description="The question it is to answer, and where the results go. No names",
        validators=[Needed("what it is for"), TooLong(LONGEST, "the purpose")],
        widget=GovTextArea(),
    )
    facts = SelectMultipleField(
        "Which facts are needed for that?",
        description="As few as will do. Fewer facts leave more rows that may be told",
        choices=[(fact.value, fact.label) for fact in Fact],
        validate_choice=False,
        validators=[Chosen("which facts are needed")],
        widget=GovCheckboxesInput(),
    )
    first = SelectField("First month", validate_choice=False, widget=GovSelect())
    last = SelectField("Last month", validate_choice=False, widget=GovSelect())

    def offer_months(self, today: date, *, is_new: bool) -> None:
        """Months that are over, the latest first."""
        months = [before(today.replace(day=1), back) for back in range(1, MOST_MONTHS + 1)]
        self.first.choices = self.last.choices = [(month.isoformat(), f"{month:%B %Y}") for month in months]
        if is_new:
            self.first.data, self.last.data = months[USUAL_MONTHS - 1].isoformat(), months[0].isoformat()

    def asking(self) -> Asking:
        """What was asked for; what is not among the choices counts as not chosen."""
        known = {fact.value for fact in Fact}
        return Asking(
            recipient=self.recipient.data or "",
            purpose=self.purpose.data or "",
            facts=[Fact(code) for code in self.facts.data or () if code in known],
            first=_month(self.first, date.min),
            last=_month(self.last, date.max),
        )


def _month(field: SelectField, otherwise: date) -> date:
    known = {code for code, _ in field.choices or ()}
    return date.fromisoformat(field.data) if field.data in known else otherwise


class DecisionForm(Form):
    """Yes or no, by somebody who says as what."""

    answer = RadioField(
        "What do you decide?",
        choices=[("approve", "It may be taken"), ("refuse", "It may not be taken")],
        validate_choice=False,
        validators=[Chosen("what you decide")],
        widget=GovRadioInput(),
    )
    part = StringField(
        "In which part do you decide?",
        description="For example, Caldicott Guardian or data protection officer. Your name is kept with it",
        validators=[Needed("in which part you decide"), TooLong(200, "it")],
        widget=GovTextInput(),
    )
    days = SelectField(
        "How long may it be taken?",
        choices=[(str(days), f"{days} days") for days in DAYS],
        validate_choice=False,
        widget=GovSelect(),
    )
    reason = TextAreaField("Why? (needed for a no)", validators=[TooLong(LONGEST, "the reason")], widget=GovTextArea())

    @property
    def chosen_days(self) -> int:
        """How long; nought for what was not offered."""
        return int(self.days.data) if self.days.data in {str(days) for days in DAYS} else 0
