"""H-S9: boundaries change by the desk: who moves is seen first, old links lead on."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.geo.boundary_change import became
from directory.geo.models import Area, AreaType
from directory.listings.area_assignment import assign_areas
from directory.listings.boundary_moves import assign_on_the_day
from directory.listings.models import Location, Service
from directory.search.operations import rebuild
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page

OLD, NEW = "E07000174", "E06000099"


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def outlines(code: str = NEW, name: str = "North Notts", year: int = 26) -> bytes:
    properties = {f"LAD{year}CD": code, f"LAD{year}NM": name}
    feature = {"type": "Feature", "properties": properties, "geometry": square(-1.4, 53.0, -1.0, 53.4)}
    return orjson.dumps({"type": "FeatureCollection", "features": [feature]})


@pytest.fixture
def town(session: Session) -> Service:
    """A listing in Mansfield, whose district is drawn."""
    mansfield = make.area(session, OLD, "Mansfield")
    mansfield.geometry = square(-1.3, 53.1, -1.1, 53.2)
    listing = make.service(session, "Tea on Tuesdays")
    make.held_at(session, listing, make.location(session, 53.14, -1.2))
    session.flush()
    assign_areas(session)
    session.commit()
    return listing


@pytest.fixture
def desk(client: CheckedClient, steward: User) -> CheckedClient:
    """The browser of a steward."""
    client.sign_in(steward)
    return client


def send(
    client: CheckedClient, content: bytes | None = None, first: str = "", name: str = "lad.geojson"
) -> TestResponse:
    data = {"file": (BytesIO(content or outlines()), "lad.geojson"), "valid_from": first}
    return client.post("/staff/areas/uploads", data=data, content_type="multipart/form-data")


def district(session: Session) -> str | None:
    session.expire_all()
    return session.scalars(select(Location.district_code)).one()


def test_what_would_move_is_seen_and_nothing_has_moved(desk: CheckedClient, town: Service, session: Session) -> None:
    page = desk.page(send(desk).location)
    assert "1 listing from Mansfield to North Notts" in page.text
    assert "Mansfield becomes North Notts" in page.text
    assert district(session) == OLD
    assert session.scalar(select(func.count()).select_from(Area).where(Area.code == NEW)) == 0


def test_applied_listings_move_and_old_links_lead_on(
    desk: CheckedClient, town: Service, session: Session, app: Flask, steward: User
) -> None:
    assert desk.post(f"{send(desk).location}/application").status_code == 303
    assert district(session) == NEW
    old = session.scalars(select(Area).where(Area.code == OLD)).one()
    assert old.valid_to == date(2026, 1, 1)
    assert became(session, [OLD, NEW], today=clock.today()) == {OLD: (NEW,)}
    assert session.scalars(select(AuditEvent.actor).where(AuditEvent.action == "areas.changed")).one() == steward.actor
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    assert "Tea on Tuesdays" in desk.page(f"/search?area={OLD}").text


def test_a_day_to_come_waits_for_its_night(desk: CheckedClient, town: Service, session: Session, at: datetime) -> None:
    there = send(desk, first="2026-04-01").location
    page = desk.page(there)
    assert "1 listing from Mansfield to North Notts" in page.text
    assert desk.post(f"{there}/application").status_code == 303
    assert district(session) == OLD
    assert assign_on_the_day(session, at) == "no boundary changes today"
    with clock.stopped_at(at + timedelta(days=86)):
        assert "1 changed" in assign_on_the_day(session, clock.now())
    session.commit()
    assert district(session) == NEW


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}", "has no list of features"),
        (b"not json", "is not whole GeoJSON"),
        (b"\x1f\x8bdamaged", "damaged or cut off"),
    ],
)
def test_what_are_no_outlines_is_refused(desk: CheckedClient, content: bytes, sentence: str) -> None:
    answer = send(desk, content)
    assert answer.status_code == 422
    assert sentence in Page(answer.get_data(as_text=True)).errors[0]


def test_a_file_is_needed(desk: CheckedClient) -> None:
    answer = desk.post("/staff/areas/uploads", data={}, content_type="multipart/form-data")
    assert Page(answer.get_data(as_text=True)).errors == ["Choose a file"]


def test_outlines_are_thrown_away_and_unknown_ones_are_404(desk: CheckedClient, town: Service) -> None:
    there = send(desk).location
    assert desk.post(f"{there}/removal").status_code == 303
    assert desk.get(there).status_code == 404
    assert desk.get(f"/staff/areas/uploads/{uuid4()}").status_code == 404


def test_areas_are_counted_by_kind(desk: CheckedClient, town: Service) -> None:
    assert f"{AreaType.DISTRICT.label} 1" in desk.page("/staff/areas").text


@pytest.mark.parametrize("who", ["area_steward", "provider", "administrator"])
def test_others_may_not(client: CheckedClient, who: str, request: pytest.FixtureRequest) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/staff/areas").status_code == 403
    assert send(client).status_code == 403
