"""Finding names by the beginnings of their words."""

import pytest

from directory.search.suggesting.names import Name, Names, names_of

WORDS = ("Lunch club", "Memory café", "Walking group", "St Anne's lunch", "Luncheon and walking", "Dementia advisers")
FRIENDS = names_of(Name(text, text, str(number)) for number, text in enumerate(WORDS))


def found(*tokens: str, names: Names = FRIENDS, limit: int = 9) -> list[str]:
    return [name.label for name in names.find(tokens, limit)]


def test_a_name_is_found_by_the_beginning_of_any_of_its_words() -> None:
    assert found("ca") == ["Memory café"]
    assert found("gr") == ["Walking group"]


def test_names_that_begin_so_come_before_those_with_a_later_word() -> None:
    assert found("lun") == ["Lunch club", "Luncheon and walking", "St Anne's lunch"]


def test_several_words_side_by_side_come_before_words_apart() -> None:
    assert found("lunch", "cl") == ["Lunch club"]
    assert found("walk", "lunch") == ["Luncheon and walking"]


def test_accents_apostrophes_and_saints_do_not_matter() -> None:
    assert found("st", "annes") == ["St Anne's lunch"]
    assert found("cafe") == ["Memory café"]


def test_no_more_than_asked_for_are_given() -> None:
    assert len(found("lun", limit=2)) == 2


@pytest.mark.parametrize("slip", ["dementai", "demntia", "dementiaa", "edmentia", "demetnia"])
def test_small_slips_are_mended(slip: str) -> None:
    assert [name.label for name in FRIENDS.find_alike([slip], 9)] == ["Dementia advisers"]


@pytest.mark.parametrize("typed", ["xyzzy", "dmta", "qqq", "lu�"])
def test_what_resembles_nothing_finds_nothing(typed: str) -> None:
    assert FRIENDS.find_alike([typed], 9) == []


def test_short_words_are_not_mended() -> None:
    assert FRIENDS.find_alike(["clb"], 9) == []


def test_no_names_at_all_are_searched_without_a_fault() -> None:
    empty = names_of([])
    assert found("a", names=empty) == []
    assert empty.find_alike(["lunch"], 9) == []


def test_names_come_back_from_a_file_as_they_went_in() -> None:
    back = Names.of(FRIENDS.parts())
    assert found("lun", names=back) == found("lun")
    assert back.find(["ca"], 1) == [Name("memory cafe", "Memory café", "1")]
