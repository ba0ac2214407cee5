"""How we are doing, month by month: kept once, the same for ever, with a way back."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS
from directory.insight.models import PublicMonth
from directory.insight.models.facts import FactKind
from directory.insight.outputs.public_months import keep_month, keep_public_month, months, page_of
from directory.insight.reports.files import report_csv
from directory.insight.reports.public import UNMET
from directory.insight.reports.report import Report
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight.reports.conftest import fact

pytestmark = pytest.mark.usefixtures("mansfield")
DECEMBER = date(2025, 12, 1)
A_MONTH = timedelta(days=31)


@pytest.fixture(autouse=True)
def missed(session: Session) -> None:
    """Forty people missed company in September."""
    make.term(session, "need_groups", "connect", "Company")
    make.term(session, "needs", "connect.groups", "Groups")
    fact(session, FactKind.FLAGS, 40)


def told(report: Report) -> list[tuple[str, ...]]:
    return next(list(section.lines()) for section in report.sections if section.key == UNMET)


def test_a_month_is_kept_once_it_has_ended_and_only_once(session: Session, at: datetime) -> None:
    kept = keep_month(session, NHS, at=at)
    assert kept is not None
    assert kept.month == DECEMBER
    assert keep_public_month(session, at + timedelta(days=1)) == "kept already"
    assert keep_public_month(session, at + A_MONTH) == "kept January 2026"
    assert list(months(session)) == [date(2026, 1, 1), DECEMBER]


def test_its_figures_are_the_same_whatever_happens_later(session: Session, at: datetime) -> None:
    keep_month(session, NHS, at=at)
    first = page_of(session, NHS, DECEMBER, at=at)
    assert ("Company", "40") in told(first)
    fact(session, FactKind.FLAGS, 500, month=date(2025, 10, 1))
    make.service(session, "Another club")
    again = page_of(session, NHS, DECEMBER, at=at + 10 * A_MONTH)
    assert again == first
    assert report_csv(again) == report_csv(first)


def test_the_next_page_is_protected_against_what_this_one_told(session: Session, at: datetime) -> None:
    """Where nothing is rounded, 43 after 40 tells that three more people missed it: the second is withheld.

    They are told of late, in a month that both pages count: what matters is what the page before said, not what it
    would say now.
    """
    keep_month(session, FEWER_THAN_FIVE, at=at)
    fact(session, FactKind.FLAGS, 3, month=date(2025, 10, 1))
    keep_month(session, FEWER_THAN_FIVE, at=at + A_MONTH)
    kept = session.scalars(select(PublicMonth).where(PublicMonth.month == date(2026, 1, 1))).one()
    assert kept.missing == {"Company": 43}
    assert told(page_of(session, NHS, DECEMBER, at=at))[1] == ("Company", "40")
    assert told(page_of(session, NHS, date(2026, 1, 1), at=at))[1] == ("Company", "withheld")


def test_the_page_begins_with_the_answer_in_the_words_of_residents(session: Session, at: datetime) -> None:
    make.term(session, "need_groups", "carer", "Looking after someone", professional_label="Unpaid carers", position=1)
    make.term(session, "needs", "carer.break", "A break", position=1)
    fact(session, FactKind.FLAGS, 60, need="carer.break")
    make.service(session, "A club")
    page = page_of(session, NHS, None, at=at)
    assert page.lead == (
        "1 listing, 100% of them checked in the last three months. "
        "What people told us most often that they could not get: “Looking after someone”."
    )
    assert ("Looking after someone", "60") in told(page)
    assert [section.key for section in page.sections] == ["freshness", UNMET, "coverage"]


def test_kinds_of_help_that_were_named_anew_begin_anew(session: Session, at: datetime) -> None:
    keep_month(session, NHS, at=at)
    make.term(session, "need_groups", "carer", "Carers", position=1)
    make.term(session, "needs", "carer.support", "Support", position=1)
    assert keep_month(session, NHS, at=at + A_MONTH) is not None


def test_the_page_shows_the_latest_month_and_a_way_back(client: CheckedClient, session: Session, at: datetime) -> None:
    keep_month(session, NHS, at=at - A_MONTH)
    keep_month(session, NHS, at=at)
    session.commit()
    page = client.page("/how-we-are-doing")
    assert "December 2025" in page.text
    assert page.links["November 2025"] == "/how-we-are-doing/2025-11"
    back = client.page("/how-we-are-doing/2025-11")
    assert back.title.startswith("How we are doing, November 2025")
    assert back.links["December 2025"] == "/how-we-are-doing/2025-12"
    response = client.application.test_client().get("/how-we-are-doing/2025-11.csv")
    assert "How we are doing" in response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in response.headers


def test_before_any_month_is_kept_the_page_is_as_of_now(client: CheckedClient) -> None:
    page = client.page("/how-we-are-doing")
    assert page.h1 == "How we are doing"
    assert "Other months" not in page.text


@pytest.mark.parametrize("month", ["2025-11", "2031-01", "lately", "2025-13", "2025-11-01"])
def test_a_month_that_is_not_kept_is_not_found(client: CheckedClient, month: str) -> None:
    for end in ("", ".csv"):
        assert client.get(f"/how-we-are-doing/{month}{end}").status_code == 404
