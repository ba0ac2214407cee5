"""What is listed is read once for all reports, and anew as soon as a listing changes."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory import clock
from directory.insight.models import FactRun
from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import assets
from tests.factories import listings as make

Ask = Callable[..., Asked]


@pytest.fixture
def reads(session: Session) -> Iterator[list[str]]:
    """The queries that read all listings."""
    found: list[str] = []

    def note(*told: object) -> None:
        if "FROM service_tier" in str(told[2]):
            found.append(str(told[2]))

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield found
    event.remove(session.get_bind(), "before_cursor_execute", note)


def counted(session: Session, at: datetime) -> None:
    session.add(FactRun(at=at, facts=0))
    session.flush()


def names(asked: Asked) -> list[str]:
    return [each.name for each in assets(asked)]


def test_listings_are_read_once_for_all_reports(session: Session, ask: Ask, at: datetime, reads: list[str]) -> None:
    make.service(session, "Lunch club")
    counted(session, at)
    assert names(ask()) == names(ask()) == ["Lunch club"]
    assert len(reads) == 1


def test_a_listing_that_changes_or_comes_is_in_the_next_report(session: Session, ask: Ask, at: datetime) -> None:
    service = make.service(session, "Lunch club")
    counted(session, at)
    assert names(ask()) == ["Lunch club"]
    with clock.stopped_at(at.replace(year=at.year + 1)):
        service.name = "Supper club"
        session.flush()
    assert names(ask()) == ["Supper club"]
    make.service(session, "Tea dance")
    assert names(ask()) == ["Supper club", "Tea dance"]


def test_counting_anew_reads_anew(session: Session, ask: Ask, at: datetime, reads: list[str]) -> None:
    make.service(session, "Lunch club")
    for _ in range(2):
        counted(session, at)
        names(ask())
    assert len(reads) == 2
