"""What a conversation asks by itself."""

from datetime import date, timedelta

import pytest

from directory.referrals.conversations.prompts import (
    asks_for_technology,
    danger_in,
    is_third,
    suggested_needs,
)

TODAY = date(2026, 11, 20)


@pytest.mark.requirement("A080")
@pytest.mark.parametrize(
    ("needs", "cohorts", "words"),
    [
        (["health.falls"], [], ""),
        (["memory.dementia"], [], ""),
        ([], ["lives_alone"], ""),
        ([], [], "She lives alone since March"),
    ],
)
def test_falls_memory_and_being_alone_ask_for_technology(needs: list[str], cohorts: list[str], words: str) -> None:
    assert asks_for_technology(needs, cohorts, words)


def test_other_needs_do_not_ask_for_technology() -> None:
    assert not asks_for_technology(["connect.lunch"], ["older_65"], "Loves to cook")


@pytest.mark.requirement("A093")
@pytest.mark.parametrize(
    ("ago", "third"), [((0, 30, 89), True), ((0, 30, 90), False), ((0, 30), False), ((0, 0, 0), True)]
)
def test_the_third_contact_within_ninety_days_is_told(ago: tuple[int, ...], third: bool) -> None:
    assert is_third([TODAY - timedelta(days=days) for days in ago], TODAY) is third


def test_words_suggest_needs_that_nobody_has_ticked() -> None:
    words = "I cannot afford to heat the house and the bills frighten me"
    assert "money.energy" in suggested_needs(words, [])
    assert "money.energy" not in suggested_needs(words, ["money.energy"])
    assert suggested_needs("  ", []) == []


def test_words_of_danger_are_heard() -> None:
    assert danger_in("her son hits her") is not None
    assert danger_in("she would like company") is None
