"""Whom we hear: what people say by group, without small numbers, with those who did not say."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from directory.insight.reports.asking import TOO_FEW, Asked
from directory.insight.reports.characteristics import NOT_SAID_WORDS
from directory.insight.reports.participation import CARERS, participation
from directory.moderation.feedback.codes import Age, Group, Rating, Told
from directory.moderation.feedback.operations import Said, keep_feedback
from tests.insight.reports.conftest import MONTH
from tests.insight.reports.test_prevention import rows, section

Ask = Callable[..., Asked]


def tell(session: Session, number: int, rating: Rating, *groups: Group, age: Age | None = None) -> None:
    """So many people say the same, by phone."""
    at = datetime(MONTH.year, MONTH.month, 15, 12, tzinfo=UTC)
    for _ in range(number):
        keep_feedback(session, Said(rating, "", age, groups), service=None, how=Told.PHONE, by="user:x", at=at)


@pytest.mark.requirement("A144")
def test_what_people_say_is_told_by_group_and_small_numbers_are_hidden(session: Session, ask: Ask) -> None:
    tell(session, 42, Rating.GOOD, Group.DISABLED, Group.CARER, age=Age.OLDER)
    tell(session, 12, Rating.POOR, Group.DISABLED)
    tell(session, 3, Rating.VERY_POOR, Group.MINORITY, age=Age.OLDEST)
    tell(session, 30, Rating.VERY_GOOD)
    report = participation(ask())
    assert rows(report, "disability")["Disabled people or people with a long-term condition"][0] == "40"
    assert rows(report, "carers")[CARERS] == ("40", "0", "0", "40")
    assert rows(report, "race")["People of a minority ethnic group"][2:] == ("fewer than 8", "fewer than 8")
    assert rows(report, "age")["80 and over"][2] == "fewer than 8"
    assert rows(report, "age")["18 to 64"] == ("0", "0", "0", "0")
    assert rows(report, "told")["By phone"][-1] == "85"
    assert [source.name for source in report.sources] == ["What people told Waypost of the help they got"]
    told = [cell for part in report.sections for line in part.lines() for cell in line]
    assert "3" not in told
    assert "42" not in told


def test_a_table_that_would_have_to_hide_its_total_is_left_out(session: Session, ask: Ask) -> None:
    tell(session, 3, Rating.GOOD, Group.LGBTQ)
    report = participation(ask())
    assert section(report, "orientation").words == (TOO_FEW,)


def test_nobody_and_those_who_say_nothing_of_themselves_are_told(session: Session, ask: Ask) -> None:
    assert section(participation(ask()), "said").words == ("Nobody answered in these months.",)
    tell(session, 20, Rating.MIXED)
    assert rows(participation(ask()), "sex")[NOT_SAID_WORDS] == ("0", "20", "0", "20")


def test_a_month_that_runs_is_not_counted(session: Session, ask: Ask, at: datetime) -> None:
    for _ in range(20):
        keep_feedback(session, Said(Rating.GOOD), service=None, at=at)
    assert section(participation(ask()), "said").words == ("Nobody answered in these months.",)
