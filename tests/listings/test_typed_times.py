"""Times as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.listings.editing.part_rules import check_days_off, check_times
from directory.listings.schedule_words import NTH, WEEKDAYS, describe, hours
from directory.listings.schedules import DAYS, Pattern
from directory.listings.typed_times import as_rows, examples, read_times

TODAY = date(2026, 1, 6)  # a Tuesday


def one(text: str, today: date = TODAY) -> Pattern:
    typed = read_times(text, today=today)
    assert not typed.problems, typed.problems
    (pattern,) = typed.patterns
    return pattern


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every Tuesday 10 to 12", "Every Tuesday, 10am to midday"),
        ("2nd and 4th Thursday 2pm-4pm", "The second Thursday and fourth Thursday of the month, 2pm to 4pm"),
        ("last Saturday of the month", "The last Saturday of the month"),
        ("term time Mondays 9.30-11", "Every Monday, 9:30am to 11am, in term time only"),
        ("Saturday 7 March 10-4", "Once, on Saturday 7 March 2026, 10am to 4pm"),
        ("Mon-Fri 9-5", "Monday to Friday, 9am to 5pm"),
        ("weekdays 8:30 – 17:00", "Monday to Friday, 8:30am to 5pm"),
        ("1st and 3rd Wed 7-9", "The first Wednesday and third Wednesday of the month, 7pm to 9pm"),
        ("the 15th of each month at 7.30pm", "On the 15th of the month, from 7:30pm"),
        ("last day of the month 2pm", "On the last day of the month, from 2pm"),
        ("24/7", "Every day, all day and night"),
        ("daily from 9am until noon", "Every day, 9am to midday"),
        ("Every Tuesday 10-12, 13 January to 31 March", "Every Tuesday, 10am to midday, until Tuesday 31 March 2026"),
        ("Sundays April to September 2-5", "Every Sunday, 2pm to 5pm, until Wednesday 30 September 2026"),
        ("we meet on the first Monday of every month 1 till 3 pm", "The first Monday of the month, 1pm to 3pm"),
        ("Fridays 10pm to 2am", "Every Friday, 10pm to 2am"),
        ("every second Thursday of the month 2-4", "The second Thursday of the month, 2pm to 4pm"),
        ("Tuesdays, not in school holidays, 10-11", "Every Tuesday, 10am to 11am, in term time only"),
        ("3/2/2026 at 2pm", "Once, on Tuesday 3 February 2026, from 2pm"),
        ("EVERY TUES. 10AM TIL 12", "Every Tuesday, 10am to midday"),
    ],
)  # fmt: skip
def test_a_line_is_read_as_a_person_means_it(text: str, said: str) -> None:
    assert describe(one(text), TODAY) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tuesdays 10-12 and Thursdays 2-4", ["Every Tuesday, 10am to midday", "Every Thursday, 2pm to 4pm"]),
        ("10-12 on Tuesdays, 2-4pm Thursdays", ["Every Tuesday, 10am to midday", "Every Thursday, 2pm to 4pm"]),
        ("Tuesday 10-12 and 2-4", ["Every Tuesday, 10am to midday", "Every Tuesday, 2pm to 4pm"]),
        ("7 and 9 May 1-2", ["Once, on Thursday 7 May 2026, 1pm to 2pm", "Once, on Saturday 9 May 2026, 1pm to 2pm"]),
        ("Mondays 10-11\nFridays 2-3", ["Every Monday, 10am to 11am", "Every Friday, 2pm to 3pm"]),
    ],
)  # fmt: skip
def test_several_times_are_told_apart(text: str, said: list[str]) -> None:
    assert [describe(pattern) for pattern in read_times(text, today=TODAY).patterns] == said


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("Mondays 2-4", "14:00", "16:00"),
        ("Mondays 10-2", "10:00", "14:00"),
        ("Mondays 2-4pm", "14:00", "16:00"),
        ("Mondays 10-1pm", "10:00", "13:00"),
        ("Mondays 11-12pm", "11:00", "12:00"),
        ("Mondays 10-12am", "10:00", "12:00"),
        ("Mondays 7-9", "19:00", "21:00"),
        ("Mondays 7-9am", "07:00", "09:00"),
        ("Mondays 09:00-17:00", "09:00", "17:00"),
        ("Mondays 12.30 to 1", "12:30", "13:00"),
        ("Mondays 8pm to midnight", "20:00", "24:00"),
        ("Mondays at 3", "15:00", None),
    ],
)
def test_hours_without_am_or_pm_are_those_at_which_clubs_meet(text: str, opens: str, closes: str | None) -> None:
    assert (one(text).opens_at, one(text).closes_at) == (opens, closes)


def test_fortnights_are_counted_from_the_date_that_is_given() -> None:
    pattern = one("fortnightly on Fridays from 9 January 10am to 11.30")
    assert [day.day for day in range_of(pattern, 30)] == [9, 23]


def test_a_year_that_is_not_written_is_the_next_one_that_fits() -> None:
    assert one("7 March 10-4", date(2026, 3, 8)).dtstart == date(2027, 3, 7)
    assert one("every other Friday from 9 January 10am", date(2026, 1, 20)).valid_from == date(2026, 1, 9)


def test_closed_days_are_those_on_which_it_would_have_met() -> None:
    typed = read_times("Wednesdays 2-4\nclosed 24 December to 2 January", today=date(2025, 12, 1))
    assert [off.on_date for off in typed.days_off] == [date(2025, 12, 24), date(2025, 12, 31)]
    typed = read_times("Wednesdays 2-4 except 24 December", today=date(2025, 12, 1))
    assert [off.on_date for off in typed.days_off] == [date(2025, 12, 24)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("whenever Jean is in", "We could not read “whenever Jean”"),
        ("10 to 12", "Add the day"),
        ("every second Thursday 2-4", "Add the date of the next one"),
        ("every other Friday from 10 January", "10 January 2026 is a Saturday"),
        ("monthly on Tuesdays", "Say which one it is"),
        ("Sunday 7 March 10-4", "7 March 2026 is a Saturday"),
        ("31 February 10-4", "There is no 31 February"),
        ("Mondays 25-26", "“25-26” is no time of day"),
        ("5 January 2024 10-4", "5 January 2024 has passed"),
        ("closed", "Add the dates on which it is closed"),
    ],
)
def test_what_cannot_be_read_is_asked_for_in_a_sentence(text: str, sentence: str) -> None:
    typed = read_times(text, today=TODAY)
    assert typed.patterns == ()
    assert typed.problems[0][0] == text
    assert typed.problems[0][1].startswith(sentence)


def test_one_bad_line_spoils_no_other() -> None:
    typed = read_times("Mondays 10-11\nwhen the moon is full", today=TODAY)
    assert (len(typed.patterns), len(typed.problems)) == (1, 1)


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_words_are_answered(text: str) -> None:
    times, days_off = as_rows(read_times(text, today=TODAY))
    check_times("times", times)
    check_days_off("days_off", days_off)


_WORDS = st.sampled_from([
    "every", "Tuesday", "fortnightly", "on", "Fridays", "from", "9", "January", "closed", "last", "2nd", "of the month",
    "10", "to", "12", "am", "-", ",", "and", "until", "24/7", "noon",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=14))
@settings(max_examples=120, deadline=None)
def test_any_heap_of_known_words_gives_times_that_can_be_kept(words: list[str]) -> None:
    times, days_off = as_rows(read_times(" ".join(words), today=TODAY))
    check_times("times", times)
    check_days_off("days_off", days_off)


_HOURS = st.tuples(st.integers(0, 22), st.sampled_from([0, 15, 30])).map(lambda at: f"{at[0]:02d}:{at[1]:02d}")
_DAYS = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(sorted)


@st.composite
def patterns(draw: st.DrawFn) -> tuple[str, Pattern]:
    """A schedule, and how somebody might write it."""
    opens = draw(_HOURS)
    closes = f"{int(opens[:2]) + 1:02d}{opens[2:]}"
    time = draw(st.sampled_from([f"{opens}-{closes}", hours(opens, closes)]))
    days = draw(_DAYS)
    named = " and ".join(WEEKDAYS[day] for day in days)
    kind = draw(st.sampled_from(["weekly", "fortnightly", "monthly", "once"]))
    start = TODAY + timedelta(days=draw(st.integers(0, 200)))
    if kind == "once":
        return f"{start.day} {start:%B %Y}, {time}", Pattern(None, dtstart=start, opens_at=opens, closes_at=closes)
    if kind == "weekly":
        byday = ",".join(DAYS[day] for day in days)
        return f"every {named}, {time}", Pattern("WEEKLY", 1, byday, opens_at=opens, closes_at=closes)
    if kind == "fortnightly":
        byday = DAYS[start.weekday()]
        text = f"every other {WEEKDAYS[start.weekday()]} from {start.day} {start:%B %Y}, {time}"
        return text, Pattern("WEEKLY", 2, byday, valid_from=start, opens_at=opens, closes_at=closes)
    nth = draw(st.sampled_from([1, 2, 3, 4, 5, -1]))
    byday = ",".join(f"{nth}{DAYS[day]}" for day in days)
    return f"{NTH[nth]} {named} of the month, {time}", Pattern("MONTHLY", 1, byday, opens_at=opens, closes_at=closes)


@given(patterns())
@settings(max_examples=80, deadline=None)
def test_what_is_read_falls_on_the_same_days_as_what_was_meant(case: tuple[str, Pattern]) -> None:
    text, meant = case
    read = one(text)
    assert range_of(read, 220) == range_of(meant, 220)
    assert (read.opens_at, read.closes_at) == (meant.opens_at, meant.closes_at)


@given(st.dates(date(2026, 1, 1), date(2032, 12, 31)))
@settings(max_examples=20, deadline=None)
def test_the_examples_can_be_typed_on_any_day(today: date) -> None:
    assert read_times("\n".join(examples(today)), today=today).problems == ()


def range_of(pattern: Pattern, days: int) -> list[date]:
    every = (TODAY + timedelta(days=step) for step in range(days))
    return [day for day in every if pattern.falls_on(day)]
