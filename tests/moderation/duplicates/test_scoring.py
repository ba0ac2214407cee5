"""Scoring of two listings: what speaks for one thing, what against, and what says nothing."""

from typing import Any

import pytest

from directory.moderation.duplicates.profiles import Page, Profile, as_page, as_phone, profile_of
from directory.moderation.duplicates.scoring import distance_words, likeness
from directory.moderation.duplicates.words import Rarity, rarity_of, similarity, tokens

MANSFIELD = (53.1440, -1.1970)
NOTTINGHAM = (52.9540, -1.1500)
DULL = Rarity(1000, {"mansfield": 12, "mens": 20, "shed": 20, "knitters": 2})


def listing(name: str, **values: Any) -> Profile:
    """A listing of which only this is known."""
    return Profile(service_id=None, name=name, **values)


def score(one: Profile, other: Profile) -> float:
    """How alike two listings are."""
    return likeness(one, other, DULL).score


def test_the_same_listing_entered_twice_scores_nearly_a_hundred() -> None:
    shed = listing("Arnold Men's Shed", phones=frozenset({"01154960123"}), spots=(MANSFIELD,))
    again = listing("Mens Shed Arnold", phones=frozenset({"01154960123"}), spots=(MANSFIELD,))
    found = likeness(shed, again, DULL)
    assert found.score > 85
    assert set(found.reasons) == {"same name", "same phone", "at the same spot"}


def test_a_slip_of_the_pen_is_no_other_name() -> None:
    words = tokens("Kirkby Knitters"), tokens("Kirkby Kniters")
    assert similarity(*words, DULL) > 0.9


def test_words_that_everybody_uses_make_no_likeness() -> None:
    one, other = tokens("Mansfield Community Support Group"), tokens("Retford Community Support Group")
    assert similarity(one, other, DULL) < 0.5


def test_the_town_in_two_names_says_little() -> None:
    here = listing("Mansfield Bowls", towns=frozenset({"mansfield"}), spots=(MANSFIELD,))
    other = listing("Mansfield Choir", towns=frozenset({"mansfield"}), spots=(MANSFIELD,))
    assert score(here, other) < 20


def test_branches_of_a_chain_are_told_apart_by_their_distance() -> None:
    values = {"organization": "Age Concern", "phones": frozenset({"03001231234"})}
    here = listing("Lunch club", spots=(MANSFIELD,), **values)
    there = listing("Lunch club", spots=(NOTTINGHAM,), **values)
    found = likeness(here, there, DULL)
    assert found.score < 80
    assert any(words.endswith("miles apart") for words in found.doubts)


def test_a_switchboard_that_many_share_says_next_to_nothing() -> None:
    one = listing("Falls clinic", phones=frozenset({"01154960123"}))
    other = listing("Memory clinic", phones=frozenset({"01154960123"}))
    rare = likeness(one, other, Rarity(1000, {}, {"01154960123": 2})).score
    common = likeness(one, other, Rarity(1000, {}, {"01154960123": 40})).score
    assert rare > common * 3


def test_numbers_in_names_are_never_slips() -> None:
    one = listing("Walking group route 2", spots=(MANSFIELD,))
    other = listing("Walking group route 3", spots=(MANSFIELD,))
    assert "different numbers in their names" in likeness(one, other, DULL).doubts


def test_what_one_does_not_tell_weighs_nothing() -> None:
    full = listing("Tuesday knitters", phones=frozenset({"01154960123"}), spots=(MANSFIELD,))
    bare = listing("Tuesday knitters")
    assert likeness(full, bare, DULL).doubts == ()


def test_the_order_of_the_two_makes_no_difference() -> None:
    one = listing("Warsop Choir", spots=(MANSFIELD,), organization="Warsop Singers")
    other = listing("Warsop Community Choir", spots=(NOTTINGHAM,), emails=frozenset({"a@b.org"}))
    assert likeness(one, other, DULL) == likeness(other, one, DULL)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("+44 (0)115 496 0123", "01154960123"),
        ("0115 496 0123", "01154960123"),
        ("0044 115 4960123", "01154960123"),
        ("999", None),
        ("ring us", None),
    ],
)
def test_one_number_has_one_way_of_writing(written: str, digits: str | None) -> None:
    assert as_phone(written) == digits


def test_one_page_has_one_way_of_writing() -> None:
    assert as_page("https://www.Example.org/Groups/") == as_page("example.org/groups") == Page("example.org", "/groups")
    assert as_page("not a page") is None


@pytest.mark.parametrize(("metres", "words"), [(3, "10 yards"), (183, "200 yards"), (1609.4, "1.0 miles"),
                                              (80_000, "50 miles")])  # fmt: skip
def test_distances_are_said_in_yards_and_miles(metres: float, words: str) -> None:
    assert distance_words(metres) == words


def test_a_hidden_address_is_not_compared_at_entry() -> None:
    venue = {"name": "The Refuge", "postal_code": "NG18 1AA", "latitude": 53.1, "longitude": -1.2}
    entered = profile_of({"name": "Refuge", "venues": [venue | {"address_visibility": "hidden"}]})
    assert not entered.spots
    assert not entered.postcodes
    assert not entered.buildings


def test_rare_words_weigh_more_than_common_ones() -> None:
    rarity = rarity_of([tokens("Kirkby library"), tokens("Sutton library"), tokens("Sutton knitters")])
    assert rarity.weight("knitters") > rarity.weight("sutton") > rarity.weight("library")
