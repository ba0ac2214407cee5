"""Days as people type them into a field."""

from datetime import date

import pytest

from directory.errors import RuleBroken
from directory.listings.typed_times.days import day_in, days_in, past_day_in

TODAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Values need no application and so no limits."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25 December", date(2026, 12, 25)),
        ("25/12/2026", date(2026, 12, 25)),
        ("25 12 2026", date(2026, 12, 25)),
        ("2026-12-25", date(2026, 12, 25)),
        ("4 January", date(2027, 1, 4)),
        ("", None),
    ],
)
def test_one_day(typed: str, meant: date | None) -> None:
    assert day_in("last_day", typed, TODAY, "the last day") == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "Enter the last day as a date, like 25 December 2026"),
        ("every Monday", "Enter the last day as a date, like 25 December 2026"),
        ("3 and 4 March", "Enter the last day as a date, like 25 December 2026"),
        ("3 January 2026", "3 January 2026 has passed. Write a date to come"),
    ],
)
def test_what_is_no_single_day_to_come_is_refused_beside_its_field(typed: str, sentence: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        day_in("last_day", typed, TODAY, "the last day")
    assert (refused.value.field, refused.value.message) == ("last_day", sentence)


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [
        ("12 January", date(2026, 1, 12), 1),
        ("closed 12 January", date(2026, 1, 12), 1),
        ("24 December to 2 January", date(2026, 12, 24), 10),
        ("24-27 December\n3 March", date(2026, 3, 3), 5),
    ],
)
def test_several_days(typed: str, first: date, count: int) -> None:
    days = days_in("add", typed, TODAY)
    assert (days[0], len(days)) == (first, count)


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("1 February to 1 June", "Choose “Closed for a while”"),
        ("when Jean is away", "Enter the days like 25 December"),
    ],
)
def test_what_are_no_few_days_is_refused(typed: str, starts: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        days_in("add", typed, TODAY)
    assert refused.value.message.startswith(starts)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 11, 21)),
        ("Today", date(2026, 11, 22)),
        ("18 November", date(2026, 11, 18)),
        ("1 December", date(2025, 12, 1)),
        ("2/3/2026", date(2026, 3, 2)),
    ],
)
def test_a_day_that_has_been_is_the_last_one_that_came(text: str, day: date) -> None:
    assert past_day_in("day", text, date(2026, 11, 22), "the day") == day
