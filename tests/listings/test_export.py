"""The directory to take away: as many rows as are published, with nothing that is kept for fewer eyes."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.extensions import limiter
from directory.listings.codes import AddressVisibility, CostType, ListingStatus, Visibility
from directory.listings.models import Phone, Service
from directory.listings.policy import is_public
from tests.client import CheckedClient
from tests.factories import listings as make


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    limiter.reset()


@pytest.fixture
def listed(session: Session) -> dict[str, Service]:
    """Two for everybody, one for professionals, one for stewards, one that is gone."""
    falls = make.term(session, "needs", "health.falls", "Falls")
    tea = make.service(session, "=Tea", organization_id=make.organization(session, "Neighbours").id)
    make.tag(session, tea, falls)
    make.tier(session, tea, "prevent")
    make.held_at(session, tea, make.location(session, 53.1, -1.2, city="Kirkby", district_code="E07000170"))
    make.costs(session, tea, CostType.FREE)
    session.add(Phone(service_id=tea.id, number="01632 960001"))
    refuge = make.service(session, "Refuge")
    make.held_at(
        session, refuge, make.location(session, 53.2, -1.1, city="Warsop", visibility=AddressVisibility.HIDDEN)
    )
    make.covers(session, refuge, make.area(session, "E07000174", "Mansfield"))
    workers = make.service(session, "Workers", visibility=Visibility.PROFESSIONAL)
    make.tier(session, workers, "delay")
    make.service(session, "Secret", visibility=Visibility.PRIVATE)
    make.service(session, "Gone", listing_status=ListingStatus.ARCHIVED, closing_on=date(2020, 1, 1))
    session.commit()
    return {"tea": tea, "refuge": refuge, "workers": workers}


def table(client: CheckedClient, args: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/data/listings.csv{args}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="listings.csv"'
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def objects(client: CheckedClient, args: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/data/listings.json{args}").get_json()
    assert answer["count"] == len(answer["listings"])
    found: list[dict[str, Any]] = answer["listings"]
    return found


@pytest.mark.requirement("A033")
def test_there_are_as_many_rows_as_are_published(
    client: CheckedClient, session: Session, listed: dict[str, Service]
) -> None:
    published = session.scalar(select(func.count()).select_from(Service).where(is_public(clock.today())))
    assert len(table(client)) == len(objects(client)) == published == 2


@pytest.mark.requirement("A033")
def test_a_row_says_what_the_page_says_and_no_hidden_town(client: CheckedClient, listed: dict[str, Service]) -> None:
    rows = {row["id"]: row for row in objects(client)}
    tea = rows[str(listed["tea"].id)]
    said = {key: tea[key] for key in ("name", "organisation", "phone", "towns", "needs", "cost")}
    assert said == {
        "name": "=Tea", "organisation": "Neighbours", "phone": "01632 960001", "towns": "Kirkby",
        "needs": "health.falls", "cost": "Free",
    }  # fmt: skip
    refuge = rows[str(listed["refuge"].id)]
    assert (refuge["towns"], refuge["areas"], refuge["cost"]) == ("", "Mansfield", "Cost not known: ask")
    assert "tiers" not in tea
    assert {row["name"] for row in table(client)} == {"'=Tea", "Refuge"}


@pytest.mark.requirement("A033")
def test_it_narrows_by_area_need_and_for_professionals_by_tier(
    client: CheckedClient, listed: dict[str, Service], connector: User
) -> None:
    def names(args: str) -> list[str]:
        return [row["name"] for row in objects(client, args)]

    assert names("?area=E07000174") == ["Refuge"]
    assert names("?area=E07000170&need=health.falls") == ["=Tea"]
    assert names("?tier=delay") == ["=Tea", "Refuge"]
    client.sign_in(connector)
    assert names("?tier=delay") == ["Workers"]
    (workers,) = objects(client, "?tier=delay")
    assert workers["tiers"] == "delay"
    assert len(objects(client)) == 3


def test_nothing_that_fits_is_an_empty_table(client: CheckedClient, listed: dict[str, Service]) -> None:
    assert table(client, "?need=no.such") == []
    assert objects(client, "?area=%27%22") == []
