"""Rows as a file for spreadsheets: no cell of it is taken for a formula."""

import csv
import io
from collections.abc import Iterable

#: What a spreadsheet takes for the beginning of a formula, wide forms included.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(lines: Iterable[tuple[str, ...]]) -> str:
    """The lines as RFC 4180 has them, with a mark that says they are Unicode."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in line] for line in lines)
    return "\ufeff" + out.getvalue()


def safe(cell: str) -> str:
    """The cell, with an apostrophe before what would be reckoned with."""
    return f"'{cell}" if cell.startswith(STARTS) else cell
