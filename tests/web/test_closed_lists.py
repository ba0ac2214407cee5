"""The code in what was sent: one of the list, or a sentence beside the field."""

import pytest

from directory.db import Coded
from directory.errors import RuleBroken
from directory.web.closed_lists import choices_of, coded_in, coded_or_none


class Colour(Coded):
    """A closed list."""

    RED = "red", "Red as a bus"
    BLUE = "blue", "Blue"


def test_a_code_of_the_list_is_found_and_nothing_else() -> None:
    assert coded_or_none(Colour, "red") is Colour.RED
    assert [coded_or_none(Colour, value) for value in (None, "", "RED", "Red as a bus")] == [None] * 4


def test_what_is_not_offered_is_said_beside_the_field() -> None:
    assert coded_in(Colour, "colour", "blue") is Colour.BLUE
    with pytest.raises(RuleBroken, match="Select one of the answers") as broken:
        coded_in(Colour, "colour", "green")
    assert broken.value.field == "colour"


def test_what_is_offered_keeps_the_order_of_the_list() -> None:
    assert choices_of(Colour) == [("red", "Red as a bus"), ("blue", "Blue")]
    assert choices_of(Colour, Colour.RED) == [("blue", "Blue")]
