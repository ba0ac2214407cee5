"""What is not wanted, and needs that only sound like it."""

import pytest

from tests.search.understanding.conftest import Hear


@pytest.mark.parametrize(
    ("text", "excluded", "left"),
    [
        ("lunch club, not online", {"how": ("online", "video")}, "lunch club"),
        ("counselling not onlne", {"how": ("online", "video")}, "counselling"),
        ("benefits advice no internet", {"how": ("online", "video")}, "benefits advice"),
        ("benefits advice, she hasnt got a computer", {"how": ("online", "video")}, "benefits advice, she"),
        ("counselling not by phone", {"how": ("phone",)}, "counselling"),
        ("company but dont want a group", {"type": ("group",)}, "company"),
        ("lunch except Mondays", {"day": ("mon",)}, "lunch"),
        ("lunch not mondays or tuesdays", {"day": ("mon", "tue")}, "lunch"),
        ("lunch not at weekends", {"day": ("sat", "sun")}, "lunch"),
        ("gym not for women", {"access": ("women_only",)}, "gym"),
    ],
)
def test_what_a_filter_knows_is_ruled_out(
    hear: Hear, text: str, excluded: dict[str, tuple[str, ...]], left: str
) -> None:
    reading = hear(text)
    assert (dict(reading.meaning.excluded), reading.words) == (excluded, left)
    assert reading.meaning.preferred == {}


@pytest.mark.parametrize(
    ("text", "unwanted", "left"),
    [
        ("singing, not a choir", "choir", "singing"),
        ("lunch club not religious", "religious", "lunch club"),
        ("company but not another disco", "disco", "company"),
        ("exercise, nothing with yoga", "yoga", "exercise"),
    ],
)
def test_what_no_filter_knows_is_left_out_by_its_word(hear: Hear, text: str, unwanted: str, left: str) -> None:
    reading = hear(text)
    assert unwanted in reading.meaning.unwanted
    assert reading.words == left


@pytest.mark.parametrize("text", ["exercise no stairs", "exercise without steps", "exercise with no steps"])
def test_what_is_lacking_is_a_wish_for_the_contrary(hear: Hear, text: str) -> None:
    reading = hear(text)
    assert reading.meaning.preferred == {"access": ("step_free",)}
    assert not reading.meaning.excluded


@pytest.mark.parametrize(
    "text",
    [
        "cannot cope", "not coping", "not eating", "no heating", "no food", "nowhere to live", "not safe at home",
        "no one to talk to", "cant get out", "no money", "not a penny to my name", "he is not a drinker",
        "i dont want to be a burden", "not a friend in the world", "no phone", "no internet", "not sleeping",
        "not sure what i need", "not getting enough to eat", "im not a carer but i help", "no sense of smell",
        "dont want to live", "no appetite", "not managing the stairs", "cant manage stairs", "without a home",
        "no hope", "not drinking enough", "without ringing her", "cant use the app",
        "not been the same since the stroke", "nothing helps", "not myself",
    ],
)  # fmt: skip
def test_a_need_is_never_a_refusal(hear: Hear, text: str) -> None:
    reading = hear(text)
    assert not reading.meaning.excluded
    assert not reading.meaning.unwanted
    assert reading.words == text


def test_a_refusal_taken_back_leaves_its_words(hear: Hear) -> None:
    reading = hear("lunch club, not online", undone=("not:how:online.video",))
    assert not reading.meaning.excluded
    assert "online" in reading.words or reading.meaning.preferred
