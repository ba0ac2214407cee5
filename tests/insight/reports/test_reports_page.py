"""docs/reports.md lists every report with its address, and every table that the code makes."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from directory.insight.models.facts import FactKind
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import Asked
from directory.insight.reports.public import how_we_are_doing
from directory.insight.reports.registry import REPORTS
from directory.settings import ROOT
from tests.factories import listings as make
from tests.insight.reports.conftest import fact, report_fact

TEXT = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
LINES = dict(re.findall(r"^\| [^|]+ \| `/insight/([a-z-]+)` \|[^|]*\|(.*)\|$", TEXT, re.MULTILINE))


def test_every_report_is_listed_under_its_title_and_no_other() -> None:
    assert set(LINES) == set(REPORTS)
    assert [each.title for each in REPORTS.values() if f"| {each.title} | `/insight/{each.key}` |" not in TEXT] == []


@pytest.mark.parametrize("key", sorted(set(REPORTS) - {"outcomes", "remainder"}))
def test_every_table_of_a_report_is_listed_and_no_other(session: Session, ask: Callable[..., Asked], key: str) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    make.tag(session, make.service(session), make.term(session, "needs", "connect.groups", "Groups"))
    fact(session, FactKind.REFERRALS, 40)
    report_fact(session, Kind.CHANNEL, "phone", 40)
    made = {section.key for section in REPORTS[key].make(ask()).sections if section.key}
    listed = set(re.findall(r"`([a-z-]+)`", LINES[key]))
    assert made - listed == set()
    assert {each for each in listed - made if each not in ("spend-years", "repeats-needs")} == set()


def test_the_public_page_has_the_tables_that_are_listed(ask: Callable[..., Asked]) -> None:
    [sentence] = re.findall(r"`/how-we-are-doing` .*\n.*", TEXT)
    assert [each.key for each in how_we_are_doing(ask()).sections if f"`{each.key}`" not in sentence] == []
