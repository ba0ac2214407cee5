"""Counting who looks: no row a view, no program, nobody's own; and what people near looked for in vain."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import CapacityStatus
from directory.listings.editing import versions_of, write_content
from directory.listings.models import Service, ServiceCapacity
from directory.moderation.providing.models import ListingUse
from directory.moderation.providing.room import lapse_capacity
from directory.moderation.providing.use import near_misses as near
from directory.moderation.providing.use.counting import count_views, forget_uses
from directory.moderation.providing.use.noting import views_folder
from directory.moderation.providing.use.queries import views_since
from directory.search.models import Outcome, SearchCount
from directory.search.understanding import needs_model
from tests.client import CheckedClient
from tests.factories import listings as factory

BROWSER = {"User-Agent": "Mozilla/5.0 (a person's browser)"}


def read(client: CheckedClient, listing: Service, **headers: str) -> None:
    assert client.get(f"/listings/{listing.id}", headers=BROWSER | headers).status_code == 200


def counted(session: Session, at: datetime) -> int:
    """How many views the worker counts a minute later."""
    said = count_views(session, at + timedelta(minutes=1))
    return int(said.split()[0])


def test_views_are_counted_by_the_month(client: CheckedClient, club: Service, session: Session, at: datetime) -> None:
    for _ in range(3):
        read(client, club)
    assert session.scalars(select(ListingUse)).all() == []
    assert counted(session, at) == 3
    row = session.scalars(select(ListingUse)).one()
    assert (row.service_id, row.month, row.views) == (club.id, date(2026, 1, 1), 3)
    with clock.stopped_at(at + timedelta(minutes=2)):
        read(client, club)
    assert counted(session, at + timedelta(minutes=2)) == 1
    session.refresh(row)
    assert row.views == 4


def test_the_minute_that_still_runs_is_left_alone(
    client: CheckedClient, club: Service, session: Session, at: datetime
) -> None:
    read(client, club)
    assert count_views(session, at) == "0 views counted"


@pytest.mark.parametrize(
    "headers", [{"User-Agent": "SomeBot/1.0"}, {"User-Agent": ""}, {"Sec-Purpose": "prefetch;prerender"}]
)
def test_programs_and_looking_ahead_are_not_counted(
    client: CheckedClient, club: Service, session: Session, at: datetime, headers: dict[str, str]
) -> None:
    read(client, club, **headers)
    assert counted(session, at) == 0


def test_the_people_who_keep_it_are_not_counted_and_others_are(
    client: CheckedClient, club: Service, provider: User, connector: User, session: Session, at: datetime
) -> None:
    client.sign_in(provider)
    read(client, club)
    client.sign_in(connector)
    read(client, club)
    assert counted(session, at) == 1


def test_a_line_cut_short_and_a_listing_that_is_gone_are_passed_over(
    app: Flask, session: Session, club: Service, at: datetime
) -> None:
    folder = views_folder()
    folder.mkdir(parents=True)
    (folder / at.strftime("%Y%m%dT%H%M")).write_text(f"{club.id}\n{uuid4()}\n{str(club.id)[:8]}", encoding="ascii")
    count_views(session, at + timedelta(minutes=1))
    assert session.scalars(select(ListingUse)).one().views == 1


def test_a_page_is_shown_when_its_view_cannot_be_noted(client: CheckedClient, club: Service, app: Flask) -> None:
    folder = views_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="ascii")
    read(client, club)


def test_views_of_some_months(session: Session, club: Service) -> None:
    for month, views in ((date(2025, 9, 1), 1), (date(2025, 10, 1), 10), (date(2026, 1, 1), 100)):
        session.add(ListingUse(service_id=club.id, month=month, views=views))
    session.flush()
    other = uuid4()
    assert views_since(session, [club.id, other], date(2025, 10, 20)) == {club.id: 110, other: 0}
    assert views_since(session, [club.id], date(2025, 10, 1), date(2026, 1, 1)) == {club.id: 10}


def test_numbers_too_old_to_compare_are_forgotten(session: Session, club: Service, at: datetime) -> None:
    session.add(ListingUse(service_id=club.id, month=date(2023, 1, 1), views=7))
    session.add(ListingUse(service_id=club.id, month=date(2025, 1, 1), views=7))
    session.flush()
    assert forget_uses(session, at) == "1 months of views forgotten"


@pytest.fixture
def lonely_searches(session: Session, club: Service) -> None:
    """The club helps against loneliness in Mansfield; people there searched for company and for a plumber."""
    need = factory.term(session, "needs", "connect.lonely", "Feeling lonely")
    factory.tag(session, club, need)
    place = factory.location(session, 53.14, -1.2, district_code="E07000174")
    factory.held_at(session, club, place)
    for words, searches, area in (
        ("feeling lonely since my husband died", 12, "E07000174"),
        ("lonely in the evenings", 3, "E07000174"),
        ("lonely at christmas", 9, "E07000999"),
        ("plumber", 30, "E07000174"),
    ):
        row = SearchCount(day=date(2025, 12, 1), outcome=Outcome.WEAK, words=words, area=area, searches=searches)
        session.add(row)
    session.flush()


def test_people_near_who_looked_in_vain_are_told_of_in_their_words(
    session: Session, club: Service, lonely_searches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    guesses = {"plumber": "home.repairs"}
    monkeypatch.setattr(needs_model, "rank", lambda words: ((guesses.get(words, "connect.lonely"), 0.9),))
    found = near.near_misses(session, club, date(2025, 10, 1))
    assert [(miss.words, miss.times) for miss in found] == [
        ("feeling lonely since my husband died", "12 times"),
        ("lonely in the evenings", "a few times"),
    ]


def test_words_that_the_listing_uses_already_are_no_near_miss(
    session: Session, club: Service, lonely_searches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.description = "For anybody lonely in the evenings."
    session.flush()
    monkeypatch.setattr(needs_model, "rank", lambda words: (("connect.lonely", 0.9),))
    assert "lonely in the evenings" not in [miss.words for miss in near.near_misses(session, club, date(2025, 10, 1))]


def test_a_full_of_last_month_lapses_to_ask(session: Session, club: Service, at: datetime) -> None:
    held = {"status": "full", "expires_at": (at - timedelta(minutes=1)).isoformat()}
    write_content(session, club, {"capacity": held}, by="user:provider", at=at - timedelta(days=31))
    assert lapse_capacity(session, at) == "1 answers about room have run out"
    row = session.scalars(select(ServiceCapacity)).one()
    assert (row.status, row.expires_at) == (CapacityStatus.UNKNOWN, None)
    assert versions_of(session, club.id)[0].why == "What was said about room has run out"
    assert lapse_capacity(session, at).startswith("0 ")


def test_room_that_still_holds_is_left_alone(session: Session, club: Service, at: datetime) -> None:
    held = {"status": "full", "expires_at": (at + timedelta(minutes=1)).isoformat()}
    write_content(session, club, {"capacity": held}, by="user:provider", at=at)
    assert lapse_capacity(session, at).startswith("0 ")
