"""What is left of a sentence, how it is said back, and what an engine is given."""

from directory.search.meaning import Meaning
from directory.search.understanding.reading import beside
from tests.search.understanding.conftest import Hear


def test_one_sentence_in_one_box(hear: Hear) -> None:
    reading = hear("lunch club in worksop on saturday, not online")
    assert reading.words == "lunch club"
    assert [guess.code for guess in reading.guesses] == ["place", "not:how:online.video", "day:sat"]
    meaning = reading.meaning
    assert (dict(meaning.preferred), dict(meaning.excluded)) == ({"day": ("sat",)}, {"how": ("online", "video")})


def test_words_with_a_gap_in_them_are_said_back_as_typed(hear: Hear) -> None:
    assert hear("lunch on saturday for my dad").shown == "lunch on saturday for my dad"
    assert hear("lunch for my dad on saturday").shown == "lunch for my dad"


def test_words_of_asking_alone_are_whatever_there_is(hear: Hear) -> None:
    assert hear("what is there in Worksop").words == ""
    assert hear("cant get out").words == "cant get out"


def test_codes_of_guesses_fit_an_address(hear: Hear) -> None:
    reading = hear("weekday lunch club in worksop, not a choir, polish speaking, over 60s, no stairs")
    assert len(reading.guesses) == 6
    assert all(len(guess.code) <= 60 and " " not in guess.code for guess in reading.guesses)


def test_every_guess_can_be_taken_back(hear: Hear) -> None:
    text = "weekday lunch club in worksop, not a choir, polish speaking, over 60s, no stairs, not online"
    for guess in hear(text).guesses:
        assert guess.code not in [other.code for other in hear(text, undone=(guess.code,)).guesses]


def test_what_somebody_chose_as_a_filter_is_guessed_at_no_longer() -> None:
    meaning = Meaning("lunch", {"day": ("sat",), "cost": ("free",)}, {"how": ("online",)}, unwanted=("choir",))
    kept = beside(meaning, {"day": ("sun",), "how": ("online",)})
    assert (dict(kept.preferred), dict(kept.excluded), kept.unwanted) == ({"cost": ("free",)}, {}, ("choir",))


def test_nonsense_and_operators_are_read_without_a_fault(hear: Hear) -> None:
    for text in (
        "",
        "   ",
        "***",
        "🧓🏽🚶",
        "مساعدة",
        "a" * 300,
        "no no no no",
        "not not",
        "in",
        "in in in",
        "near",
        "except",
    ):
        assert hear(text).guesses == ()


def test_a_house_gone_quiet_is_no_wish_for_a_quiet_place(hear: Hear) -> None:
    assert hear("lost the wife last year, house is quiet").guesses == ()
    assert hear("too quiet at home now").guesses == ()
    assert [guess.says for guess in hear("somewhere quiet to sit").guesses] == ["somewhere quiet"]
