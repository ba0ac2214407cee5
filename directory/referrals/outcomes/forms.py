"""The questions of the measures somebody chose, as one form. A measure without any answer is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import HiddenField, RadioField, StringField

from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.values import Item, Kind
from directory.web.forms import Form

MOST_STEPS = 10  # up to here a number is chosen from a scale; beyond it is typed
NOTHING = "Answer at least one question, or go back"


class SittingForm(Form):
    """What is the same for every choice of measures: when it was answered, and what stood there before."""

    seen = HiddenField()
    taken_on = StringField(
        "When were these answered? (optional)",
        description="Leave it empty for today. For a paper form, the day it was filled in, like 27 March.",
        widget=GovTextInput(),
    )

    measures: tuple[Measure, ...] = ()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Each measure says for itself what it lacks."""
        is_fine = bool(super().validate(extra_validators))
        answered = self.answered()
        if not answered:
            self.form_errors.append(NOTHING)
        for measure in self.measures:
            faults = measure.faults(answered[measure.code]) if measure.code in answered else {}
            for item, sentence in faults.items():
                field = self._fields[name_of(measure, item)]
                field.errors = [*field.errors, sentence]
            is_fine = is_fine and not faults
        return is_fine and bool(answered)

    def answered(self) -> dict[str, dict[str, str]]:
        """The answers by measure, of those that have any."""
        found = {measure.code: measure.read(self._sent(measure)) for measure in self.measures}
        return {code: answers for code, answers in found.items() if answers}

    @property
    def seen_mark(self) -> int:
        """What was kept when the questions were opened; -1, which is never right, for what is no number."""
        text = str(self.seen.data or "")
        return int(text) if text.isascii() and text.isdigit() else -1

    def _sent(self, measure: Measure) -> dict[str, str]:
        return {item.code: str(self._fields[name_of(measure, item.code)].data or "") for item in measure.items}


def sitting_form(measures: Sequence[Measure]) -> type[SittingForm]:
    """The form of these measures."""
    fields = {name_of(measure, item.code): _field(item) for measure in measures for item in measure.items}
    return type("SittingFormOfMeasures", (SittingForm,), {**fields, "measures": tuple(measures)})


def name_of(measure: Measure, item: str) -> str:
    """The name of a question's field."""
    return f"{measure.code}-{item}"


def is_scale(item: Item) -> bool:
    """Whether a number is chosen from a row of them."""
    return item.kind is Kind.NUMBER and item.most <= MOST_STEPS


def _field(item: Item) -> Any:
    """Nothing is chosen before somebody chooses. What is not among the choices is for the measure to refuse."""
    if item.kind is Kind.CHOICE:
        choices = [(response.code, response.words) for response in item.responses]
        return RadioField(item.ask, choices=choices, validate_choice=False, widget=GovRadioInput())
    if is_scale(item):
        steps = [(str(step), str(step)) for step in range(item.least, item.most + 1)]
        return RadioField(item.ask, choices=steps, validate_choice=False)
    return StringField(item.ask, description=item.hint, widget=GovTextInput())
