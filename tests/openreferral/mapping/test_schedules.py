"""Patterns of opening in the spellings that feeds use."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from directory.openreferral.mapping.schedules import days, schedules


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("MO,WE", "MO,WE"),
        ("Monday", "MO"),
        ("Mon-Fri", "MO,TU,WE,TH,FR"),
        ("Saturday to Sunday", "SA,SU"),
        ("Tuesdays and Thursdays", "TU,TH"),
        ("mo; we", "MO,WE"),
        ("2FR,-1FR", "2FR,-1FR"),
        ("2nd Friday", "2FR"),
        ("last Monday", "-1MO"),
        (["MO", "TU"], "MO,TU"),
        ("T", None),
        ("whenever", None),
        (3, None),
    ],
)
def test_days_are_read_in_many_spellings(given: Any, expected: str | None) -> None:
    assert days(given) == expected


def one(**given: Any) -> dict[str, Any] | None:
    found = schedules([given], Counter())
    return found[0][1] if found else None


def test_days_without_a_frequency_repeat_weekly() -> None:
    found = one(byday="MO", opens_at="9:40", closes_at="10:00Z")
    assert found is not None
    assert (found["freq"], found["byday"], found["opens_at"], found["closes_at"]) == ("WEEKLY", "MO", "09:40", "10:00")


def test_a_lower_case_frequency_and_daily_are_understood() -> None:
    weekly, daily = one(freq="Weekly", byday="TU"), one(freq="DAILY")
    assert weekly is not None
    assert daily is not None
    assert (weekly["freq"], daily["byday"]) == ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU")


def test_a_single_date_has_no_frequency() -> None:
    found = one(dtstart="05/03/2026", opens_at="10:00")
    assert found is not None
    assert (found["freq"], found["dtstart"]) == (None, date(2026, 3, 5))


def test_every_other_week_needs_a_date_to_count_from() -> None:
    assert one(freq="WEEKLY", interval=2, byday="TU") is None
    found = one(freq="WEEKLY", interval="2", byday="TU", valid_from="2026-01-06")
    assert found is not None
    assert (found["interval"], found["dtstart"]) == (2, date(2026, 1, 6))


def test_the_fifteenth_of_each_month() -> None:
    found = one(freq="MONTHLY", bymonthday="15")
    assert found is not None
    assert (found["freq"], found["bymonthday"]) == ("MONTHLY", "15")


def test_a_description_that_only_repeats_the_hours_is_left_out() -> None:
    assert one(byday="MO", description="MO, WE 09:00 to 19:00")["description"] is None  # type: ignore[index]
    assert one(byday="MO", description="Ring the bell")["description"] == "Ring the bell"  # type: ignore[index]


def test_nonsense_holds_no_schedule() -> None:
    assert schedules("closed", Counter()) == []
    assert schedules([None, {}, {"freq": "YEARLY"}, {"byday": {}}], Counter()) == []
