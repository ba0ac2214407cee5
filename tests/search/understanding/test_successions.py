"""A need that was retired is what it became, in guesses and in links."""

from directory.search.understanding.successions import codes_of_today, followed, of_today


def test_what_two_guesses_became_is_as_likely_as_both() -> None:
    guesses = (("old", 0.4), ("money", 0.2), ("new", 0.3))
    assert of_today(guesses, {"old": "new"}) == (("new", 0.7), ("money", 0.2))


def test_codes_stay_in_order_and_come_once() -> None:
    assert codes_of_today(("old", "money", "new"), {"old": "new"}) == ("new", "money")


def test_a_successor_that_was_retired_in_its_turn_leads_on_and_a_ring_ends() -> None:
    assert followed({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}
    assert set(followed({"a": "b", "b": "a"})) == {"a", "b"}
