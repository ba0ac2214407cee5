"""What is asked about a goal: their words, and the first steps with their days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextInput
from wtforms import BooleanField, StringField

from directory.errors import RuleBroken
from directory.referrals.goals.operations import StepSaid
from directory.referrals.referring.writing import coming_day
from directory.web.forms import Form
from directory.web.validators import Needed, TooLong

FIRST_STEPS = 4
LONGEST = 300


class StepForm(Form):
    """One step more."""

    words = StringField(
        "Another step", validators=[Needed("the step"), TooLong(LONGEST, "the step")], widget=GovTextInput()
    )
    day = StringField("By when? (optional)", description="For example, 27 March.", widget=GovTextInput())
    is_accompanied = BooleanField("Somebody goes along", widget=GovCheckboxInput())

    def said(self, today: date) -> StepSaid:
        """The step. Raises `RuleBroken` for a day that has been."""
        return StepSaid(self.words.data or "", coming_day("day", self.day.data, today), bool(self.is_accompanied.data))


def _day(number: int) -> str:
    """How a day may be written, said once."""
    return "" if number else "For example, 27 March."


def _fields() -> dict[str, Any]:
    fields: dict[str, Any] = {"__doc__": "A goal and its first steps."}
    fields["words"] = StringField(
        "What would they like to be able to do?",
        description="In their own words. For example: go to the market on the bus again.",
        validators=[Needed("what they would like to be able to do"), TooLong(LONGEST, "this")],
        widget=GovTextInput(),
    )
    for number in range(FIRST_STEPS):
        fields |= {
            f"step_{number}": StringField("Step", validators=[TooLong(LONGEST, "the step")], widget=GovTextInput()),
            f"day_{number}": StringField("By when? (optional)", description=_day(number), widget=GovTextInput()),
            f"along_{number}": BooleanField("Somebody goes along", widget=GovCheckboxInput()),
        }
    return fields


GoalForm = type("GoalForm", (Form,), _fields())


def steps_said(form: Any, today: date) -> Iterator[StepSaid]:
    """The steps that were written. Raises `RuleBroken` for a day without a step, or one that has been."""
    for number in range(FIRST_STEPS):
        words, day = form[f"step_{number}"].data or "", coming_day(f"day_{number}", form[f"day_{number}"].data, today)
        if day is not None and not words:
            raise RuleBroken(f"step_{number}", "Write what is done by that day, or take the day away")
        if words:
            yield StepSaid(words, day, bool(form[f"along_{number}"].data))
