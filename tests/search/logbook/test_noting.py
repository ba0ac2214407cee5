"""What of a search may be counted."""

from datetime import date
from typing import Any

import pytest

from directory.geo.answers import Found
from directory.geo.point import Point
from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.logbook.noting import Note, countable, is_program, note_of
from directory.search.models import Outcome
from directory.web.access import Audience

DAY = date(2026, 1, 5)
PLACE = Found(
    "NG18 1AA", Point(53.14, -1.19), "postcode", exact=True, areas=("E01028", "E05009", "E07000174", "E10000024")
)


def noted(words: str, total: int = 0, *, relaxed: bool = False, place: Found | None = None, **args: Any) -> Note | None:
    criteria, _ = Criteria.from_args({"q": words, **args}, Audience.EVERYONE)
    return note_of(criteria, criteria.words, place, Results(hits=(), total=total, relaxed=relaxed), DAY)


def test_a_search_that_found_nothing_is_counted_with_its_words_and_district() -> None:
    assert noted("Zumba  Gold", place=PLACE) == Note(DAY, Outcome.NONE, "zumba gold", "E07000174")


@pytest.mark.parametrize(("total", "relaxed"), [(2, False), (40, True)])
def test_little_or_only_some_of_the_words_is_weak(total: int, relaxed: bool) -> None:
    assert noted("zumba", total, relaxed=relaxed) == Note(DAY, Outcome.WEAK, "zumba", "")


def test_of_a_search_that_went_well_only_the_fact_is_counted() -> None:
    assert noted("lunch club", 12, place=PLACE) == Note(DAY, Outcome.GOOD, "", "E07000174")


@pytest.mark.parametrize(
    "words",
    [
        "ann.smith@example.org", "ring 07700 900123", "0115 496 0000", "help in NG18 1AA", "ng181aa falls",
        "www.example.org", "mrs smith", "born 1941", "nhs number 943 476 5919",
        "the handrail by the steps at number 12 came off again", "one two three four five six seven",
    ],
)  # fmt: skip
def test_what_may_lead_to_a_person_is_counted_without_its_words(words: str) -> None:
    assert noted(words) == Note(DAY, Outcome.NONE, "", "")


@pytest.mark.parametrize(
    "words", ["over 60s tai chi", "class in ng18", "4x4 transport", "covid 19 support", "ms society", "i miss my dog"]
)
def test_ordinary_numbers_and_half_a_postcode_stay(words: str) -> None:
    assert countable(words) == words


@pytest.mark.parametrize("words", ["i want to die", "he hits me", "suicidel"])
def test_words_of_danger_are_not_counted_at_all(words: str) -> None:
    assert noted(words) is None


@pytest.mark.parametrize(
    "args", [{"page": "2"}, {"cost": "free"}, {"sort": "nearest"}, {"radius": "5"}, {"view": "map"}]
)
def test_a_step_within_a_search_is_not_counted_again(args: dict[str, str]) -> None:
    assert noted("lunch", **args) is None


def test_a_search_without_words_is_not_counted() -> None:
    assert noted("", place=PLACE) is None


@pytest.mark.parametrize(
    ("agent", "is_one"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", True),
        ("python-requests/2.32", True),
        ("", True),
    ],
)
def test_programs_are_known_by_their_names(agent: str, is_one: bool) -> None:
    assert is_program(agent) is is_one
