"""Hints about words, and how old one must be to read a text."""

import pytest
import yaml

from directory.listings.plain_words import OLDEST, WORDS_FILE, read_plainly, reading_age, syllables

PLAIN = (
    "We knit, chat and drink tea. Beginners are welcome and wool is free. "
    "Come on Tuesday and stay for lunch with us. Bring a friend."
)
HARD = (
    "Our multi-disciplinary provision facilitates holistic empowerment interventions, enabling individuals "
    "experiencing significant psychosocial vulnerabilities to co-produce meaningful, sustainable outcomes within "
    "their communities."
)


def test_plain_words_raise_no_hint() -> None:
    assert read_plainly(PLAIN).is_plain


def test_words_that_hurt_or_puzzle_are_named_with_what_to_say_instead() -> None:
    (hint,) = read_plainly("A lunch club for the Elderly").hints
    assert hint.sentence == "Instead of “the Elderly” you could say: older people"


@pytest.mark.requirement("A072")
@pytest.mark.parametrize(
    "words",
    ["the elderly", "the disabled", "suffering from", "wheelchair-bound", "service user", "pathway", "hard to reach",
     "bed blocker", "frequent flyer", "non-engager", "vulnerable people", "caseload", "DNA"],
)  # fmt: skip
def test_every_word_to_avoid_is_found(words: str) -> None:
    assert read_plainly(f"This is about {words} here.").hints


def test_a_part_of_a_longer_word_is_left_alone() -> None:
    assert read_plainly("Clientele, casework and Pippa are welcome").is_plain


@pytest.mark.requirement("A072")
def test_letters_that_only_some_can_read_are_asked_to_be_written_in_full() -> None:
    (hint,) = read_plainly("Ask the QRVT at your GP, or the QRVT at the NHS trust").hints
    assert hint.sentence == "Not everybody knows “QRVT”: write it in full the first time"


@pytest.mark.requirement("A072")
@pytest.mark.parametrize(
    "text",
    [
        "The community mental health team (CMHT) comes on Monday",
        "Ring CMHT (the community mental health team) on Monday",
        "The NHS, your GP and the BBC",
        "COME AND JOIN US FOR TEA",
        "In NG18 1AB and at M&S",
    ],
)
def test_letters_that_everybody_reads_or_that_are_told_are_left_alone(text: str) -> None:
    assert not [hint for hint in read_plainly(text).hints if "everybody knows" in hint.sentence]


def test_a_long_sentence_is_shown_by_its_beginning() -> None:
    hints = read_plainly("We meet and " + "walk and talk and " * 8 + "rest.").hints
    assert hints[0].sentence.startswith("The sentence that begins “We meet and walk and …” has ")


def test_reading_age_rises_with_long_words_and_is_not_told_of_a_few_words() -> None:
    easy, hard = reading_age(PLAIN), reading_age(HARD)
    assert easy is not None
    assert hard is not None
    assert easy <= 9 < 16 <= hard <= OLDEST
    assert reading_age("Tea and cake") is None


def test_the_hints_are_few_enough_to_read() -> None:
    assert len(read_plainly(HARD * 3).hints) <= 6


@pytest.mark.parametrize(("word", "count"), [("tea", 1), ("table", 2), ("people", 2), ("made", 1), ("community", 4)])
def test_syllables_are_counted_roughly(word: str, count: int) -> None:
    assert syllables(word) == count


def test_no_word_is_listed_twice() -> None:
    rows = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    words = [word.casefold() for row in rows for word in row["words"]]
    assert len(words) == len(set(words))
