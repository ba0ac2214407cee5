"""Rules on what is written in listings and promised by pages."""

import re
from pathlib import Path

import pytest

from directory.errors import RuleBroken
from directory.listings.coverage import is_outside
from directory.listings.rules import check_summary
from directory.settings import ROOT

PROMISES = re.compile(r"\bentitled to|\bentitlement|\bguarantee|\byou qualify\b|\byou will get\b", re.IGNORECASE)
PAGES = sorted((ROOT / "templates").rglob("*.html"))
#: The assessment is a right in law (Care Act 2014, section 9), unlike any preventative service.
LAWFUL = frozenset({"assessment.html", "assessment_notice.html", "_assessment.html"})


class Area:
    def __init__(self, code: str | None, area_type: str | None = "district") -> None:
        self.code, self.area_type = code, area_type


@pytest.mark.requirement("A059")
def test_a_summary_of_forty_words_passes_and_one_more_does_not() -> None:
    check_summary("word " * 40)
    with pytest.raises(RuleBroken, match="Shorten the summary to 40 words or fewer; it has 41") as refused:
        check_summary("word " * 41)
    assert refused.value.field == "summary"


@pytest.mark.requirement("A022")
@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_promises_a_service(page: Path) -> None:
    found = PROMISES.findall(page.read_text("utf-8"))
    assert page.name in LAWFUL or not found


@pytest.mark.requirement("A022")
def test_a_promise_would_be_found() -> None:
    assert PROMISES.search("You are entitled to this service")


@pytest.mark.requirement("A055")
@pytest.mark.parametrize(
    ("served", "codes", "kinds", "outside"),
    [
        ([Area("A")], ("B",), {"B": "district"}, True),
        ([Area("A"), Area("B")], ("B",), {"B": "district"}, False),
        ([Area("A")], (), {}, False),
        ([], ("B",), {"B": "district"}, False),
        ([Area(None, None)], ("B",), {"B": "district"}, False),
        ([Area("A", "ward")], ("B",), {"B": "district"}, False),
        ([Area("K", "county")], ("B", "N"), {"B": "district", "N": "county"}, True),
    ],
)
def test_a_place_is_outside_only_when_that_is_certain(
    served: list[Area], codes: tuple[str, ...], kinds: dict[str, str], outside: bool
) -> None:
    assert is_outside(served, codes, kinds) is outside
