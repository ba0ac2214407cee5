"""The form of a return: two numbers and a reason for each listing, all on one page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField

from directory.errors import RuleBroken
from directory.needs.returns.lines import Answer, Line
from directory.referrals.codes.referral import Declined
from directory.web.forms import Form

_REASONS = [("", "Choose"), *((code.value, code.label) for code in Declined)]


class ReturnForm(Form):
    """Grows three fields for each listing; see `return_form`."""

    lines: Sequence[Line] = ()

    def rows(self) -> list[tuple[Line, Any, Any, Any]]:
        """Each listing with its fields."""
        return [
            (line, *(self[f"{name}_{line.service_id.hex}"] for name in ("turned_away", "waiting", "reason")))
            for line in self.lines
        ]

    def answers(self) -> dict[UUID, Answer]:
        """What was typed. Raises `RuleBroken` for what is no number."""
        return {
            line.service_id: Answer(_number(turned), _number(waiting), reason.data or "")
            for line, turned, waiting, reason in self.rows()
        }


def return_form(lines: Sequence[Line], *, is_sent: bool) -> ReturnForm:
    """The form for these listings, filled with what is known unless it was sent."""
    fields: dict[str, Any] = {"lines": tuple(lines)}
    for line in lines:
        mark, numeric = line.service_id.hex, {"inputmode": "numeric"}
        fields[f"turned_away_{mark}"] = StringField(
            "How many people did you have to turn away?", render_kw=numeric, widget=GovTextInput()
        )
        fields[f"waiting_{mark}"] = StringField("How many are waiting?", render_kw=numeric, widget=GovTextInput())
        fields[f"reason_{mark}"] = SelectField(
            "Why, most often?", choices=_REASONS, validate_choice=False, widget=GovSelect()
        )
    kind: Any = type("FilledReturnForm", (ReturnForm,), fields)
    form: ReturnForm = kind() if is_sent else kind(formdata=None)
    if not is_sent:
        for line, turned, waiting, reason in form.rows():
            turned.data, waiting.data, reason.data = str(line.turned_away), str(line.waiting), line.reason
    return form


def _number(field: Any) -> int:
    typed = (field.data or "").replace(",", "").strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise RuleBroken(field.name, "Enter a number, like 3, or 0")
    return int(typed)
