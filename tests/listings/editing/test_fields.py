"""Each field has words for its value and a weight. No database."""

from typing import Any

import pytest

from directory.listings.editing import FIELDS, Risk, risk_of
from directory.listings.editing.charging import EQUIPMENT, REABLEMENT, broken_charging_rules
from tests.listings.editing.conftest import HALL, THURSDAYS


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("times", [THURSDAYS], ("Every Thursday, 10am to midday",)),
        ("costs", [{"cost_type": "fixed", "amount": "2.50", "amount_description": "a visit"}], ("£2.50 a visit",)),
        ("phones", [{"number": "116 123", "kind": "text"}], ("116 123 (Text message)",)),
        ("cohorts", [{"code": "older", "how": "required"}], ("Only for: Older people",)),
        ("needs", ["food.bank"], ("food.bank",)),
        ("is_paused", False, ("Taking new people",)),
        ("capacity", {"status": "limited", "places": 1}, ("A few places left (1 place)",)),
        ("closed", {"from": "2026-08-01", "reason": "Roof"}, ("From 1 August 2026, no end known: Roof",)),
        ("days_off", [{"date": "2026-04-02", "is_closed": True}], ("Thursday 2 April 2026: closed",)),
        ("access", {"lift": "not_known"}, ("Lift to all floors used: not known",)),
        ("name", None, ()),
    ],
)
def test_said_in_words(key: str, value: Any, says: tuple[str, ...]) -> None:
    assert FIELDS[key].say(value, {"older": "Older people"}) == says


def test_a_place_is_said_with_its_hours() -> None:
    said = FIELDS["venues"].say([HALL])
    assert said[0] == "Old Station Hub, 1 Station Road, Kirkby-in-Ashfield, NG17 7AA"
    assert "Every Thursday, 10am to midday" in said


def test_other_hours_at_a_place_are_of_low_risk_and_another_address_is_not() -> None:
    assert risk_of("venues", [HALL], [HALL | {"times": []}]) is Risk.LOW
    assert risk_of("venues", [HALL], [HALL | {"address_1": "2 Other Street"}]) is Risk.HIGH
    assert risk_of("phones", [], [{"number": "1"}]) is Risk.LOW


PAID = [{"cost_type": "fixed", "amount": "20.00"}]


@pytest.mark.requirement("A160")
@pytest.mark.parametrize(
    ("needs", "costs", "status", "broken"),
    [
        (["recover.reablement"], PAID, "council_commissioned", (REABLEMENT,)),
        (["recover.reablement"], [PAID[0] | {"option": "4 weeks at home"}], "council_direct", (REABLEMENT,)),
        (["recover.reablement"], PAID, "vcse_independent", ()),
        (["recover.reablement"], [{"cost_type": "free"}], "council_commissioned", ()),
        (["recover.reablement"], [PAID[0] | {"amount_description": "a week after six weeks"}], "council_direct", ()),
        (["equip.adapt"], PAID, "joint_commissioned", (EQUIPMENT,)),
        (["equip.adapt"], [{"cost_type": "fixed", "amount": "4000.00"}], "joint_commissioned", ()),
        (["equip.aids"], [{"cost_type": "means_tested"}], "council_direct", (EQUIPMENT,)),
        (["food.bank"], PAID, "council_direct", ()),
    ],
)
def test_a_commissioned_listing_may_not_charge_for_what_must_be_free(
    needs: list[str], costs: list[dict[str, str]], status: str, broken: tuple[Any, ...]
) -> None:
    content = {"needs": needs, "costs": costs, "commissioning_status": status}
    assert broken_charging_rules(content) == broken
