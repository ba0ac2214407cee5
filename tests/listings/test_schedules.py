"""When things happen next: held against dateutil's rrule, and the days on which people are turned away."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, rrulestr, weekday
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.schedules import DAYS, DayOff, Pattern, Session, is_closed_on, is_open, next_sessions, sessions

few = settings(max_examples=40, deadline=None)
HALL, CHURCH = UUID(int=1), UUID(int=2)
MONDAY = date(2026, 1, 5)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
month_days = st.sets(st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=3)
weekdays = st.sets(st.sampled_from(DAYS), min_size=1, max_size=4)
# dateutil reads "each Monday and the first Tuesday" as both at once, so the two kinds are not mixed here
nth_days = st.one_of(
    *[
        st.sets(st.tuples(st.sampled_from(numbers), st.sampled_from(DAYS)), min_size=1, max_size=3)
        for numbers in ([0], [1, 2, 3, 4, 5, -1, -2])
    ]
)


def at(day: date, clock_time: str = "09:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock_time))


def dates_of(pattern: Pattern, start: date, how_many_days: int = 300) -> list[date]:
    return [start + timedelta(days=n) for n in range(how_many_days) if pattern.falls_on(start + timedelta(days=n))]


def dates_by(rule: rrule, start: date, how_many_days: int = 300) -> list[date]:
    end = start + timedelta(days=how_many_days - 1)
    return [moment.date() for moment in rule.between(at(start, "00:00"), at(end, "00:00"), inc=True)]


def weekday_of(nth: int, day: str) -> weekday:
    return weekday(DAYS.index(day))(nth) if nth else weekday(DAYS.index(day))


@few
@given(dtstart=days, interval=st.integers(1, 5), byday=st.none() | weekdays, start=days)
def test_weeks_fall_where_dateutil_says(dtstart: date, interval: int, byday: set[str] | None, start: date) -> None:
    pattern = Pattern("WEEKLY", interval, ",".join(byday) if byday else None, dtstart=dtstart)
    chosen = [weekday_of(0, day) for day in byday] if byday else None
    rule = rrule(WEEKLY, dtstart=at(dtstart, "00:00"), interval=interval, byweekday=chosen)
    assert dates_of(pattern, start) == dates_by(rule, start)


@few
@given(dtstart=days, interval=st.integers(1, 4), byday=nth_days, start=days)
def test_nth_weekdays_fall_where_dateutil_says(
    dtstart: date, interval: int, byday: set[tuple[int, str]], start: date
) -> None:
    words = ",".join(f"{nth or ''}{day}" for nth, day in byday)
    chosen = [weekday_of(nth, day) for nth, day in byday]
    rule = rrule(MONTHLY, dtstart=at(dtstart, "00:00"), interval=interval, byweekday=chosen)
    assert dates_of(Pattern("MONTHLY", interval, words, dtstart=dtstart), start) == dates_by(rule, start)


@few
@given(dtstart=days, interval=st.integers(1, 4), chosen=st.none() | month_days, start=days)
def test_days_of_the_month_fall_where_dateutil_says(
    dtstart: date, interval: int, chosen: set[int] | None, start: date
) -> None:
    words = ",".join(str(day) for day in chosen) if chosen else None
    rule = rrule(MONTHLY, dtstart=at(dtstart, "00:00"), interval=interval, bymonthday=chosen)
    assert dates_of(Pattern("MONTHLY", interval, bymonthday=words, dtstart=dtstart), start) == dates_by(rule, start)


@few
@given(dtstart=days, byday=nth_days, chosen=month_days)
def test_a_weekday_and_a_day_of_the_month_must_both_hold(
    dtstart: date, byday: set[tuple[int, str]], chosen: set[int]
) -> None:
    given_days = ",".join(f"{nth or ''}{day}" for nth, day in byday)
    pattern = Pattern("MONTHLY", 1, given_days, ",".join(map(str, chosen)), dtstart=dtstart)
    by_nth = set(dates_of(Pattern("MONTHLY", 1, given_days, dtstart=dtstart), dtstart))
    by_number = set(dates_of(Pattern("MONTHLY", 1, bymonthday=pattern.bymonthday, dtstart=dtstart), dtstart))
    assert set(dates_of(pattern, dtstart)) == by_nth & by_number


@few
@given(until=days, start=days)
def test_nothing_falls_after_the_last_day(until: date, start: date) -> None:
    rule = rrulestr(f"RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL={until:%Y%m%d}", dtstart=at(date(2024, 1, 2), "00:00"))
    assert dates_of(Pattern("WEEKLY", 1, "TU", valid_to=until), start) == dates_by(rule, start)


def test_fortnights_without_a_first_date_count_from_the_day_the_pattern_began() -> None:
    pattern = Pattern("WEEKLY", 2, "TH", valid_from=date(2026, 1, 8))
    assert dates_of(pattern, MONDAY, 30) == [date(2026, 1, 8), date(2026, 1, 22)]


def test_an_interval_that_counts_from_nowhere_has_no_dates() -> None:
    assert dates_of(Pattern("WEEKLY", 2, "TH"), MONDAY) == []


def test_a_one_off_happens_once() -> None:
    assert dates_of(Pattern(None, dtstart=date(2026, 1, 8)), MONDAY) == [date(2026, 1, 8)]


@pytest.mark.requirement("A047")
def test_a_monthly_session_skips_the_month_whose_date_is_a_holiday() -> None:
    second_wednesday = Pattern("MONTHLY", 1, "2WE", opens_at="10:00", closes_at="12:00")
    off = [DayOff(date(2026, 2, 11), reason="Half term")]
    found = next_sessions([second_wednesday], off, at=at(MONDAY), limit=3)
    assert [session.on_date for session in found] == [date(2026, 1, 14), date(2026, 3, 11), date(2026, 4, 8)]


def test_other_times_on_one_day_replace_the_usual_ones() -> None:
    pattern = Pattern("WEEKLY", 1, "TH", opens_at="10:00", closes_at="12:00")
    off = [DayOff(date(2026, 1, 8), False, "11:00", "11:30", "Short day")]
    first, second = next_sessions([pattern], off, at=at(MONDAY), limit=2)
    assert (first.opens_at, first.closes_at, first.exception) == ("11:00", "11:30", "Short day")
    assert (second.opens_at, second.exception) == ("10:00", None)


def test_other_times_of_a_day_with_two_sessions_are_said_once() -> None:
    patterns = [Pattern("WEEKLY", 1, "TH", opens_at=f"{hour}:00", closes_at=f"{hour + 1}:00") for hour in (10, 14)]
    off = [DayOff(date(2026, 1, 8), False, "12:00", "13:00")]
    assert [s.opens_at for s in sessions(patterns, off, start=date(2026, 1, 8), days=1)] == ["12:00"]


def test_times_on_a_day_without_a_session_are_an_extra_session() -> None:
    pattern = Pattern("WEEKLY", 1, "TH", opens_at="10:00", closes_at="12:00", place_id=HALL)
    off = [DayOff(date(2026, 1, 6), False, "14:00", "16:00", "Moved", HALL)]
    found = next_sessions([pattern], off, at=at(MONDAY), limit=2)
    assert [(s.on_date.day, s.opens_at, s.place_id) for s in found] == [(6, "14:00", HALL), (8, "10:00", HALL)]


def test_a_day_off_at_one_place_leaves_the_other_open() -> None:
    patterns = [Pattern("WEEKLY", 1, "TH", opens_at="10:00", place_id=place) for place in (HALL, CHURCH)]
    off = [DayOff(date(2026, 1, 8), place_id=HALL)]
    assert [s.place_id for s in sessions(patterns, off, start=date(2026, 1, 8), days=1)] == [CHURCH]


def test_a_day_off_everywhere_closes_every_place() -> None:
    patterns = [Pattern("WEEKLY", 1, "TH", opens_at="10:00", place_id=place) for place in (HALL, CHURCH)]
    assert list(sessions(patterns, [DayOff(date(2026, 1, 8))], start=date(2026, 1, 8), days=1)) == []


def test_todays_session_counts_until_it_ends() -> None:
    pattern = Pattern("WEEKLY", 1, "MO", opens_at="09:00", closes_at="10:30")
    at_the_end = [next_sessions([pattern], [], at=at(MONDAY, now), limit=1)[0].on_date for now in ("10:29", "10:30")]
    assert at_the_end == [MONDAY, MONDAY + timedelta(days=7)]


@pytest.mark.parametrize("closes", ["00:00", "02:00", "24:00"])
def test_a_session_that_runs_past_midnight_is_not_over_in_the_evening(closes: str) -> None:
    pattern = Pattern("WEEKLY", 1, "MO", opens_at="22:00", closes_at=closes)
    assert next_sessions([pattern], [], at=at(MONDAY, "23:00"), limit=1)[0].on_date == MONDAY
    assert is_open([pattern], [], at=at(MONDAY, "23:00"))


def test_a_session_of_last_night_is_still_open_after_midnight() -> None:
    pattern = Pattern("WEEKLY", 1, "MO", opens_at="22:00", closes_at="02:00")
    tuesday = MONDAY + timedelta(days=1)
    assert is_open([pattern], [], at=at(tuesday, "01:59"))
    assert not is_open([pattern], [], at=at(tuesday, "02:00"))


def test_it_is_open_from_the_first_minute_to_the_last_but_one() -> None:
    pattern = Pattern("WEEKLY", 1, "MO", opens_at="09:00", closes_at="17:00")
    opened = [is_open([pattern], [], at=at(MONDAY, now)) for now in ("08:59", "09:00", "16:59", "17:00")]
    assert opened == [False, True, True, False]


def test_a_temporary_closure_hides_its_days_and_no_others() -> None:
    pattern = Pattern("WEEKLY", 1, "TH", opens_at="10:00", closes_at="12:00")
    closure = (date(2026, 1, 1), date(2026, 1, 20))
    assert next_sessions([pattern], [], at=at(MONDAY), limit=1, closed=closure)[0].on_date == date(2026, 1, 22)


def test_closed_until_further_notice_has_no_next_date() -> None:
    pattern = Pattern("WEEKLY", 1, "TH", opens_at="10:00")
    assert next_sessions([pattern], [], at=at(MONDAY), closed=(MONDAY, None)) == []


def test_no_closure_is_not_a_closure_for_ever() -> None:
    assert not is_closed_on(MONDAY, (None, None))


def test_an_hour_of_one_figure_is_compared_as_the_time_it_is() -> None:
    class Row:
        freq, interval, byday, bymonthday, dtstart, valid_from, valid_to = "WEEKLY", 1, "MO", None, None, None, None
        opens_at, closes_at, term_time_only, notes, service_at_location_id = "9:00", "12:00", False, None, None

    assert is_open([Pattern.from_row(Row)], [], at=at(MONDAY, "10:00"))


@pytest.mark.parametrize("byday", ["", "XX", "MONDAY", "0", "2", "??,TU", None])
def test_days_that_cannot_be_read_are_passed_over(byday: str | None) -> None:
    tuesday = {MONDAY + timedelta(days=1)} if byday == "??,TU" else set()
    assert set(dates_of(Pattern("WEEKLY", 1, byday), MONDAY, 7)) == tuesday


def test_sessions_of_one_day_come_in_order_of_time() -> None:
    patterns = [Pattern("WEEKLY", 1, "MO", opens_at=opens) for opens in ("14:00", "09:30", "11:00")]
    assert [s.opens_at for s in sessions(patterns, [], start=MONDAY, days=1)] == ["09:30", "11:00", "14:00"]


def test_sessions_can_be_told_apart_by_place() -> None:
    assert Session(MONDAY, "10:00", "11:00", HALL) != Session(MONDAY, "10:00", "11:00", CHURCH)
