"""A single point of access: every row that a connector finds says how sure it is. How soon is in `benchmarks.pages`."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from benchmarks.relevance.labelled import read_labels
from directory.accounts.models import RoleGrant, User
from directory.accounts.roles import Role
from directory.extensions import db
from tests.client import CheckedClient
from tests.journeys.conftest import MOMENT

SEARCHES = [(one.words, one.near) for one in read_labels().listings][:20]


@pytest.fixture
def connector(demo: Flask) -> CheckedClient:
    """A connector of the demonstration, signed in."""
    client = demo.test_client()
    assert isinstance(client, CheckedClient)
    with demo.app_context():
        user = db.session.scalars(
            select(User).join(User.grants).where(RoleGrant.role == Role.CONNECTOR).order_by(User.id)
        ).first()
        assert user is not None
        client.sign_in(user)
    return client


@pytest.mark.requirement("A037")
def test_every_row_that_a_connector_finds_says_how_fresh_it_is(connector: CheckedClient) -> None:
    rows = 0
    for words, near in SEARCHES:
        page = connector.page("/search", query_string={"q": words, "near": near})
        cards = page.all(".//*[@class='wp-card__name']")
        badges = [page.text_of(badge) for badge in page.all(".//p") if "wp-badge--" in (badge.get("class") or "")]
        assert len(badges) >= len(cards), words
        assert all(badges)
        rows += len(cards)
    assert rows > len(SEARCHES)


@pytest.mark.requirement("A037")
def test_who_takes_the_directory_away_is_told_when_each_listing_was_last_checked(connector: CheckedClient) -> None:
    told = connector.get("/data/listings.json").get_json()
    assert told["count"] == len(told["listings"]) > 100
    checked = [date.fromisoformat(one["checked_on"]) for one in told["listings"] if one["checked_on"]]
    assert len(checked) > 0.9 * told["count"]
    assert max(checked) <= MOMENT.date()
