"""What leaves: a document with real headings, a report kept whole and opened as it was, stories only with agreement."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models.facts import FactKind
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.outputs import snapshots
from directory.insight.outputs.keeping import as_json, from_json
from directory.insight.outputs.odt import MIMETYPE, report_odt
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import contacts
from directory.insight.reports.evidence import evidence
from directory.insight.reports.files import report_csv
from directory.insight.reports.prevention import prevention
from directory.insight.reports.registry import REPORTS
from directory.insight.reports.report import Report
from directory.insight.reports.statements import market_statement, needs_chapter
from directory.needs.codes import ActionType
from directory.needs.models import GapAction, GapCase
from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.insight.reports.conftest import WARD, fact, report_fact
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STORY = "She had not eaten with anybody since March"


@pytest.fixture(autouse=True)
def _needs(session: Session) -> None:
    make.term(session, "need_groups", "connect", "Social connection")
    make.term(session, "need_groups", "home", "Help at home")
    make.term(session, "needs", "connect.groups", "Groups")
    make.term(session, "needs", "home.gardening", "Gardening")


def acted(session: Session, area: str = DISTRICT, **values: Any) -> GapAction:
    """An action about a gap, in Mansfield unless it says otherwise."""
    case = GapCase(reference="GP-TEST", title="Groups", need="connect.groups", area_code=area)
    session.add(case)
    session.flush()
    usual: dict[str, Any] = {"due_on": date(2026, 6, 1), "measure": "Twenty people a week", "words": "Ring the hall"}
    made = GapAction(gap_case_id=case.id, kind=ActionType.TRANSPORT, **{**usual, **values})
    session.add(made)
    session.flush()
    return made


def text_of(document: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return ET.fromstring(package.read("content.xml"))  # noqa: S314 -- we wrote it


@pytest.mark.requirement("A133")
def test_a_document_opens_in_a_word_processor_with_real_headings(session: Session, ask: Ask) -> None:
    fact(session, FactKind.FLAGS, 20, detail="capacity")
    document = report_odt(market_statement(ask()))
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype").decode() == MIMETYPE
        for part in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
            ET.fromstring(package.read(part))  # noqa: S314 -- we wrote it
    found = [
        (each.get(f"{TEXT}outline-level"), "".join(each.itertext())) for each in text_of(document).iter(f"{TEXT}h")
    ]
    assert found[0][0] == "1"
    assert [words for _, words in found if words in ("Need", "Supply", "Gap", "Price", "Intent")] == [
        "Need",
        "Supply",
        "Gap",
        "Price",
        "Intent",
    ]


def test_the_same_report_gives_the_same_document_and_no_word_of_it_breaks_it(ask: Ask) -> None:
    report = prevention(ask())
    odd = Report("<A & \x00 b>", report.lead, report.sections, report.sources, report.made_at)
    assert report_odt(odd) == report_odt(odd)
    assert "".join(next(text_of(report_odt(odd)).iter(f"{TEXT}h")).itertext()) == "<A &  b>"


def test_a_draft_is_about_the_needs_that_were_picked(session: Session, ask: Ask) -> None:
    for make_one in (market_statement, needs_chapter):
        assert dict(make_one(ask(needs="home")).parameters)["Needs"] == "Help at home"
        assert "Social connection" in dict(make_one(ask()).parameters)["Needs"]


def test_intent_is_what_was_agreed_for_open_gaps_and_holds_no_note(session: Session, ask: Ask) -> None:
    acted(session)
    [line] = list(section(market_statement(ask(DISTRICT)), "intent").lines())[1:]
    assert line == ("Groups", "Lifts, outreach or another venue", "By 1 June 2026", "Twenty people a week", "Not set")


@pytest.mark.requirement("A132")
def test_a_file_holds_every_table_with_source_date_and_vintage(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.CHANNEL, "phone", 3)
    file = report_csv(contacts(ask()))
    assert "fewer than 8" in file
    assert "Source,Year,As of" in file
    assert "January 2025 to December 2025" in file


def test_what_is_kept_is_opened_exactly_as_it_was(session: Session, ask: Ask, commissioner: User) -> None:
    report_fact(session, Kind.CHANNEL, "phone", 40)
    report_fact(session, Kind.CHANNEL, "email", 3)
    asked = ask()
    report = contacts(asked)
    kept = snapshots.keep(session, "contacts", report, {}, by=commissioner, at=asked.at)
    report_fact(session, Kind.CHANNEL, "online", 400)
    session.expire_all()
    assert snapshots.opened(kept, ask()) == report
    assert contacts(ask()) != report
    assert "; ".join((kept.vintage,)).startswith("Conversations, referrals and flags in Waypost")


@pytest.mark.parametrize("key", sorted(REPORTS))
def test_every_report_survives_being_kept(ask: Ask, key: str) -> None:
    report = REPORTS[key].make(ask())
    again = from_json(as_json(report))
    assert report_csv(again) == report_csv(report) or key == "evidence"
    assert [each.heading for each in again.sections] == [each.heading for each in report.sections]


def test_the_preview_counts_what_nobody_will_see(session: Session, ask: Ask) -> None:
    for channel, number in (("phone", 12), ("video", 12), ("home_visit", 12), ("email", 7)):
        report_fact(session, Kind.CHANNEL, channel, number)
    hidden = snapshots.preview(contacts(ask()))
    assert hidden.small == 2
    assert hidden.withheld >= 1
    assert hidden.cells > hidden.small


@pytest.mark.requirement("A156")
def test_a_story_is_read_while_agreement_holds_and_is_in_nothing_that_is_kept(
    session: Session, ask: Ask, commissioner: User
) -> None:
    told = acted(session, story=STORY, story_until=date(2026, 3, 1))
    asked = ask()
    report = evidence(asked)
    assert STORY in section(report, "stories").words[1]
    kept = snapshots.keep(session, "evidence", report, {}, by=commissioner, at=asked.at)
    assert STORY not in str(kept.body)
    assert STORY in str(snapshots.opened(kept, asked).sections)
    told.story, told.story_until = None, None
    session.flush()
    assert STORY not in str(snapshots.opened(kept, asked).sections)


def test_a_story_past_its_day_is_told_no_more(session: Session, ask: Ask) -> None:
    acted(session, story=STORY, story_until=date(2026, 1, 4))
    assert section(evidence(ask()), "stories").words == ("No story is told here by agreement now.",)


@pytest.mark.parametrize("area", [DISTRICT, WARD])
def test_a_story_is_told_of_the_place_it_comes_from(session: Session, ask: Ask, area: str) -> None:
    acted(session, area=area, story=STORY, story_until=date(2026, 3, 1))
    assert STORY in section(evidence(ask(DISTRICT)), "stories").words[1]


def test_a_story_of_elsewhere_is_in_no_pack_of_here_nor_in_one_that_was_published(
    session: Session, ask: Ask, commissioner: User
) -> None:
    acted(session, area="E07000106", story=STORY, story_until=date(2026, 3, 1))
    report = evidence(ask(DISTRICT))
    assert section(report, "stories").words == ("No story is told here by agreement now.",)
    for area in (DISTRICT, "E07000999"):
        kept = snapshots.keep(session, "evidence", report, {"area": area}, by=commissioner, at=ask().at)
        assert STORY not in str(snapshots.opened(kept, ask()).sections), area


@pytest.mark.requirement("A168")
def test_each_duty_leads_to_parts_that_the_pack_has(ask: Ask) -> None:
    report = evidence(ask())
    headings = {each.heading for each in report.sections}
    for duty, (_, parts) in rows(report, "duties").items():
        assert set(parts.split("; ")) <= headings, duty


@pytest.mark.requirement("A168")
def test_the_pack_names_the_duties_and_dates_everything(ask: Ask) -> None:
    report = evidence(ask())
    assert "Section 2(2)(b) and (c)" in rows(report, "duties")["Identify unmet need"][0]
    assert {"freshness", "unmet", "actions", "maturity"} <= {each.key for each in report.sections}
    assert all(source.vintage for source in report.sources)
