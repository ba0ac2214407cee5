"""Spend shared out among classes, to the penny: what prevents, reduces, delays, reacts or enables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from directory.errors import RuleBroken

PENNY = Decimal("0.01")
WHOLE = Decimal(100)


class SpendClass(StrEnum):
    """What money is for."""

    PREVENT = "prevent"
    REDUCE = "reduce"
    DELAY = "delay"
    REACTIVE = "reactive"
    ENABLING = "enabling"


#: The three forms of prevention in the Care Act's guidance.
PREVENTIVE = frozenset({SpendClass.PREVENT, SpendClass.REDUCE, SpendClass.DELAY})


@dataclass(frozen=True, slots=True)
class Spend:
    """An amount in pounds and how it is shared out, in per cent."""

    amount: Decimal
    apportionment: Mapping[SpendClass, Decimal]


@dataclass(frozen=True, slots=True)
class SpendPicture:
    """Pounds by class; they add up to the total exactly."""

    total: Decimal
    by_class: Mapping[SpendClass, Decimal]

    @property
    def preventive_share(self) -> float | None:
        """Share of the total that prevents, reduces or delays; None when nothing was spent."""
        return float(sum(self.by_class[each] for each in PREVENTIVE) / self.total) if self.total else None


def apportion(amount: Decimal, apportionment: Mapping[SpendClass, Decimal]) -> dict[SpendClass, Decimal]:
    """Pounds for each class. Odd pennies go to the largest remainders, so that nothing is lost or made.

    Refuses shares that do not add up to 100 %, and shares or amounts below nought.
    """
    if sum(apportionment.values()) != WHOLE or any(share < 0 for share in apportionment.values()):
        raise RuleBroken("apportionment", "Enter percentages of nought or more that add up to 100")
    if amount < 0 or amount != amount.quantize(PENNY):
        raise RuleBroken("amount", "Enter an amount in pounds and pence, such as 1200.50")
    exact = {each: amount * share / WHOLE for each, share in apportionment.items()}
    parts = {each: value.quantize(PENNY, ROUND_FLOOR) for each, value in exact.items()}
    odd = int((amount - sum(parts.values())) / PENNY)
    for each in sorted(exact, key=lambda each: (parts[each] - exact[each], each))[:odd]:
        parts[each] += PENNY
    return parts


def spend_picture(spends: Iterable[Spend]) -> SpendPicture:
    """All spends by class."""
    by_class = dict.fromkeys(SpendClass, Decimal(0))
    total = Decimal(0)
    for spend in spends:
        total += spend.amount
        for each, part in apportion(spend.amount, spend.apportionment).items():
            by_class[each] += part
    return SpendPicture(total=total, by_class=by_class)
