"""docs/search-in-detail.md lists the filters there are, as they are."""

import re

from directory.search.filters import FILTERS, Kind
from directory.settings import ROOT

WORKS = {Kind.ANY_OF: "any of", Kind.ALL_OF: "all of", Kind.SINGLE: "one", Kind.FLAG: "on or off"}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def told(text: str) -> list[tuple[str, ...]]:
    """The rows of the table of filters."""
    return [match.groups() for match in ROW.finditer(text)]


def true() -> list[tuple[str, ...]]:
    """The same rows from the registry."""
    return [(each.key, each.label, WORKS[each.kind], each.audience.value) for each in FILTERS]


def test_the_table_of_filters_is_true() -> None:
    assert told((ROOT / "docs" / "search-in-detail.md").read_text(encoding="utf-8")) == true()


def test_a_missing_row_would_be_noticed() -> None:
    text = (ROOT / "docs" / "search-in-detail.md").read_text(encoding="utf-8").replace("| `cost` ", "| cost ")
    assert told(text) != true()
