"""A county of one district with people in it, and a question to ask of it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import NHS
from directory.insight.models import InsightFact, OutcomeFact, ReportFact
from directory.insight.models.facts import FactKind
from directory.insight.models.reports import ReportFactKind
from directory.insight.reports.asking import Asked, where_of
from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.insight import land

WARD = "E05005001"
#: A month inside the last twelve that are over at the tests' moment, January 2026.
MONTH = date(2025, 9, 1)


@pytest.fixture
def mansfield(session: Session) -> str:
    """The district, with 1,500 people."""
    make.area(session, DISTRICT, "Mansfield")
    land.small_area(session, "E01028001", WARD, 1_500, district_code=DISTRICT, aged_65_79=200, aged_80_over=100)
    return DISTRICT


@pytest.fixture
def ask(session: Session, mansfield: str, at: datetime) -> Callable[..., Asked]:
    """Makes a question; `area` is empty for everywhere."""

    def make_one(area: str = "", **values: str) -> Asked:
        return Asked(session, NHS, at, where_of(session, area), values)

    return make_one


def fact(session: Session, kind: FactKind, amount: int, **values: Any) -> None:
    """What happened in Mansfield in September 2025."""
    usual: dict[str, Any] = {"month": MONTH, "district_code": DISTRICT, "need": "connect.groups"}
    session.add(InsightFact(kind=kind, amount=amount, **{**usual, **values}))
    session.flush()


def report_fact(session: Session, kind: ReportFactKind, detail: str, amount: int, **values: Any) -> None:
    """The same for reports."""
    usual: dict[str, Any] = {"month": MONTH, "district_code": DISTRICT, "came_of_it": ""}
    session.add(ReportFact(kind=kind, detail=detail, amount=amount, **{**usual, **values}))
    session.flush()


def outcome_fact(session: Session, service_id: Any, started: int, changes: list[float], **values: Any) -> None:
    """Scores of a service: so many began at 20 points, and these changes were measured."""
    usual: dict[str, Any] = {
        "month": MONTH,
        "measure": "swemwbs",
        "point": "months_3",
        "district_code": DISTRICT,
        "cohort": "",
    }
    session.add(
        OutcomeFact(
            service_id=service_id,
            started=started,
            matched=len(changes),
            start_sum=20.0 * len(changes),
            change_sum=sum(changes),
            change_squares=sum(change * change for change in changes),
            **{**usual, **values},
        )
    )
    session.flush()
