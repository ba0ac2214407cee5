"""From the results page to the daily counts that a steward reads."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.search.logbook.counts import count_notes, forget_counts
from directory.search.logbook.notebook import FOLDER, only_reader, write_note
from directory.search.logbook.noting import Note
from directory.search.logbook.queries import success, weak_searches
from directory.search.models import Outcome, SearchCount
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import mansfield

DAY = date(2026, 1, 5)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def folder(app: Flask) -> Path:
    return Path(app.extensions["waypost_settings"].data_dir) / FOLDER


def counts(session: Session) -> list[tuple[str, str, int]]:
    rows = session.scalars(select(SearchCount).order_by(SearchCount.outcome, SearchCount.words))
    return [(row.outcome.value, row.words, row.searches) for row in rows]


def count(session: Session, words: str, searches: int, day: date = DAY, **values: object) -> None:
    made = {"outcome": Outcome.NONE, "area": ""} | values
    session.add(SearchCount(day=day, words=words, searches=searches, **made))
    session.flush()


@pytest.mark.requirement("A056")
def test_searches_are_counted_once_their_minute_is_over(
    client: CheckedClient, session: Session, app: Flask, folder: Path, at: datetime
) -> None:
    mansfield(session, app)
    for words in ("falls", "zumba", "Zumba", "zumba&page=2", "zumba&cost=free"):
        client.get(f"/search?q={words}")
    assert count_notes(session, folder, at) == 0
    assert count_notes(session, folder, at + MINUTE) == 3
    assert counts(session) == [("good", "", 1), ("none", "zumba", 2)]
    assert count_notes(session, folder, at + MINUTE) == 0


def test_programs_and_prefetching_are_not_counted(
    client: CheckedClient, session: Session, app: Flask, folder: Path, at: datetime
) -> None:
    mansfield(session, app)
    client.get("/search?q=zumba", headers={"User-Agent": "Googlebot/2.1"})
    client.get("/search?q=zumba", headers={"Sec-Purpose": "prefetch"})
    assert count_notes(session, folder, at + MINUTE) == 0


def test_a_disk_that_cannot_be_written_to_costs_nobody_an_answer(
    client: CheckedClient, session: Session, app: Flask, folder: Path
) -> None:
    mansfield(session, app)
    folder.write_text("in the way")
    assert client.get("/search?q=zumba").status_code == 200


def test_a_line_cut_short_is_passed_over(session: Session, folder: Path, at: datetime) -> None:
    write_note(folder, Note(DAY, Outcome.NONE, "zumba", ""), at)
    with next(folder.iterdir()).open("ab") as file:
        file.write(b'["2026-01-05","no')
    assert count_notes(session, folder, at + MINUTE) == 1


def test_while_one_worker_counts_another_passes(session: Session, folder: Path, at: datetime) -> None:
    write_note(folder, Note(DAY, Outcome.NONE, "zumba", ""), at)
    with only_reader(folder) as is_mine:
        assert is_mine
        assert count_notes(session, folder, at + MINUTE) == 0
    assert count_notes(session, folder, at + MINUTE) == 1
    assert counts(session) == [("none", "zumba", 1)]


def test_words_are_shown_only_when_they_were_searched_for_three_times(session: Session) -> None:
    count(session, "zumba", 2)
    count(session, "zumba", 1, DAY - timedelta(days=1), outcome=Outcome.WEAK)
    count(session, "john ogden", 2)
    found = weak_searches(session, DAY - timedelta(days=30))
    assert [(each.words, each.nothing, each.little) for each in found] == [("zumba", 2, 1)]
    assert success(session, DAY - timedelta(days=30)).unnamed == 2


def test_a_district_is_named_only_where_three_searched_from_it(session: Session) -> None:
    make.area(session, "E07000174", "Mansfield")
    count(session, "zumba", 3, area="E07000174")
    count(session, "zumba", 2, area="E07000175")
    assert weak_searches(session, DAY)[0].areas == ("Mansfield",)
    assert weak_searches(session, DAY, "E07000175") == []


def test_only_the_days_asked_for_are_counted(session: Session) -> None:
    count(session, "zumba", 9, DAY - timedelta(days=8))
    assert weak_searches(session, DAY - timedelta(days=7)) == []


@pytest.mark.requirement("A056")
def test_the_share_that_found_enough_is_said_once_there_are_enough_to_speak_of_a_share(session: Session) -> None:
    count(session, "", 15, outcome=Outcome.GOOD)
    count(session, "zumba", 4)
    assert success(session, DAY).rate is None
    count(session, "skittles", 1)
    assert success(session, DAY).rate == 0.75


def test_words_that_stayed_rare_for_a_month_are_forgotten_and_their_count_is_kept(
    session: Session, at: datetime
) -> None:
    old = DAY - timedelta(days=40)
    count(session, "john ogden", 2, old)
    count(session, "", 5, old)
    count(session, "zumba", 3, old)
    count(session, "skittles", 1)
    assert forget_counts(session, at) == "0 counts forgotten, 1 kept without their words"
    assert counts(session) == [("none", "", 7), ("none", "skittles", 1), ("none", "zumba", 3)]


def test_counts_are_forgotten_after_thirteen_months(session: Session, at: datetime) -> None:
    count(session, "zumba", 9, DAY - timedelta(days=397))
    count(session, "zumba", 9, DAY - timedelta(days=396))
    assert forget_counts(session, at).startswith("1 counts")
