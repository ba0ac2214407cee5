"""The national return: every way of acting has a heading, every need a reason or none, small numbers stay hidden."""

import dataclasses
import json
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import ReportFact
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import Asked
from directory.insight.reports.counting import recount_reports
from directory.insight.reports.national_return import national_return
from directory.insight.reports.return_map import faults_in, read_map
from directory.referrals.codes.work import ActionKind
from directory.settings import ROOT
from tests.factories import listings as make
from tests.factories import referrals as helped
from tests.insight.reports.conftest import report_fact
from tests.insight.reports.test_prevention import rows

Ask = Callable[..., Asked]
NEEDS = [each["code"] for each in json.loads((ROOT / "seeds" / "taxonomy" / "needs.json").read_text("utf-8"))["needs"]]
SIGNPOSTED = "NFA: Information and advice or signposting"


@pytest.mark.requirement("A162")
@pytest.mark.requirement("A163")
def test_no_outcome_and_no_need_is_left_out_of_the_map() -> None:
    assert faults_in(read_map(), NEEDS) == []


@pytest.mark.requirement("A162")
@pytest.mark.parametrize("kind", ActionKind)
def test_an_outcome_that_is_mapped_to_nothing_is_found(kind: ActionKind) -> None:
    found = read_map()
    without = {code: heading for code, heading in found.contacts.items() if code != kind.value}
    assert faults_in(dataclasses.replace(found, contacts=without), NEEDS) == [f"{kind.value}: no outcome"]


@pytest.mark.requirement("A163")
def test_a_need_without_a_line_a_wrong_reason_and_a_need_that_is_gone_are_found() -> None:
    found = read_map()
    changed = {code: reason for code, reason in found.needs.items() if code != "connect.groups"}
    changed |= {"dis.sight": "eyes", "gone.need": "none"}
    assert faults_in(dataclasses.replace(found, needs=changed), NEEDS) == [
        "connect.groups: no reason, and not “none”",
        "dis.sight: the return has no “eyes”",
        "gone.need: there is no such need",
    ]


@pytest.mark.parametrize(
    ("kind", "need", "heading"),
    [
        (ActionKind.SIGNPOST, "connect.groups", "information"),
        (ActionKind.REFERRAL, "recover.reablement", "reablement"),
        (ActionKind.REFERRAL, "equip.aids", "planning"),
        (ActionKind.INFORMATION, "equip.aids", "information"),
        (ActionKind.ASSESSMENT_REQUEST, None, "assessment"),
        (ActionKind.UNMET, "connect.groups", "not_offered"),
    ],
)
def test_what_was_done_has_one_heading_and_the_need_may_decide(
    kind: ActionKind, need: str | None, heading: str
) -> None:
    assert read_map().outcome_of(kind, need) == heading


def test_company_is_the_reason_of_isolation_and_money_is_none() -> None:
    found = read_map()
    assert found.reasons[found.reason_of("connect.groups")] == "Social support: Support for social isolation or other"
    assert found.reason_of("money.debt") == found.reason_of(None) == ""


def test_contacts_are_told_by_heading_and_reason_without_small_numbers(session: Session, ask: Ask) -> None:
    report_fact(session, Kind.NATIONAL_RETURN, "information", 42, came_of_it="isolation")
    report_fact(session, Kind.NATIONAL_RETURN, "information", 21, came_of_it="")
    report_fact(session, Kind.NATIONAL_RETURN, "assessment", 3, came_of_it="carer")
    report_fact(session, Kind.NATIONAL_RETURN, "reablement", 4, came_of_it="")
    report = national_return(ask())
    found = rows(report, "outcomes")
    assert found[SIGNPOSTED] == ("65",)
    assert found["Progress to reablement/ST-Max"] == ("fewer than 8",)
    assert rows(report, "reasons")["Unknown"] == ("25",)
    assert rows(report, "outcome-map")["Pointed to a named service"] == ("Any other need", SIGNPOSTED)


def test_both_maps_call_needs_by_the_name_that_professionals_use(session: Session, ask: Ask) -> None:
    make.term(session, "needs", "equip.aids", "Gadgets and aids", professional_label="Community equipment")
    report = national_return(ask())
    told = [line for part in report.sections if part.key == "outcome-map" for line in part.lines()]
    assert (
        "Formal referral with details shared",
        "Community equipment",
        "Progress to support planning or services",
    ) in told
    assert list(rows(report, "need-map")) == ["Community equipment"]


def test_the_count_brings_what_was_done_under_its_heading_and_reason(
    session: Session, connector: User, at: datetime
) -> None:
    talk = helped.conversation(session, connector, None, at)
    helped.action(session, talk, ActionKind.SIGNPOST, need="connect.groups")
    recount_reports(session, at=at)
    counted = session.scalars(select(ReportFact).where(ReportFact.kind == Kind.NATIONAL_RETURN)).one()
    assert (counted.detail, counted.came_of_it, counted.amount) == ("information", "isolation", 1)
