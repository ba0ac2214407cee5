"""The bank holidays of England: the rule beside every year that was published, and the days no rule tells."""

from datetime import date, timedelta

import pytest
import yaml
from dateutil.easter import easter as easter_elsewhere

from directory.referrals.timing.bank_holidays import PROCLAIMED_FILE, bank_holidays, by_rule, holidays_of
from directory.referrals.timing.easter import easter_sunday
from directory.referrals.timing.proclaimed import Proclaimed, faults_in, proclaimed

#: As the government published them for England and Wales.
PUBLISHED = {
    2002: "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26",
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_are_those_that_were_published(year: int) -> None:
    assert [f"{day:%m-%d}" for day in bank_holidays(year)] == PUBLISHED[year].split()


def test_easter_is_where_another_reckoning_puts_it() -> None:
    assert [year for year in range(1978, 2400) if easter_sunday(year) != easter_elsewhere(year)] == []


def test_the_rule_gives_eight_weekdays_in_any_year() -> None:
    years = {year: by_rule(year) for year in range(1978, 2400)}
    assert [year for year, days in years.items() if len(days) != 8] == []
    assert [day for days in years.values() for day in days if day.weekday() > 4] == []


@pytest.mark.parametrize(
    ("year", "christmas", "boxing"),
    [(2020, "12-25", "12-28"), (2021, "12-27", "12-28"), (2022, "12-27", "12-26"), (2023, "12-25", "12-26")],
)
def test_each_day_of_christmas_has_its_own_substitute(year: int, christmas: str, boxing: str) -> None:
    by_name = {name: f"{day:%m-%d}" for day, name in bank_holidays(year).items()}
    assert (by_name["Christmas Day"], by_name["Boxing Day"]) == (christmas, boxing)


def test_a_moved_day_leaves_its_usual_place_and_an_added_one_leaves_all() -> None:
    moved = Proclaimed(date(2030, 5, 8), "Moved", instead_of=date(2030, 5, 6))
    added = Proclaimed(date(2030, 7, 1), "Added")
    usual, changed = set(by_rule(2030)), set(holidays_of(2030, [moved, added]))
    assert changed - usual == {date(2030, 5, 8), date(2030, 7, 1)}
    assert usual - changed == {date(2030, 5, 6)}


def test_a_change_to_one_year_leaves_the_next_alone() -> None:
    added = Proclaimed(date(2030, 7, 1), "Added")
    assert dict(holidays_of(2031, [added])) == dict(sorted(by_rule(2031).items()))


def test_what_ships_can_be_read_and_each_moved_day_is_one_of_the_rule() -> None:
    rows = yaml.safe_load(PROCLAIMED_FILE.read_text("utf-8"))
    assert faults_in(rows) == []
    moved = [row.instead_of for row in proclaimed(rows) if row.instead_of]
    assert len(moved) > 3
    assert [day for day in moved if day not in by_rule(day.year)] == []
    assert max(abs(row.day - row.instead_of) for row in proclaimed(rows) if row.instead_of) < timedelta(days=9)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"name": "A day"}, "write the day as 2022-06-03"),
        ({"day": "3 June", "name": "A day"}, "write the day as 2022-06-03"),
        ({"day": date(2030, 6, 3)}, "give the day its name"),
        ({"day": date(2030, 6, 3), "name": " "}, "give the day its name"),
        ({"day": date(2030, 6, 3), "name": "A day", "instead_of": "May"}, "write instead_of as 2022-05-30"),
        ({"day": date(2030, 6, 3), "name": "A day", "instead": date(2030, 6, 1)}, "take “instead” away"),
        ("2030-06-03", "write it as {day: 2022-06-03"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_says_how_to_mend_it(row: object, says: str) -> None:
    good = {"day": date(2029, 6, 4), "name": "Good"}
    (sentence,) = faults_in([good, row])
    assert sentence.startswith("Row 2: ")
    assert says in sentence


def test_a_day_written_twice_and_a_file_without_a_list_are_found() -> None:
    good = {"day": date(2029, 6, 4), "name": "Good"}
    assert faults_in([good, dict(good)]) == ["Row 2: 2029-06-04 stands above already; keep one of them"]
    assert faults_in({"day": date(2029, 6, 4)}) == ["Write the days as a list: a dash before each"]
