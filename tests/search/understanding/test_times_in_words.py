"""Days and times heard inside the words."""

from datetime import UTC, datetime

import pytest

from tests.search.understanding.conftest import Hear


@pytest.mark.parametrize(
    ("text", "wishes", "left"),
    [
        ("lunch club on saturday", {"day": ("sat",)}, "lunch club"),
        ("saturdays lunch club", {"day": ("sat",)}, "lunch club"),
        ("lunch club sat", {"day": ("sat",)}, "lunch club"),
        ("lunch club sat and sun", {"day": ("sat", "sun")}, "lunch club"),
        ("lunch club saturday or sunday", {"day": ("sat", "sun")}, "lunch club"),
        ("sat morning walks", {"day": ("sat",), "time": ("morning",)}, "walks"),
        ("satuday lunch", {"day": ("sat",)}, "lunch"),
        ("wensday afternoon craft", {"day": ("wed",), "time": ("afternoon",)}, "craft"),
        ("thrusday evenings choir", {"day": ("thu",), "time": ("evening",)}, "choir"),
        ("respite at the weekend", {"day": ("sat", "sun")}, "respite"),
        ("weekday mornings yoga", {"day": ("mon", "tue", "wed", "thu", "fri"), "time": ("morning",)}, "yoga"),
        ("yoga after work", {"time": ("evening",)}, "yoga"),
        ("lonely in the evenings", {"time": ("evening",)}, "lonely"),
        ("lonely of an evening", {"time": ("evening",)}, "lonely"),
        ("food bank today", {"day": ("mon",)}, "food bank"),
        ("food bank open today", {"day": ("mon",)}, "food bank"),
        ("food bank tomorrow", {"day": ("tue",)}, "food bank"),
        ("whats on tonight", {"day": ("mon",), "time": ("evening",)}, ""),
        ("food bank open now", {"open": ("yes",)}, "food bank"),
        ("singing on a monday night", {"day": ("mon",), "time": ("evening",)}, "singing"),
        ("friday nights quiz", {"day": ("fri",), "time": ("evening",)}, "quiz"),
        ("night sitter", {}, "night sitter"),
        ("every tuesday", {"day": ("tue",)}, ""),
        (
            "i am looking for a lunch club for my mum who uses a frame on a saturday",
            {"day": ("sat",)},
            "i am looking for a lunch club for my mum who uses a frame",
        ),
        (
            "who can sit with mum on a thursday while i go to work",
            {"day": ("thu",)},
            "who can sit with mum while i go to work",
        ),
    ],
)
def test_a_day_or_time_is_a_wish(hear: Hear, text: str, wishes: dict[str, tuple[str, ...]], left: str) -> None:
    reading = hear(text)
    assert (dict(reading.meaning.preferred), reading.words) == (wishes, left)


@pytest.mark.parametrize(
    "text",
    [
        "i sat alone at home all day", "newly wed", "sun cream", "morning sickness", "evening meals delivered",
        "in mourning", "The Friday Club", "she fell last monday", "died on sunday and i cant stop crying",
        "dads being sent home thursday, no milk in", "wife left me and I hate sundays",
        "cant keep myself safe tonight",
        "kids ate tonight, i didnt", "coffee morning", "no money till tuesday",
    ],
)  # fmt: skip
def test_a_tale_or_a_name_is_no_wish(hear: Hear, text: str) -> None:
    reading = hear(text)
    assert not reading.meaning.preferred
    assert not reading.meaning.excluded
    assert reading.words == text


def test_today_follows_the_moment_of_asking(hear: Hear) -> None:
    saturday_before_midnight = datetime(2026, 6, 13, 23, 30, tzinfo=UTC)  # already Sunday by British clocks
    assert hear("lunch today", at=saturday_before_midnight).meaning.preferred == {"day": ("sun",)}


def test_one_day_of_two_can_be_taken_back(hear: Hear) -> None:
    reading = hear("lunch on saturday or sunday", undone=("day:sun",))
    assert reading.meaning.preferred == {"day": ("sat",)}
    assert "sunday" in reading.words
