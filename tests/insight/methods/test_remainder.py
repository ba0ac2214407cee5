"""The remainder model reconciles, carries its doubts along and says when it went below nought."""

import pytest

from directory.insight.methods.remainder import Estimate, expected_need, remainder


def estimate(value: float, half: float = 0) -> Estimate:
    return Estimate(value, value - half, value + half, "survey", 2024)


@pytest.mark.requirement("A119")
def test_what_is_left_is_what_is_expected_less_what_is_given() -> None:
    found = remainder(
        expected=estimate(1000, 40), council=estimate(300), informal=estimate(450, 30), private=estimate(100)
    )
    assert found.value == 150
    assert (found.low, found.high) == (100, 200)
    assert not found.is_negative


def test_a_lopsided_doubt_of_what_is_given_turns_round_in_what_is_left() -> None:
    informal = Estimate(450, 400, 460, "survey", 2024)
    found = remainder(expected=estimate(1000), council=estimate(300), informal=informal, private=estimate(100))
    assert (found.low, found.high) == (140, 200)


def test_a_remainder_below_nought_is_shown_as_nought_and_flagged() -> None:
    found = remainder(expected=estimate(100, 10), council=estimate(60), informal=estimate(50), private=estimate(20))
    assert (found.value, found.low, found.high, found.is_negative) == (0, 0, 0, True)


def test_expected_need_is_people_times_prevalence() -> None:
    found = expected_need(
        (1000, 500), (0.1, 0.2), low=(0.08, 0.18), high=(0.12, 0.25), source="health survey", year=2023
    )
    assert (found.value, found.low, found.high) == (200, 170, 245)


def test_an_estimate_without_a_source_or_outside_its_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="Name the source"):
        Estimate(1, 0, 2, " ", 2024)
    with pytest.raises(ValueError, match="holds the estimate"):
        Estimate(3, 0, 2, "survey", 2024)


def test_an_estimate_of_nought_is_an_estimate() -> None:
    nothing = estimate(0)
    assert remainder(expected=estimate(5), council=nothing, informal=nothing, private=nothing).value == 5
    even = remainder(expected=estimate(5), council=estimate(5), informal=nothing, private=nothing)
    assert (even.value, even.is_negative) == (0, False)
