"""What may lead to a person is found, offered to be taken out, and refused where it is certain."""

import pytest

from directory.needs.flags.naming import leads_to_somebody, suggestions, without_names

SAID = (
    "Mrs Ogden of 12 Sherwood Road rang on 07700 900123. Her son Peter, aged 54, cannot drive on Tuesdays. "
    "There is no lunch club."
)


def test_names_numbers_and_addresses_are_offered_to_be_taken_out() -> None:
    found = {each.found: each.instead for each in suggestions(SAID)}
    assert found == {
        "07700 900123": "[number]",
        "12 Sherwood Road": "[address]",
        "Mrs Ogden": "[name]",
        "aged 54": "[age]",
        "Peter": "[…]",
    }


def test_what_is_left_names_nobody_and_still_says_what_was_missing() -> None:
    left = without_names(SAID)
    for word in ("Ogden", "Sherwood", "07700", "Peter", "54"):
        assert word not in left
    assert "cannot drive on Tuesdays" in left
    assert "There is no lunch club." in left
    assert leads_to_somebody(left) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("write to edith@example.org", "edith@example.org"),
        ("she lives in NG18 1AA", "NG18 1AA"),
        ("ring 0115 496 0000", "0115 496 0000"),
        ("Dr Patel said no", "Dr Patel"),
        ("her dog is called Bertie", "called Bertie"),
        ("born 02/03/1948", "02/03/1948"),
        ("Flat 2, 14 Mill Lane", "Flat 2, 14 Mill Lane"),
    ],
)
def test_what_leads_to_a_person_for_certain_is_refused(words: str, found: str) -> None:
    assert leads_to_somebody(words) == found


@pytest.mark.parametrize(
    "words", ["Nothing on Mondays in April", "The GP said 3 miles is too far", "It costs £12 a week"]
)
def test_days_sums_and_distances_name_nobody(words: str) -> None:
    assert suggestions(words) == ()
