"""Criteria and their URL: there and back without loss; whatever else comes in is dropped and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.accounts.roles import Permission
from directory.search.criteria import LAST_PAGE, LONGEST_QUERY, Criteria, Layout, Sort
from directory.search.filters import FILTERS
from directory.web.access import Audience

CODES = st.text("abcdefghijklmnopqrstuvwxyz_.0123456789", min_size=1, max_size=20)
KEYS = st.sampled_from([each.key for each in FILTERS if each.key != "radius"])
ARGS = st.dictionaries(KEYS, st.lists(CODES, min_size=1, max_size=4), max_size=5)


@given(ARGS, st.text(max_size=50), st.text(max_size=30), st.sampled_from(Sort), st.integers(1, LAST_PAGE))
def test_what_the_address_says_comes_back_the_same(
    filters: dict[str, list[str]], words: str, near: str, sort: Sort, page: int
) -> None:
    given_args = {"q": words, "near": near, "sort": str(sort), "page": str(page), **filters}
    criteria, notes = Criteria.from_args(given_args, Permission.SEE_PROFESSIONAL)
    again, more_notes = Criteria.from_args(criteria.to_args(), Permission.SEE_PROFESSIONAL)
    assert again == criteria
    assert notes == more_notes == ()


def test_defaults_stay_out_of_the_address() -> None:
    assert Criteria().to_args() == {}
    assert Criteria(words="falls", page=2).to_args() == {"q": "falls", "page": "2"}


def test_another_order_or_filter_begins_at_the_first_page() -> None:
    criteria = Criteria(words="falls", page=3)
    assert criteria.to_args(sort=Sort.NEAREST) == {"q": "falls", "sort": "nearest"}
    assert criteria.adding("cost", "free").to_args() == {"q": "falls", "cost": ["free"]}
    assert criteria.to_args(page=4) == {"q": "falls", "page": "4"}


def test_filters_are_added_and_taken_away_one_value_at_a_time() -> None:
    criteria = Criteria().adding("need", "a").adding("need", "b").adding("age", "65").adding("age", "80")
    assert criteria.filters == {"need": ("a", "b"), "age": ("80",)}
    assert criteria.removing("need", "a").filters == {"need": ("b",), "age": ("80",)}
    assert criteria.removing("need").filters == {"age": ("80",)}


@pytest.mark.parametrize(
    ("args", "part"),
    [
        ({"colour": "red"}, "“colour”"),
        ({"sort": "sideways"}, "sideways"),
        ({"view": "globe"}, "globe"),
        ({"radius": "banana"}, "between 1 and 100"),
        ({"radius": "5000"}, "between 1 and 100"),
        ({"cost": "<script>"}, "Cost"),
        ({"tier": "delay"}, "“tier”"),
    ],
)
def test_what_is_not_understood_is_dropped_and_said(args: dict[str, str], part: str) -> None:
    criteria, notes = Criteria.from_args(args, Audience.EVERYONE)
    assert criteria == Criteria()
    assert len(notes) == 1
    assert part in notes[0]


@pytest.mark.parametrize(
    ("given_page", "page"),
    [("-5", 1), ("0", 1), ("7", 7), ("99999999999999999999", LAST_PAGE), ("two", 1), ("", 1), ("٣", 1)],
)
def test_pages_are_kept_within_bounds(given_page: str, page: int) -> None:
    assert Criteria.from_args({"page": given_page}, Audience.EVERYONE)[0].page == page


def test_a_very_long_query_is_cut_and_that_is_said() -> None:
    criteria, notes = Criteria.from_args({"q": "a" * 10_000}, Audience.EVERYONE)
    assert len(criteria.words) == LONGEST_QUERY
    assert notes == ("We used the first 300 characters of your words.",)


def test_control_characters_and_direction_marks_are_taken_out() -> None:
    criteria, _ = Criteria.from_args({"q": " \x00lunch\r\n\u202eclub\t ", "near": "\x07NG18"}, Audience.EVERYONE)
    assert (criteria.words, criteria.near) == ("lunch club", "NG18")


def test_the_same_value_twice_counts_once_and_a_single_choice_takes_the_first() -> None:
    criteria, _ = Criteria.from_args({"need": ["a", "a", "b"], "age": ["65", "80"]}, Audience.EVERYONE)
    assert criteria.filters == {"need": ("a", "b"), "age": ("65",)}


def test_the_map_is_a_layout() -> None:
    assert Criteria.from_args({"view": "map"}, Audience.EVERYONE)[0].view is Layout.MAP
