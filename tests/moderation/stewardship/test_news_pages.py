"""What is new, by need and area: a page, a spreadsheet and a feed that hold only what came or changed."""

import csv
import io
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import Visibility
from directory.listings.models import Service
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make


@pytest.fixture
def listed(session: Session, tea: Service, far: Service, at: datetime) -> Service:
    """One listing came yesterday, one changed yesterday, one is old, one is kept for professionals."""
    long_ago, yesterday = at - timedelta(days=400), at - timedelta(days=1)
    tea.created_at, tea.last_modified = yesterday, yesterday
    far.created_at, far.last_modified = long_ago, yesterday
    make.service(session, "Old club", created_at=long_ago, last_modified=long_ago)
    make.service(session, "=Workers only", created_at=yesterday, visibility=Visibility.PROFESSIONAL)
    make.tag(session, tea, make.term(session, "needs", "health.falls", "Falls"))
    session.commit()
    return tea


@pytest.mark.requirement("A044")
def test_only_what_came_or_changed_is_there(client: CheckedClient, listed: Service, connector: User) -> None:
    page = client.page("/whats-new")
    assert "New on 4 January 2026" in page.text
    assert "Changed on 4 January 2026" in page.text
    assert "Old club" not in page.text
    assert "Workers only" not in page.text
    client.sign_in(connector)
    assert "Workers only" in client.page("/whats-new").text


@pytest.mark.requirement("A044")
def test_need_area_and_days_narrow_it_and_nonsense_is_as_if_not_said(
    client: CheckedClient, session: Session, listed: Service
) -> None:
    make.area(session, DISTRICT, "Mansfield")
    for query in ("need=health.falls", f"area={DISTRICT}"):
        page = client.page(f"/whats-new?{query}")
        assert "Tea on Tuesdays" in page.text
        assert "Far away club" not in page.text
    assert "Far away club" in client.page("/whats-new?days=x&need=y&area=z").text


def test_a_spreadsheet_and_a_feed_hold_the_public_ones_whoever_asks(
    client: CheckedClient, session: Session, listed: Service, connector: User
) -> None:
    listed.name = "=Tea()"
    client.sign_in(connector)
    rows = list(csv.reader(io.StringIO(client.get("/whats-new.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert {row[0] for row in rows[1:]} == {"'=Tea()", "Far away club"}
    assert f"https://waypost.test/listings/{listed.id}" in {row[-1] for row in rows}
    feed = ET.fromstring(client.get("/whats-new.atom?days=7").get_data(as_text=True))  # noqa: S314 -- our own
    titles = {entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}title")}
    assert titles == {"What is new in the directory", "=Tea()", "Far away club"}


def test_nothing_new_is_said(client: CheckedClient) -> None:
    assert "Nothing came or changed" in client.page("/whats-new").text


@pytest.mark.parametrize("word", ["endpoint", "_scheme", "_method", "_external"])
def test_words_in_the_address_that_mean_something_inside_mean_nothing_here(client: CheckedClient, word: str) -> None:
    answer = client.get(f"/whats-new.atom?days=7&{word}=javascript")
    assert answer.status_code == 200
    assert "javascript" not in answer.get_data(as_text=True)


def test_a_page_shows_a_phones_worth_and_says_where_the_rest_is(client: CheckedClient, session: Session) -> None:
    for number in range(43):
        make.service(session, f"New club {number}")
    page = client.page("/whats-new")
    assert page.text.count("New club") == 40
    assert "3 more are in the spreadsheet" in page.text
    assert client.get("/whats-new.csv").get_data(as_text=True).count("New club") == 43
