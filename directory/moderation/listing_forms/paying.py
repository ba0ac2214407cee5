"""What a listing costs: each way of paying with its amount and words. Words as in the steps of adding one."""

from datetime import datetime
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovTextInput
from wtforms import SelectField, StringField

from directory.listings.codes import CostType
from directory.listings.editing import Content
from directory.moderation.listing_forms.part import id_of
from directory.moderation.listing_forms.rows import RowFields
from directory.moderation.submission.steps.cost import EVERYDAY, OTHERS
from directory.web.validators import TooLong

FREE = frozenset({CostType.FREE, CostType.UNKNOWN, CostType.FREE_FIRST, CostType.GRANT_FUNDED})
KEPT = ("option", "valid_from", "valid_to")


class CostFields(RowFields):
    """Ways of paying."""

    keys = ("costs",)
    list_key = "costs"
    deciding = "cost_type"

    @classmethod
    def row(cls, number: int) -> dict[str, Any]:
        """The kind, how much, and for what."""
        key = id_of(f"costs.{number}")
        kinds = [
            ("", "Nothing more" if number else "Choose one"),
            *((kind.value, said) for kind, said in (*EVERYDAY, *OTHERS)),
        ]
        return {
            "cost_type": SelectField(
                "Another way of paying" if number else "How do people pay?",
                id=f"{key}-cost_type",
                widget=GovSelect(),
                choices=kinds,
            ),
            "amount": StringField(
                "How much, in pounds (if it has a price)",
                id=f"{key}-amount",
                widget=GovTextInput(),
                validators=[TooLong(12, "the amount")],
            ),
            "amount_description": StringField(
                "In words, like “a session, tea included”",
                id=f"{key}-amount_description",
                widget=GovTextInput(),
                validators=[TooLong(200, "the words about cost")],
            ),
        }

    @classmethod
    def entry(cls, held: Content) -> dict[str, Any]:
        """One way as it is."""
        return {
            "cost_type": held["cost_type"],
            "amount": (held.get("amount") or "").removesuffix(".00"),
            "amount_description": held.get("amount_description") or "",
        }

    def changes(self, content: Content, at: datetime) -> Content:
        """The rows with a kind. What a row does not show, such as from when a price holds, stays with the same kind."""
        before = content.get("costs") or []
        said = []
        for row in self.filled():
            kind = self.of(row, "cost_type")
            held = before[row] if row < len(before) and before[row]["cost_type"] == kind else {}
            shown = {name: self.of(row, name) for name in ("amount", "amount_description")}
            said.append({"cost_type": kind, **{key: held.get(key) for key in KEPT}, **shown})
        return {"costs": said}
