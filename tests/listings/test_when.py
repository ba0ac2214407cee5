"""When something happens, in a few words. Monday 5 January 2026, nine in the morning."""

from datetime import date, datetime

import pytest

from directory.listings.schedules import DayOff, Pattern
from directory.listings.when import when_in_short

NINE = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 -- local wall time, as the function wants it
OFFICE = Pattern("WEEKLY", byday="MO,TU,WE,TH,FR", opens_at="09:30", closes_at="17:00")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (Pattern("WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"), "Next: tomorrow, Tuesday, 10am"),
        (Pattern("WEEKLY", byday="WE", opens_at="14:30"), "Next: Wednesday 7 January, 2:30pm"),
        (Pattern("WEEKLY", byday="MO", opens_at="10:00", closes_at="12:00"), "Next: today, 10am"),
        (Pattern("WEEKLY", byday="MO", opens_at="08:00", closes_at="12:00"), "Open now, until midday"),
        (Pattern("WEEKLY", byday="MO", opens_at="07:00", closes_at="08:00"), "Next: Monday 12 January, 7am"),
        (Pattern("MONTHLY", byday="1SA", opens_at="11:00"), "Next: Saturday 7 February, 11am"),
        (Pattern(None, dtstart=date(2026, 1, 20), opens_at="11:00"), "Next: Tuesday 20 January, 11am"),
        (Pattern(None, dtstart=date(2025, 12, 20), opens_at="11:00"), ""),
        (Pattern("WEEKLY", byday="TU", valid_to=date(2025, 12, 31), opens_at="10:00"), ""),
        (OFFICE, "Monday to Friday, 9:30am to 5pm"),
    ],
)
def test_a_pattern_is_said_as_its_next_date_or_its_hours(pattern: Pattern, said: str) -> None:
    assert when_in_short([pattern], [], at=NINE) == said


def test_hours_of_most_days_say_whether_it_is_open_now() -> None:
    assert when_in_short([OFFICE], [], at=NINE.replace(hour=10)) == "Monday to Friday, 9:30am to 5pm (open now)"


def test_a_day_off_is_passed_over() -> None:
    weekly = Pattern("WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00")
    assert when_in_short([weekly], [DayOff(date(2026, 1, 6))], at=NINE) == "Next: Tuesday 13 January, 10am"


def test_a_closure_is_passed_over() -> None:
    weekly = Pattern("WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00")
    closed = (date(2026, 1, 1), date(2026, 1, 18))
    assert when_in_short([weekly], [], at=NINE, closed=closed) == "Next: Tuesday 20 January, 10am"


def test_no_times_are_no_words() -> None:
    assert when_in_short([], [], at=NINE) == ""
