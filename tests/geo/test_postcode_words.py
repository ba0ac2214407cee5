"""Reading postcodes in what people type."""

import pytest

from directory.geo.postcode_words import read_postcode, slips


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("NG18 1AA", "NG18 1AA"),
        ("ng181aa", "NG18 1AA"),
        ("  nG 18  1 a a ", "NG18 1AA"),
        ("N1 1AA", "N1 1AA"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("NG18-1AA.", "NG18 1AA"),
        ("12 High Street, Worksop S80 2AA", "S80 2AA"),
        ("NG18 1", "NG18 1"),
        ("NG181", "NG18 1"),
        ("NG18 1A", "NG18 1"),
        ("N1 1", "N1 1"),
        ("N11", "N11"),
        ("ng18", "NG18"),
        ("W1A", "W1A"),
        ("JE2 3AB", "JE2 3AB"),
    ],
)
def test_a_postcode_is_read_however_it_is_spaced(words: str, meaning: str) -> None:
    assert str(read_postcode(words)) == meaning


@pytest.mark.parametrize("words", ["", "Mansfield", "NG", "18", "NG18 1AAA", "1AA", "A1 road to Newark", "😀", "%_"])
def test_other_words_are_no_postcode(words: str) -> None:
    assert read_postcode(words) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [("NGI8 1AA", "NG18 1AA"), ("NG18 IAA", "NG18 1AA"), ("NGl8 lAA", "NG18 1AA"), ("0X1 1AA", "OX1 1AA")],
)
def test_letters_that_look_like_digits_are_taken_for_each_other(words: str, meant: str) -> None:
    assert meant in map(str, slips(words))


def test_a_long_text_has_no_slips() -> None:
    assert not list(slips("O" * 10_000))


@pytest.mark.parametrize(("words", "letters"), [("NG18", "NG"), ("N11", "N"), ("W1A 1AA", "W")])
def test_the_letters_in_front_name_the_postcode_area(words: str, letters: str) -> None:
    postcode = read_postcode(words)
    assert postcode is not None
    assert postcode.area_letters == letters
