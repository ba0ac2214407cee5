"""Which heading means what, and a row as a service."""

import pytest

from directory.openreferral.mapping.columns import BadRow, guesses, service_of

HEADINGS = {"name": "Name", "postcode": "Postcode", "description": "About", "phone": "Phone"}


def test_headings_are_guessed_each_field_once() -> None:
    assert guesses(["Service Name", "POST CODE", "Tel", "Colour", "Phone", "Name of the listing"]) == [
        "name",
        "postcode",
        "phone",
        "",
        "",
        "",
    ]


def test_a_row_is_the_same_one_whatever_its_capitals_and_spaces() -> None:
    one = service_of({"name": "Tea  Club", "postcode": "NG18 1AA"}, HEADINGS)
    other = service_of({"name": "tea club", "postcode": "ng181aa"}, HEADINGS)
    assert one["id"] == other["id"]
    assert service_of({"name": "Tea Club", "postcode": "NG17 1AA"}, HEADINGS)["id"] != one["id"]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"name": ""}, "nothing under “Name”"),
        ({"name": "Tea", "description": "=1+1"}, "under “About” is a formula"),
        ({"name": "Tea", "postcode": "NG18 9ZZZ"}, "is no postcode"),
        ({"name": "T" * 256}, "more than 255 characters"),
    ],
)
def test_what_is_wrong_is_said_with_the_heading(cells: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadRow, match=sentence):
        service_of(cells, HEADINGS)


def test_a_number_may_begin_with_a_plus() -> None:
    assert service_of({"name": "Tea", "phone": "+44 1623 000111"}, HEADINGS)["phones"] == [
        {"number": "+44 1623 000111"}
    ]
