"""Spreadsheets as people save them, and what is no spreadsheet."""

import pytest

from directory.web.tables import MOST_ROWS, UnreadableTable, decoded, read_table

SHEET = "Name,Town\nCafé Löwe,Arnold\n"


@pytest.mark.parametrize(
    "raw",
    [
        SHEET.encode(),
        b"\xef\xbb\xbf" + SHEET.encode(),
        SHEET.encode("utf-16"),
        SHEET.encode("cp1252"),
        SHEET.replace(",", ";").encode(),
        SHEET.replace(",", "\t").encode(),
        SHEET.replace("\n", "\r\n").encode(),
        ("\n\n" + SHEET).encode(),
    ],
)
def test_letters_and_separators_of_any_kind(raw: bytes) -> None:
    table = read_table(decoded(raw))
    assert table.headings == ("Name", "Town")
    assert [cells for _number, cells in table.rows] == [("Café Löwe", "Arnold")]


def test_rows_bear_the_number_they_have_in_the_sheet_and_are_as_wide_as_the_headings() -> None:
    table = read_table('Name,Town\n\n"A, b",Arnold,more\nOnly')
    assert table.rows == ((3, ("A, b", "Arnold")), (4, ("Only", "")))


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "this one is empty"),
        (b"PK\x03\x04rest", "Save the sheet as CSV"),
        (b"Name\x00,x\ny,z", "Save the sheet as CSV"),
        (b"a" * 1_500_001, "under 1.5 MB"),
        (b"Name,Town", "headings in its first row"),
        (b"Name,name\nx,y", "Give each column a heading of its own"),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), "Split the list"),
        (",".join(f"c{number}" for number in range(61)).encode() + b"\n1", "Take columns out"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableTable, match=sentence):
        read_table(decoded(raw))


def test_samples_are_the_first_that_say_something() -> None:
    assert read_table("A,B\n,1\nx,2\nx,3\ny,4").samples(0) == ("x", "y")
