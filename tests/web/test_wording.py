"""How things are written for British readers."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from directory.web.wording import ago, british_date, clock_time, dial, lowered, miles, pounds, short_date


def test_dates() -> None:
    assert british_date(date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert short_date(date(2026, 3, 3)) == "3 March 2026"


def test_a_moment_is_dated_by_the_british_calendar() -> None:
    assert short_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(10), "10am"),
        (time(14, 30), "2:30pm"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 5), "12:05pm"),
        (time(0, 5), "12:05am"),
        ("09:15", "9:15am"),
        ("9:05", "9:05am"),
        ("00:15", "12:15am"),
        ("24:00", "midnight"),
        ("23:59", "midnight"),
        ("late", "late"),
        (None, ""),
    ],
)
def test_times(value: time | str | None, words: str) -> None:
    assert clock_time(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "under half a mile"),
        (0.49, "under half a mile"),
        (0.5, "0.5 miles"),
        (0.98, "1 mile"),
        (1.0, "1 mile"),
        (1.24, "1.2 miles"),
        (2.0, "2 miles"),
        (9.97, "10 miles"),
        (14.4, "14 miles"),
    ],
)
def test_distances(value: float, words: str) -> None:
    assert miles(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(3, "£3"), (2.5, "£2.50"), (Decimal("1200"), "£1,200"), (0.1 + 0.2, "£0.30"), (0, "£0")]
)
def test_money(value: Decimal | float, words: str) -> None:
    assert pounds(value) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "today"),
        (date(2026, 1, 4), "yesterday"),
        (date(2025, 12, 25), "11 days ago"),
        (date(2025, 12, 22), "2 weeks ago"),
        (date(2025, 11, 7), "8 weeks ago"),
        (date(2025, 10, 5), "3 months ago"),
        (date(2024, 1, 6), "2 years ago"),
        (date(2026, 1, 8), "today"),
    ],
)
def test_how_long_ago(day: date, words: str) -> None:
    assert ago(day, date(2026, 1, 5)) == words


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("0115 496 0000", "01154960000"),
        ("116 123", "116123"),
        ("+44 (0)115 496 0000", "+441154960000"),
        ("0115 496 0615 extension 2", "01154960615,2"),
        ("0115 496 0001 or 0115 496 0002", "01154960001"),
        ("ask at the desk", ""),
    ],
)
def test_the_first_number_is_dialled(number: str, dialled: str) -> None:
    assert dial(number) == dialled


@pytest.mark.parametrize(
    ("words", "after_a_colon"),
    [
        ("Four weeks", "four weeks"),
        ("Mondays and Fridays only", "Mondays and Fridays only"),
        ("Ramsgate mornings fill first", "Ramsgate mornings fill first"),
        ("New Deal places", "New Deal places"),
        ("NHS patients", "NHS patients"),
    ],
)
def test_after_a_colon_only_an_everyday_word_loses_its_capital(words: str, after_a_colon: str) -> None:
    assert lowered(words) == after_a_colon
