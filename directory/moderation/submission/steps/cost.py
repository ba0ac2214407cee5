"""What it costs: all kinds of paying, several at once, and "not known yet", which is never the same as free."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from wtforms import SelectMultipleField, StringField

from directory.errors import RuleBroken
from directory.listings.codes import CostType
from directory.listings.editing import Content
from directory.moderation.submission.steps.base import Asked, Step, StepForm
from directory.web.validators import TooLong

#: Kinds in the words of whoever takes the money; the first are what most groups choose from.
EVERYDAY = (
    (CostType.FREE, "It is free"),
    (CostType.FIXED, "A set price each time"),
    (CostType.DONATION, "A donation, if people like"),
    (CostType.MEMBERSHIP, "Membership or a subscription"),
    (CostType.FREE_FIRST, "The first visit is free"),
    (CostType.UNKNOWN, "Not sure yet"),
)
OTHERS = (
    (CostType.PRIVATE, "Our own prices"),
    (CostType.DEPOSIT, "A deposit people get back"),
    (CostType.SLIDING, "It depends on what people earn"),
    (CostType.GRANT_FUNDED, "Free to people who meet certain rules"),
    (CostType.MEANS_TESTED, "The council works out what people pay"),
    (CostType.PERSONAL_BUDGET, "People can pay with a personal budget or direct payment"),
)
#: Kinds with an amount, and what may be said beside it.
PRICED = {
    CostType.FIXED: "Such as “a session, tea included”",
    CostType.DONATION: "Such as “suggested”",
    CostType.MEMBERSHIP: "Such as “a year”",
    CostType.PRIVATE: "Such as “an hour”",
    CostType.DEPOSIT: "Such as “for a wheelchair”",
    CostType.SLIDING: "Such as “between £2 and £10 a visit”",
}
_MOST = Decimal(100_000)


class CostForm(StepForm):
    """Ticks, and an amount with words beside some of them."""

    kinds = SelectMultipleField(
        "What does it cost?", choices=[(kind.value, words) for kind, words in (*EVERYDAY, *OTHERS)]
    )


def _fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for kind, hint in PRICED.items():
        fields[f"amount_{kind.value}"] = StringField("How much, in pounds?", validators=[TooLong(12, "the amount")])
        fields[f"words_{kind.value}"] = StringField(
            "For what? (optional)", description=hint, validators=[TooLong(200, "the words about cost")]
        )
    return fields


_CostForm = type("CostForm", (CostForm,), _fields())


class CostStep(Step):
    """One way of paying or several."""

    slug = "cost"
    form = _CostForm
    fields: ClassVar[Mapping[str, str]] = {"costs": "kinds"}

    def heading(self, asked: Asked) -> str:
        return "What does it cost?"

    def facts(self, asked: Asked) -> dict[str, Any]:
        return {"everyday": EVERYDAY, "others": OTHERS, "priced": PRICED}

    def content(self, asked: Asked) -> Content:
        ticked = self.answer(asked, "kinds", [])
        if not ticked:
            raise RuleBroken("costs", "Select what it costs, or “Not sure yet”")
        if CostType.UNKNOWN in ticked and len(ticked) > 1:
            raise RuleBroken("costs", "Take out “Not sure yet”, or the other answers")
        return {"costs": [self._cost(asked, CostType(kind)) for kind in ticked]}

    def _cost(self, asked: Asked, kind: CostType) -> Content:
        said: Content = {"cost_type": kind.value}
        amount = self.answer(asked, f"amount_{kind.value}") if kind in PRICED else ""
        if amount:
            said["amount"] = _pounds(kind, amount)
        words = self.answer(asked, f"words_{kind.value}") if kind in PRICED else ""
        return said | ({"amount_description": words} if words else {})

    def field_of(self, key: str | None) -> str | None:
        return key if key and key.startswith("amount_") else "kinds"


def _pounds(kind: CostType, typed: str) -> str:
    try:
        amount = Decimal(typed.replace("£", "").replace(",", "").strip()).quantize(Decimal("0.01"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not 0 <= amount <= _MOST:
        raise RuleBroken(f"amount_{kind.value}", "Enter an amount in pounds, like 3 or 2.50")
    return str(amount)
