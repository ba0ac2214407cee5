"""Schedules in the words people use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.listings.schedule_words import days_in_words, describe, hours
from directory.listings.schedules import DAYS, Pattern

TIMES = {"opens_at": "10:00", "closes_at": "12:00"}


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("10:00", "12:00", "10am to midday"), ("10:00", None, "from 10am"), (None, "12:00", ""),
        ("00:00", "23:59", "all day and night"), ("17:00", "23:59", "5pm to midnight"), ("10:00", "10:00", "from 10am"),
    ],
)  # fmt: skip
def test_hours_are_said_as_far_as_they_are_known(opens: str | None, closes: str | None, said: str) -> None:
    assert hours(opens, closes) == said


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (Pattern("WEEKLY", 1, "TH", **TIMES), "Every Thursday, 10am to midday"),
        (Pattern("WEEKLY", 1, "MO,TU,WE,TH,FR", **TIMES), "Monday to Friday, 10am to midday"),
        (Pattern("WEEKLY", 1, "MO,TU,WE,TH,FR,SA,SU"), "Every day"),
        (Pattern("WEEKLY", 1, "MO,WE", **TIMES), "Every Monday and Wednesday, 10am to midday"),
        (Pattern("WEEKLY", 2, "WE"), "Every other Wednesday"),
        (Pattern("WEEKLY", 3, "WE"), "Every third Wednesday"),
        (Pattern("WEEKLY", 2, "MO,WE"), "Monday and Wednesday, every other week"),
        (Pattern("WEEKLY", 2, "MO,TU,WE,TH,FR,SA,SU"), "Each day of every other week"),
        (Pattern("WEEKLY", 1, dtstart=date(2026, 1, 8)), "Every Thursday"),
        (Pattern("WEEKLY", 1, "TH", term_time_only=True), "Every Thursday, in term time only"),
        (Pattern("WEEKLY", 1, "TH", valid_to=date(2026, 3, 5)), "Every Thursday, until Thursday 5 March 2026"),
        (Pattern("WEEKLY", 1, "TH", valid_from=date(2026, 3, 5)), "Every Thursday, from Thursday 5 March 2026"),
        (Pattern("WEEKLY", 1, "TH", valid_from=date(2025, 3, 5)), "Every Thursday"),
        (Pattern("MONTHLY", 1, "2WE"), "The second Wednesday of the month"),
        (Pattern("MONTHLY", 1, "1MO,3MO"), "The first Monday and third Monday of the month"),
        (Pattern("MONTHLY", 1, "-1FR,1FR"), "The first Friday and last Friday of the month"),
        (Pattern("MONTHLY", 2, "-1FR"), "The last Friday of every other month"),
        (Pattern("MONTHLY", 1, "MO"), "Every Monday"),
        (Pattern("MONTHLY", 1, bymonthday="1,15"), "On the 1st and 15th of the month"),
        (Pattern("MONTHLY", 1, bymonthday="-1"), "On the last day of the month"),
        (Pattern("MONTHLY", 3, dtstart=date(2026, 1, 22)), "On the 22nd of every third month"),
        (Pattern("MONTHLY", 1, "FR", "13"), "On the 13th of the month when it is a Friday"),
        (Pattern(None, dtstart=date(2026, 3, 3), **TIMES), "Once, on Tuesday 3 March 2026, 10am to midday"),
    ],
)
def test_a_pattern_reads_as_a_steward_would_say_it(pattern: Pattern, said: str) -> None:
    assert describe(pattern, date(2026, 1, 5)) == said


@given(st.sets(st.integers(0, 6), min_size=1))
def test_every_day_of_a_set_is_named_or_lies_between_two_that_are(days: set[int]) -> None:
    said = days_in_words(sorted(days))
    assert said == "day" if len(days) == 7 else "Every" not in said and len(said) >= 6


@given(
    freq=st.sampled_from(["WEEKLY", "MONTHLY", None]),
    interval=st.integers(1, 60),
    byday=st.none() | st.sampled_from([*DAYS, "2TU", "-2SU", "MO,WE", "zz"]),
    bymonthday=st.none() | st.sampled_from(["1", "-3", "31,-1"]),
    dtstart=st.none() | st.dates(),
)
def test_any_pattern_has_words_without_gaps(
    freq: str | None, interval: int, byday: str | None, bymonthday: str | None, dtstart: date | None
) -> None:
    said = describe(Pattern(freq, interval, byday, bymonthday, dtstart))
    assert not [fault for fault in ("  ", "None", ", ,") if fault in said]
    assert not said.endswith((",", " "))
