"""What a file of counts is: which survey, of which year, by whom."""

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput, GovSelect, GovTextInput
from wtforms import RadioField, SelectField, StringField

from directory.errors import RuleBroken
from directory.needs.codes import FlagSource
from directory.needs.imports.operations import SOURCES, About
from directory.referrals.codes.work import UnmetReason
from directory.web.forms import Form
from directory.web.validators import Chosen, Needed, TooLong


class SurveyForm(Form):
    """The file and where it comes from."""

    file = FileField(
        "The counts, saved as CSV",
        description="Columns need, area and people, and if you have them reason and group. Up to 1,000 rows.",
        widget=GovFileInput(),
    )
    name = StringField(
        "What is it called?", validators=[Needed("what it is called"), TooLong(200, "it")], widget=GovTextInput()
    )
    source = RadioField(
        "What is it?",
        choices=[(source.value, source.label) for source in SOURCES],
        validate_choice=False,
        validators=[Chosen("what it is")],
        widget=GovRadioInput(),
    )
    year = StringField("Which year was it asked in?", validators=[Needed("the year")], widget=GovTextInput())
    publisher = StringField(
        "Who published it?", validators=[Needed("who published it"), TooLong(200, "it")], widget=GovTextInput()
    )
    reason = SelectField(
        "Why it stays unmet, where a row does not say",
        choices=[("", "Choose"), *((reason.value, reason.label) for reason in UnmetReason)],
        validate_choice=False,
        validators=[Chosen("a reason")],
        widget=GovSelect(),
    )

    def about(self) -> About:
        """What was said. Raises `RuleBroken`."""
        typed = (self.year.data or "").strip()
        if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            raise RuleBroken("year", "Enter the year with four digits, like 2025")
        sources = {source.value: source for source in FlagSource}
        reasons = {reason.value: reason for reason in UnmetReason}
        if self.source.data not in sources:
            raise RuleBroken("source", "Select what it is")
        if self.reason.data not in reasons:
            raise RuleBroken("reason", "Select a reason of the list")
        return About(
            self.name.data or "", sources[self.source.data], int(typed), self.publisher.data or "",
            reasons[self.reason.data],
        )  # fmt: skip
