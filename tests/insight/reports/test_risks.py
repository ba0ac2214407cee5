"""Referrals by what puts people at risk: whoever they are, people with support already among them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import ReportFact
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import contacts
from directory.insight.reports.counting import recount_reports
from directory.referrals.codes.referral import ReferralStatus
from tests.factories import listings as make
from tests.factories import referrals as helped
from tests.insight.reports.conftest import report_fact
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]


def cohorts(session: Session) -> None:
    make.term(session, "cohorts", "falls_history", "People who have fallen", facts={"kind": "risk"})
    make.term(session, "cohorts", "lives_alone", "People who live alone", facts={"kind": "risk"}, position=1)
    make.term(session, "cohorts", "draws_on_support", "People with support", facts={"kind": "status"}, position=2)


@pytest.mark.requirement("A014")
def test_referrals_are_counted_by_risk_with_people_who_have_support_already(
    session: Session, connector: User, ask: Ask, at: datetime
) -> None:
    cohorts(session)
    person, club = helped.helped_person(session, connector), make.service(session)
    for groups in (["falls_history"], ["falls_history", "lives_alone", "draws_on_support"], ["draws_on_support"]):
        helped.referral(session, connector, person, club, at, cohorts=groups)
    helped.referral(session, connector, person, club, at, cohorts=["lives_alone"], status=ReferralStatus.DRAFT)
    for _ in range(2):
        recount_reports(session, at=at)
    found = session.scalars(select(ReportFact).where(ReportFact.kind == Kind.RISK))
    assert {(row.detail, row.came_of_it): row.amount for row in found} == {
        ("falls_history", "no_support"): 1,
        ("falls_history", "has_support"): 1,
        ("lives_alone", "has_support"): 1,
    }


@pytest.mark.requirement("A014")
def test_the_report_tells_each_risk_with_and_without_support_and_no_small_number(session: Session, ask: Ask) -> None:
    cohorts(session)
    for detail, came, number in (
        ("falls_history", "no_support", 42),
        ("falls_history", "has_support", 21),
        ("lives_alone", "has_support", 3),
    ):
        report_fact(session, Kind.RISK, detail, number, came_of_it=came)
    found = rows(contacts(ask()), "risks")
    assert found["People who have fallen"] == ("20", "40", "65")
    assert "3" not in found["People who live alone"]
    assert "Draws" not in str(found)


def test_where_no_referral_names_a_risk_the_report_says_so(session: Session, ask: Ask) -> None:
    assert section(contacts(ask()), "risks").words == ("No referral of these months names what puts somebody at risk.",)
