"""Charging rules in law, for listings that a council or the NHS stands behind. Values only.

The Care and Support (Preventing Needs for Care and Support) Regulations 2014 (SI 2014/2673): intermediate care
including reablement is free for up to six weeks; aids and minor adaptations that cost up to £1,000 are free.
"""

from dataclasses import dataclass
from decimal import Decimal

from directory.listings.codes import CommissioningStatus, CostType
from directory.listings.editing.content import Content

FREE_WEEKS = 6
FREE_POUNDS = Decimal(1000)
BOUND = frozenset({
    CommissioningStatus.COUNCIL_DIRECT, CommissioningStatus.COUNCIL_COMMISSIONED, CommissioningStatus.COUNCIL_GRANT,
    CommissioningStatus.NHS_COMMISSIONED, CommissioningStatus.JOINT_COMMISSIONED,
})  # fmt: skip
#: Kinds of cost that say a person has to pay.
PAID = frozenset({
    CostType.FIXED, CostType.MEMBERSHIP, CostType.SLIDING, CostType.MEANS_TESTED, CostType.PRIVATE, CostType.DEPOSIT,
})  # fmt: skip


@dataclass(frozen=True)
class ChargingRule:
    """What must be free, and the needs by which a listing is known to offer it."""

    code: str
    needs: frozenset[str]
    sentence: str


REABLEMENT = ChargingRule(
    "reablement_6_weeks",
    frozenset({"recover.reablement"}),
    f"Intermediate care, reablement included, must be free for up to {FREE_WEEKS} weeks. Say that the first "
    f"{FREE_WEEKS} weeks are free, or take the charge out.",
)
EQUIPMENT = ChargingRule(
    "minor_aids_1000",
    frozenset({"equip.aids", "equip.adapt"}),
    "Aids and minor adaptations that cost up to £1,000 must be free. Take the charge out, or say that it is for "
    "adaptations above £1,000.",
)
RULES = (REABLEMENT, EQUIPMENT)


def broken_charging_rules(content: Content) -> tuple[ChargingRule, ...]:
    """The rules a listing breaks; none for one that nobody commissions."""
    if content.get("commissioning_status") not in BOUND:
        return ()
    needs = set(content.get("needs") or [])
    charges = [row for row in content.get("costs") or [] if row.get("cost_type") in PAID and _is_charged(row)]
    return tuple(rule for rule in RULES if rule.needs & needs and any(_breaks(rule, row) for row in charges))


def _is_charged(row: Content) -> bool:
    return row.get("amount") is None or Decimal(row["amount"]) > 0


def _breaks(rule: ChargingRule, row: Content) -> bool:
    """Whether one charge falls on what must be free: not when its words say it starts after that."""
    words = " ".join(str(row.get(key) or "") for key in ("option", "amount_description")).lower()
    if rule is EQUIPMENT:
        amount = Decimal(row["amount"]) if row.get("amount") else None
        return not ("1,000" in words or "1000" in words or (amount is not None and amount > FREE_POUNDS))
    return not any(said in words for said in ("after 6 weeks", "after six weeks", "first 6 weeks free",
                                              "first six weeks free", "from week 7", "from week seven"))  # fmt: skip
