"""A plan comes in the form that somebody reads."""

import pytest

from directory.referrals.conversations.plan.formats import format_of


@pytest.mark.requirement("A094")
@pytest.mark.parametrize(
    ("detail", "points"), [("", 18), ("24 point", 24), ("at least 25pt", 28), ("12", 18), ("99", 36)]
)
def test_large_print_has_the_size_that_was_recorded_or_the_next_there_is(detail: str, points: int) -> None:
    assert format_of({"large_print": detail}).points == points


def test_easy_read_is_large_and_says_so() -> None:
    easy = format_of({"easy_read": ""})
    assert (easy.is_easy, easy.points) == (True, 18)
    assert easy.words == "Easy read. Large print, 18 point"


def test_what_no_office_prints_is_ordered_from_the_plain_text() -> None:
    assert format_of({"braille": "grade 2", "other_language": "Polish"}).to_order == (
        "Braille: grade 2",
        "Translated information: Polish",
    )


def test_paper_and_plain_text_are_said_to_whoever_prints() -> None:
    said = format_of({"coloured_paper": "yellow", "email_text": ""})
    assert said.words == "Paper or background: yellow. Plain text for a screen reader"
    assert said.is_plain


def test_without_a_need_the_sheet_is_as_usual() -> None:
    usual = format_of({"lipreads": ""})
    assert (usual.points, usual.words, usual.to_order) == (14, "", ())
