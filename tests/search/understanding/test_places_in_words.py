"""Places heard inside the words, and words that only look like places."""

import pytest

from tests.search.understanding.conftest import Hear


@pytest.mark.parametrize(
    ("text", "place", "left"),
    [
        ("lunch club in Worksop", "worksop", "lunch club"),
        ("lunch club in worksop", "worksop", "lunch club"),
        ("worksop lunch clubs", "worksop", "lunch clubs"),
        ("lunch clubs around Worksop", "worksop", "lunch clubs"),
        ("lunch clubs close to worksop", "worksop", "lunch clubs"),
        ("bus to Lincoln", "lincoln", "bus"),
        ("bus to Lincoln from Worksop", "worksop", "bus to Lincoln"),
        ("carers group Mansfield Woodhouse", "mansfield woodhouse", "carers group"),
        ("help in newark-on-trent with falls", "newark on trent", "help with falls"),
        ("befriending, Newark", "newark", "befriending"),
        ("sutton lunch club", "sutton", "lunch club"),
        ("falls classes in Ashford, Kent", "ashford, kent", "falls classes"),
        ("falls classes ashford in kent", "ashford, kent", "falls classes"),
        ("lunch clubs in Nottinghamshire", "nottinghamshire", "lunch clubs"),
        ("lunch clubs in Notts", "Nottinghamshire", "lunch clubs"),
        ("brum dementia cafe", "Birmingham", "dementia cafe"),
        ("B'ham dementia cafe", "Birmingham", "dementia cafe"),
        ("falls near NG18 1AA", "NG18 1AA", "falls"),
        ("falls near ng181aa", "NG18 1AA", "falls"),
        ("ng18 falls", "NG18", "falls"),
        ("falls NG18 1", "NG18 1", "falls"),
        ("near L5", "L5", ""),
        ("things to do in worksop", "worksop", "things to do"),
        ("lunch club in manfield", "mansfield", "lunch club"),
        ("manfield lunch club", "mansfield", "lunch club"),
        ("lunch club mansfeild", "mansfield", "lunch club"),
        ("lunch club in workshop", None, "lunch club in workshop"),
    ],
)
def test_a_place_is_heard_and_taken_out_of_the_words(hear: Hear, text: str, place: str | None, left: str) -> None:
    reading = hear(text)
    assert (reading.heard.value if reading.heard else None, reading.words) == (place, left)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("reading group in Bath", "bath"),
        ("reading group in bath", "bath"),
        ("lunch club near reading", "reading"),
        ("swimming in Street", "street"),
        ("lunch club near deal", "deal"),
        ("lunch club, Sandwich", "sandwich"),
        ("walks round Hope", "hope"),
        ("cafe in Ash", "ash"),
        ("ash kent lunch club", "ash, kent"),
    ],
)
def test_an_everyday_word_is_a_place_where_the_words_say_so(hear: Hear, text: str, place: str) -> None:
    heard = hear(text).heard
    assert heard is not None
    assert heard.value == place


@pytest.mark.parametrize(
    "text",
    [
        "Reading group", "reading group", "sandwich club", "Deal or no deal", "battle of the bulge",
        "getting in bath",
        "help in bath", "eye test", "hope for the future", "ash scattering", "off the street", "cooker for sale",
        "Rugby", "walking rugby", "hearing aid wells", "getting over it", "mugged in March", "my husband Keith",
        "b12 injections", "L5 back pain", "help in person", "stay in bed", "in pain", "Mansfield Road Surgery",
        "Kent County Council", "help at home", "in company", "by phone", "S42 concern", "cooking for one",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_a_place_stays_a_word(hear: Hear, text: str) -> None:
    assert hear(text).heard is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("lunch club near me", "lunch club"),
        ("nearby lunch clubs", "lunch clubs"),
        ("someone to talk to round here", "someone to talk to"),
        ("lunch in my area", "lunch"),
        ("near me", ""),
    ],
)
def test_near_me_asks_where_and_is_never_looked_up(hear: Hear, text: str, left: str) -> None:
    reading = hear(text)
    assert reading.wants_here
    assert reading.words == left
    assert reading.heard is None


def test_a_place_where_the_asker_is_does_not_hide_where_help_is_wanted(hear: Hear) -> None:
    assert hear("mum lives alone in Balderton, I'm in Leeds").heard is None
    for text in ("mum lives in Worksop and I'm in Leeds", "I live in Leeds, she lives in Worksop"):
        heard = hear(text).heard
        assert heard is not None
        assert heard.value == "worksop"


@pytest.mark.parametrize(
    "text",
    [
        "mum keeps leaving the gas on, i live in leeds and shes in worksop",
        "im in leeds dad is in worksop and hes on his own",
        "my nan is in worksop but we are in leeds",
        "im living in leeds now and she is near worksop",
    ],
)
def test_help_is_looked_for_where_the_other_person_is(hear: Hear, text: str) -> None:
    reading = hear(text)
    assert reading.heard is not None
    assert reading.heard.value == "worksop"
    assert "leeds" not in reading.words, "where the asker is would be a word that no listing has"


def test_where_the_asker_is_counts_when_no_other_place_is_said(hear: Hear) -> None:
    heard = hear("i live in leeds and want to join a choir").heard
    assert heard is not None
    assert heard.value == "leeds"


def test_where_somebody_came_from_is_not_where_they_look(hear: Hear) -> None:
    heard = hear("moved from Leeds to Worksop, want to join something").heard
    assert heard is not None
    assert heard.value == "worksop"


def test_a_place_taken_back_is_a_word_again(hear: Hear) -> None:
    reading = hear("worksop lunch club", undone=("place",))
    assert (reading.heard, reading.words) == (None, "worksop lunch club")


def test_a_very_long_text_is_left_as_it_is(hear: Hear) -> None:
    text = "worksop " * 61
    assert hear(text).words == text
