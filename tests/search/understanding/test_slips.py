"""Slips of the finger in a short list of words."""

from collections.abc import Iterator

import pytest

from directory.geo.gazetteer import Gazetteer
from directory.search.understanding import slips
from directory.search.understanding.place_slips import slip_of
from directory.search.understanding.slips import Slips

DAYS = Slips(("saturday", "wednesday", "morning"), not_for=("mourning",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("saturday", "saturday"),
        ("satuday", "saturday"),
        ("saturdya", "saturday"),
        ("wensday", "wednesday"),
        ("mornig", "morning"),
        ("mourning", "mourning"),
        ("strawberry", "strawberry"),
        ("sat", "sat"),
        ("", ""),
    ],
)
def test_the_word_meant_is_found_and_others_are_left(typed: str, meant: str) -> None:
    assert DAYS.meant(typed) == meant


def test_what_it_remembers_is_bounded() -> None:
    slips = Slips(("saturday",))
    for number in range(5000):
        slips.meant(f"word{number}")
    assert len(slips._remembered) <= 4096
    assert slips.meant("satuday") == "saturday"


@pytest.mark.parametrize(
    ("typed", "place"),
    [("manfield", "mansfield"), ("worksopp", "worksop"), ("workshop", None), ("person", None), ("sandwhich", None)],
)
def test_a_town_with_a_slip_is_found_but_no_village_and_no_everyday_word(
    names: Gazetteer, typed: str, place: str | None
) -> None:
    assert slip_of(names, typed) == place


def test_a_word_longer_than_any_that_could_be_meant_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Slips(["frightened"])
    looked: list[str] = []
    forms = slips._shortened

    def look(word: str) -> Iterator[str]:
        looked.append(word)
        return forms(word)

    monkeypatch.setattr(slips, "_shortened", look)
    assert known.meant("a" * 5000) == "a" * 5000
    assert looked == []
    assert known.meant("frightenedxx") == "frightened"
    assert looked == ["frightenedxx"]
