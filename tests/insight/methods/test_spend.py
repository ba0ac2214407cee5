"""Spend is shared out to the penny, and shares that are not the whole are refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.errors import RuleBroken
from directory.insight.methods.spend import Spend, SpendClass, apportion, spend_picture

TRIED = settings(max_examples=40, deadline=None)

PREVENT, REDUCE, REACTIVE = SpendClass.PREVENT, SpendClass.REDUCE, SpendClass.REACTIVE


@pytest.mark.requirement("A157")
def test_thirds_of_a_hundred_pounds_lose_no_penny() -> None:
    shares = {PREVENT: Decimal("33.33"), REDUCE: Decimal("33.33"), REACTIVE: Decimal("33.34")}
    parts = apportion(Decimal("100.00"), shares)
    assert parts == {PREVENT: Decimal("33.33"), REDUCE: Decimal("33.33"), REACTIVE: Decimal("33.34")}
    assert sum(apportion(Decimal("0.01"), shares).values()) == Decimal("0.01")


@TRIED
@given(st.integers(0, 10**9), st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_parts_add_up_and_none_is_a_penny_off(pence: int, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), 100]
    shares = {each: Decimal(high - low) for each, low, high in zip(SpendClass, edges, edges[1:], strict=False)}
    amount = Decimal(pence) / 100
    parts = apportion(amount, shares)
    assert sum(parts.values()) == amount
    assert all(abs(parts[each] - amount * shares[each] / 100) < Decimal("0.01") for each in parts)


@pytest.mark.requirement("A157")
@pytest.mark.parametrize("shares", [("60", "39.99"), ("60", "41"), ("110", "-10"), ()])
def test_shares_that_are_not_a_hundred_are_refused(shares: tuple[str, ...]) -> None:
    with pytest.raises(RuleBroken, match="add up to 100"):
        apportion(Decimal(10), dict(zip(SpendClass, map(Decimal, shares), strict=False)))


@pytest.mark.parametrize("amount", ["-1", "0.001"])
def test_amounts_that_are_no_money_are_refused(amount: str) -> None:
    with pytest.raises(RuleBroken, match="pounds and pence"):
        apportion(Decimal(amount), {PREVENT: Decimal(100)})


def test_the_picture_tells_what_share_prevents_reduces_or_delays() -> None:
    picture = spend_picture(
        (
            Spend(Decimal("1000"), {PREVENT: Decimal(50), REACTIVE: Decimal(50)}),
            Spend(Decimal("500"), {SpendClass.DELAY: Decimal(100)}),
        )
    )
    assert picture.total == 1500
    assert picture.by_class[REACTIVE] == 500
    assert picture.preventive_share == pytest.approx(2 / 3)
    assert spend_picture(()).preventive_share is None
