"""Coming back within 90 days: once an episode, by area and need, protected."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.models import ReportFact
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import contacts
from directory.insight.reports.counting import recount_reports
from directory.referrals.models import Person
from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.factories import referrals as helped
from tests.insight.reports.conftest import WARD, report_fact
from tests.insight.reports.test_prevention import rows

Ask = Callable[..., Asked]


def talk(session: Session, connector: User, person: Person, at: datetime, *needs: str) -> None:
    made = helped.conversation(session, connector, person, at)
    made.ward_code, made.district_code, made.needs = WARD, DISTRICT, list(needs)
    made.month = at.date().replace(day=1)
    session.flush()


def counted(session: Session) -> dict[tuple[str, str, str], int]:
    found = session.query(ReportFact).filter(ReportFact.kind == Kind.EPISODE)
    return {(row.month.isoformat(), row.detail, row.came_of_it): row.amount for row in found}


@pytest.mark.requirement("A092")
def test_somebody_who_comes_back_counts_once_however_often_and_only_when_90_days_are_over(
    session: Session, mansfield: str, connector: User, at: datetime
) -> None:
    often = helped.helped_person(session, connector, "Often Example")
    once = helped.helped_person(session, connector, "Once Example")
    lately = helped.helped_person(session, connector, "Lately Example")
    for day in (200, 190, 150, 115):  # all four within 90 days of the first
        talk(session, connector, often, at - timedelta(days=day), "connect.groups", "connect.lunch")
    talk(session, connector, once, at - timedelta(days=120), "travel.transport")
    for day in (60, 50):  # the 90 days are not over
        talk(session, connector, lately, at - timedelta(days=day), "travel.transport")
    recount_reports(session, at=at)
    recount_reports(session, at=at)
    began = (at - timedelta(days=200)).date().replace(day=1).isoformat()
    alone = (at - timedelta(days=120)).date().replace(day=1).isoformat()
    assert counted(session) == {
        (began, "", "back"): 1,
        (began, "connect", "back"): 1,
        (alone, "", "once"): 1,
        (alone, "travel", "once"): 1,
    }


def test_they_are_told_by_area_and_need_without_small_numbers(session: Session, ask: Ask) -> None:
    make.term(session, "need_groups", "connect", "Company")
    make.term(session, "needs", "connect.groups", "Groups")
    for detail, back, once in (("", 42, 61), ("connect", 3, 18)):
        report_fact(session, Kind.EPISODE, detail, back, came_of_it="back")
        report_fact(session, Kind.EPISODE, detail, once, came_of_it="once")
    report = contacts(ask())
    assert rows(report, "repeats")["Mansfield"] == ("40", "60", "105")
    assert rows(report, "repeats-needs")["Company"][0] == "fewer than 8"


def test_first_contacts_whose_days_are_not_over_are_in_no_table(session: Session, ask: Ask, at: datetime) -> None:
    month = at.date().replace(day=1) - timedelta(days=1)
    report_fact(session, Kind.EPISODE, "", 50, came_of_it="once", month=month.replace(day=1))
    report = contacts(ask())
    section = next(each for each in report.sections if each.key == "repeats")
    assert section.table is None
    assert "Nobody" in section.words[0]
