"""Spreadsheets saved as CSV: whatever letters and separators they were saved with, into headings and rows of text.

What cannot be meant is refused in a sentence before anything is kept.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass

LARGEST = 1_500_000  # bytes: the limit of a request is 2 MB, and a thousand rows are under one
MOST_ROWS = 1000  # what one request reads, compares and writes in a few seconds; more go through the command line
MOST_COLUMNS = 60
LONGEST_CELL = 10_000
_SEPARATORS = (",", ";", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")

Cells = tuple[str, ...]


class UnreadableTable(ValueError):
    """The file is no table that can be imported; the message says what to do."""


@dataclass(frozen=True)
class Table:
    """Headings and the rows below them, each with the number it bears in a spreadsheet."""

    headings: Cells
    rows: tuple[tuple[int, Cells], ...]

    def samples(self, column: int, number: int = 2) -> Cells:
        """The first values of a column that say something."""
        said = (cells[column].strip() for _row, cells in self.rows if cells[column].strip())
        return tuple(dict.fromkeys(value for value, _ in zip(said, range(20), strict=False)))[:number]


def decoded(raw: bytes) -> str:
    """The text of a file, as UTF-8, UTF-16 with its mark, or what Windows writes."""
    if not raw.strip():
        raise UnreadableTable("Choose a file with rows: this one is empty")
    if len(raw) > LARGEST:
        raise UnreadableTable("Choose a file under 1.5 MB: split a longer list into parts")
    if raw.startswith(_NOT_TEXT):
        raise UnreadableTable("Save the sheet as CSV (comma separated), then choose that file")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableTable("Save the sheet as CSV (comma separated), then choose that file")
    return text


def read_table(text: str) -> Table:
    """Headings and rows. Raises `UnreadableTable`."""
    try:
        lines = [
            (number, [cell.strip() for cell in cells])
            for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=_separator(text), strict=False), 1)
        ]
    except csv.Error:
        raise UnreadableTable("Save the sheet as CSV again: a cell in it does not end") from None
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if len(filled) < 2:
        raise UnreadableTable("Choose a file with headings in its first row and something in each row below")
    headings = _headings(filled[0][1])
    if len(filled) - 1 > MOST_ROWS:
        raise UnreadableTable(f"Split the list: it has {len(filled) - 1:,} rows, and {MOST_ROWS:,} are taken at once")
    width = len(headings)
    return Table(headings, tuple((number, tuple([*cells, *[""] * width][:width])) for number, cells in filled[1:]))


def _headings(cells: list[str]) -> Cells:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise UnreadableTable(f"Take columns out: there are {len(cells)}, and {MOST_COLUMNS} are taken at most")
    named = [cell[:80] or f"Column {number}" for number, cell in enumerate(cells, 1)]
    twice = next((name for name, times in Counter(name.casefold() for name in named).items() if times > 1), None)
    if twice is not None:
        raise UnreadableTable(f"Give each column a heading of its own: “{twice}” is there twice")
    return tuple(named)


def _separator(text: str) -> str:
    """The one that the first line has most of."""
    first = text.lstrip().split("\n", 1)[0]
    return max(_SEPARATORS, key=first.count)
