"""How a date of birth is typed, and what cannot be one."""

from datetime import date

import pytest

from directory.errors import RuleBroken
from directory.referrals.people.facts import check_born, read_born
from directory.referrals.people.marks import dialled
from directory.referrals.people.places import tidy_postcode
from directory.referrals.people.presenters import born_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1948", "1948"),
        ("2/3/1948", "1948-03-02"),
        ("02.03.1948", "1948-03-02"),
        ("2 March 1948", "1948-03-02"),
        ("2 mar 1948", "1948-03-02"),
        ("1948-03-02", "1948-03-02"),
        ("", ""),
        ("31/2/1948", "31/2/1948"),
    ],
)
def test_a_birthday_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert read_born(typed) == kept


def test_a_day_that_never_was_is_refused() -> None:
    with pytest.raises(RuleBroken, match="whole date of birth"):
        check_born(read_born("31/2/1948"), date(2026, 1, 5))


@pytest.mark.parametrize(
    ("born", "words"),
    [("1948", "1948 (77 or 78)"), ("1948-03-02", "2 March 1948 (77)"), ("1948-01-05", "5 January 1948 (78)"), ("", "")],
)
def test_an_age_is_said_no_surer_than_it_is_known(born: str, words: str) -> None:
    assert born_words(born, date(2026, 1, 5)) == words


@pytest.mark.parametrize("number", ["01623 555012", "+44 1623 555012", "(01623) 555 012", "0044 1623 555012"])
def test_one_number_written_in_any_way_is_one(number: str) -> None:
    assert dialled(number) == "+441623555012"


@pytest.mark.parametrize(
    ("typed", "kept"), [("ng181aa", "NG18 1AA"), ("NG18", ""), ("12 High Street NG18 1AA", "NG18 1AA"), ("", "")]
)
def test_a_postcode_is_kept_whole_or_not_at_all(typed: str, kept: str) -> None:
    assert tidy_postcode(typed) == kept
