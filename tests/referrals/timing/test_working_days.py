"""Working days across Easter, Christmas and both clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.referrals.timing import add_working_days, due_on, is_working_day, local_day, working_days_between

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-04-02", True),  # the Thursday before Easter
        ("2026-04-03", False),  # Good Friday
        ("2026-04-04", False),
        ("2026-04-05", False),
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-07", True),
        ("2026-12-28", False),  # Boxing Day, moved from a Saturday
        ("2022-09-19", False),
        ("2022-05-30", True),  # given up for the Thursday of the jubilee
    ],
)
def test_offices_are_open_on_weekdays_that_are_no_bank_holidays(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-04-01", 2, "2026-04-07"),  # Wednesday: Thursday, then Tuesday after Easter
        ("2026-04-02", 2, "2026-04-08"),
        ("2026-04-04", 1, "2026-04-07"),  # from the Saturday of Easter
        ("2026-03-30", 5, "2026-04-08"),
        ("2026-03-30", 10, "2026-04-15"),
        ("2026-12-23", 2, "2026-12-29"),
        ("2021-12-24", 2, "2021-12-30"),
        ("2026-10-23", 2, "2026-10-27"),  # over the weekend on which the clocks go back
        ("2026-03-27", 2, "2026-03-31"),  # and forward
        ("2026-04-04", 0, "2026-04-07"),
        ("2026-04-02", 0, "2026-04-02"),
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-04-07", -2, "2026-04-01"),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: str, count: int, then: str) -> None:
    assert add_working_days(date.fromisoformat(day), count) == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-04-02", "2026-04-07", 1),
        ("2026-04-03", "2026-04-06", 0),
        ("2026-04-07", "2026-04-07", 0),
        ("2026-04-07", "2026-04-02", 0),
        ("2025-12-31", "2026-12-31", 253),
        ("2021-12-24", "2022-01-04", 4),
    ],
)
def test_working_days_between_count_the_last_day_and_not_the_first(start: str, end: str, count: int) -> None:
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == count


@given(start=DAYS, length=st.integers(0, 500))
def test_counting_gives_what_walking_gives(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    walked = sum(is_working_day(start + timedelta(days=after)) for after in range(1, length + 1))
    assert working_days_between(start, end) == walked


@given(start=DAYS, count=st.integers(1, 60))
def test_adding_and_counting_are_each_others_way_back(start: date, count: int) -> None:
    then = add_working_days(start, count)
    assert is_working_day(then)
    assert working_days_between(start, then) == count


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-28T23:30", "2026-03-28"),  # winter: both clocks agree
        ("2026-03-29T00:59", "2026-03-29"),  # a minute before the clocks go forward
        ("2026-03-29T22:59", "2026-03-29"),
        ("2026-03-29T23:00", "2026-03-30"),  # the first evening of summer time
        ("2026-10-24T23:00", "2026-10-25"),  # the last one
        ("2026-10-25T23:30", "2026-10-25"),  # the evening of the day with twenty-five hours
        ("2026-10-26T00:00", "2026-10-26"),
    ],
)
def test_a_moment_belongs_to_the_day_that_clocks_in_britain_show(instant: str, day: str) -> None:
    assert local_day(moment(instant)) == date.fromisoformat(day)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        local_day(datetime(2026, 3, 29, 12, 0))  # noqa: DTZ001 -- what the test is about


@pytest.mark.parametrize(
    ("sent", "days", "due"),
    [
        ("2026-04-01T22:59", 2, "2026-04-07"),  # still Wednesday in Britain
        ("2026-04-01T23:00", 2, "2026-04-08"),  # Thursday already
        ("2026-10-23T23:30", 2, "2026-10-27"),  # Saturday in Britain, Friday in UTC: the same two days
        ("2026-10-22T23:30", 5, "2026-10-30"),  # Friday in Britain: five days over the October change
        ("2026-03-27T23:30", 10, "2026-04-14"),  # over the March change and Easter
    ],
)
def test_a_deadline_counts_from_the_day_in_britain(sent: str, days: int, due: str) -> None:
    assert due_on(moment(sent), days) == date.fromisoformat(due)
