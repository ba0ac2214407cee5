"""Watches: a letter a day at most, about what a reader would notice, and one button that ends them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import signals
from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.listings.editing import write_content
from directory.listings.models import Service
from directory.moderation.stewardship.models import Watch
from directory.moderation.stewardship.stop_links import stop_link_of
from directory.moderation.stewardship.watching import TELL, tell_watchers, watch
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient


def told(session: Session) -> list[dict[str, Any]]:
    waiting = select(OutboxMessage.payload).where(OutboxMessage.topic == TELL).order_by(OutboxMessage.id)
    return list(session.scalars(waiting))


def change(session: Session, listing: Service, summary: str, at: datetime) -> None:
    write_content(session, listing, {"summary": summary}, by="terminal:test", at=at, why="")


def test_one_letter_a_day_however_much_changes(
    session: Session, tea: Service, far: Service, connector: User, at: datetime
) -> None:
    watch(session, tea, connector, at=at)
    watch(session, far, connector, at=at)
    change(session, tea, "Now with cake", at)
    change(session, far, "Now with cake", at)
    tell_watchers(session, at)
    change(session, tea, "Now without cake", at)
    tell_watchers(session, at + timedelta(hours=2))
    assert told(session) == [{"user": str(connector.id), "listings": 2}]
    tell_watchers(session, at + timedelta(hours=24))
    assert told(session)[1:] == [{"user": str(connector.id), "listings": 1}]
    tell_watchers(session, at + timedelta(hours=48))
    assert len(told(session)) == 2


def test_what_reads_the_same_is_no_news(session: Session, tea: Service, connector: User, at: datetime) -> None:
    watch(session, tea, connector, at=at)
    signals.service_changed.send(session, service_ids=[tea.id])
    change(session, tea, "For an hour", at)
    change(session, tea, "", at)
    assert tell_watchers(session, at) == "0 people told of changes"


def test_the_letter_names_no_listing_and_its_link_stops_all_without_signing_in(
    app: Flask, client: CheckedClient, session: Session, tea: Service, connector: User, at: datetime
) -> None:
    watch(session, tea, connector, at=at)
    HANDLERS[TELL](session, {"user": str(connector.id), "listings": 1}, at)
    (letter,) = app.extensions["mailman"].outbox
    assert letter.to == [connector.email]
    assert "Tea on Tuesdays" not in letter.subject + letter.body
    link = next(line for line in letter.body.splitlines() if "/watches/stop/" in line).removeprefix(
        "https://waypost.test"
    )
    assert client.page(link).h1 == "Stop letters about listings"
    assert session.scalars(select(Watch)).first() is not None
    for _ in range(2):
        assert client.post(link, token=False).status_code == 200
    assert session.scalars(select(Watch)).first() is None


def test_a_link_that_is_not_ours_is_404(client: CheckedClient, app: Flask, connector: User) -> None:
    assert client.get("/watches/stop/nonsense").status_code == 404
    with app.app_context():
        token = stop_link_of(connector.id)
    # The first letter of the signature: some bits of its last one say nothing, so another letter may mean the same.
    signed, _, signature = token.rpartition(".")
    forged = f"{signed}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    assert client.get(f"/watches/stop/{forged}").status_code == 404


def test_it_is_asked_for_on_the_page_of_the_listing_and_stopped_on_ones_own(
    client: CheckedClient, session: Session, tea: Service, connector: User, other_connector: User
) -> None:
    client.sign_in(connector)
    assert client.post(f"/listings/{tea.id}/watches").status_code == 303
    assert client.post(f"/listings/{tea.id}/watches").status_code == 303
    found = session.scalars(select(Watch)).one()
    assert "Tea on Tuesdays" in client.page("/watches").text
    assert "You hear by email when it changes" in client.page(f"/listings/{tea.id}").text
    client.sign_in(other_connector)
    assert client.post(f"/watches/{found.id}/removal").status_code == 404
    client.sign_in(connector)
    assert client.post(f"/watches/{found.id}/removal").status_code == 303
    assert session.scalars(select(Watch)).first() is None


def test_what_somebody_may_not_see_any_more_is_not_named(
    client: CheckedClient, session: Session, tea: Service, connector: User, at: datetime
) -> None:
    watch(session, tea, connector, at=at)
    write_content(session, tea, {"visibility": "private"}, by="terminal:test", at=at, why="")
    client.sign_in(connector)
    page = client.page("/watches")
    assert "Tea on Tuesdays" not in page.text
    assert "no longer shown" in page.text
    assert client.post(f"/listings/{tea.id}/watches").status_code == 404


@pytest.mark.parametrize("address", ["/watches"])
def test_anonymous_people_are_asked_to_sign_in(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 303
