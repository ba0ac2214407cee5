"""H-S8: an existing listing on the map. A pin moved, an area changed, a postcode tried."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import PostcodePoint
from directory.listings.codes import AddressVisibility, ListingStatus
from directory.listings.editing import read_content
from directory.listings.models import Location, Service, ServiceAtLocation
from directory.search.operations import rebuild
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.moderation.stewardship.conftest import leave
from tests.page import Page

THERE = {"latitude": "53.150000", "longitude": "-1.210000"}


@pytest.fixture
def desk(client: CheckedClient, steward: User, session: Session) -> CheckedClient:
    """The browser of a steward, in a directory that knows three postcodes."""
    for postcode, latitude, longitude in (
        ("NG181AA", 53_140_000, -1_200_000), ("NG182BB", 53_180_000, -1_250_000), ("CT11AA", 51_280_000, 1_080_000),
    ):  # fmt: skip
        session.add(PostcodePoint(postcode=postcode, latitude_e6=latitude, longitude_e6=longitude))
    session.commit()
    client.sign_in(steward)
    return client


def at(listing: Service, part: str = "places") -> str:
    return f"/staff/listings/{listing.id}/{part}"


def sent(desk: CheckedClient, listing: Service, **values: str) -> dict[str, str]:
    """The form of the first place as it is, with some answers changed."""
    form = next(form for form in desk.page(at(listing, "places/1")).forms if "postcode" in form.values)
    return {key: value or "" for key, value in form.values.items()} | {"visibility": "full"} | values


def venue(session: Session, listing: Service) -> dict[str, object]:
    session.expire_all()
    return dict(read_content(session, listing.id)["venues"][0])


def test_a_pin_that_was_dragged_is_kept_and_the_history_says_why(
    desk: CheckedClient, tea: Service, session: Session
) -> None:
    assert "The Hall" in desk.page(at(tea)).text
    answer = desk.post(at(tea, "places/1"), data=sent(desk, tea, **THERE, pinned="yes", why="Wrong bank of the river"))
    assert answer.status_code == 303
    assert (venue(session, tea)["latitude"], venue(session, tea)["longitude"]) == (53.15, -1.21)
    assert "Wrong bank of the river" in desk.page(at(tea, "history")).text


def test_another_postcode_moves_the_pin_and_the_same_one_leaves_it(
    desk: CheckedClient, tea: Service, session: Session
) -> None:
    desk.post(at(tea, "places/1"), data=sent(desk, tea, name="Hall of the Tea"))
    assert venue(session, tea)["latitude"] == 53.14
    desk.post(at(tea, "places/1"), data=sent(desk, tea, postcode="ng182bb"))
    assert (venue(session, tea)["postal_code"], venue(session, tea)["latitude"]) == ("NG18 2BB", 53.18)


def test_a_place_that_others_share_moves_for_them_only_when_asked(
    desk: CheckedClient, tea: Service, far: Service, session: Session
) -> None:
    hall = session.scalars(select(Location).join(ServiceAtLocation).where(ServiceAtLocation.service_id == tea.id)).one()
    make.held_at(session, far, hall)
    session.commit()
    assert "1 other listing is held here" in desk.page(at(tea, "places/1")).text
    alone = {key: value for key, value in sent(desk, tea, **THERE, pinned="yes").items() if key != "for_all"}
    desk.post(at(tea, "places/1"), data=alone)
    session.expire_all()
    assert (venue(session, tea)["latitude"], session.get_one(Location, hall.id).latitude) == (53.15, 53.14)
    number = next(
        number
        for number, row in enumerate(read_content(session, far.id)["venues"], 1)
        if row["location_id"] == str(hall.id)
    )
    make.held_at(session, make.service(session, "Third"), hall)
    session.commit()
    form = next(form for form in desk.page(at(far, f"places/{number}")).forms if "postcode" in form.values)
    said = {key: value or "" for key, value in form.values.items()} | THERE | {"visibility": "full", "pinned": "yes"}
    desk.post(at(far, f"places/{number}"), data=said | {"for_all": "y"})
    session.expire_all()
    assert session.get_one(Location, hall.id).latitude == 53.15


def test_a_place_is_added_and_taken_out_again(desk: CheckedClient, tea: Service, session: Session) -> None:
    desk.post(at(tea, "places/2"), data={"postcode": "NG18 2BB", "name": "Annexe", "visibility": "area", "base": "1"})
    assert [row.get("name") for row in read_content(session, tea.id)["venues"]] == ["The Hall", "Annexe"]
    session.expire_all()
    base = str(session.get_one(Service, tea.id).version)
    assert desk.post(at(tea, "places/1/removal"), data={"base": base}).status_code == 303
    session.expire_all()
    assert [row.get("name") for row in read_content(session, tea.id)["venues"]] == ["Annexe"]


def test_a_postcode_that_is_none_is_refused_beside_its_field(desk: CheckedClient, tea: Service) -> None:
    answer = desk.post(at(tea, "places/1"), data=sent(desk, tea, postcode="NG18", why="Moved"))
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert page.errors == ["Enter a full postcode, like NG18 1AA"]
    assert "Moved" in str([form.values for form in page.forms])


def test_what_somebody_else_moved_meanwhile_is_not_written_over_unseen(
    desk: CheckedClient, tea: Service, session: Session
) -> None:
    mine = sent(desk, tea, **THERE, pinned="yes")
    desk.post(at(tea, "places/1"), data=sent(desk, tea, name="Newer Hall"))
    answer = desk.post(at(tea, "places/1"), data=mine | {"once": "another"})
    assert answer.status_code == 409
    page = Page(answer.get_data(as_text=True))
    assert page.errors[0].startswith("Look again before you save")
    assert venue(session, tea)["name"] == "Newer Hall"


def test_the_area_it_covers_is_changed_and_names_keep_their_codes(
    desk: CheckedClient, tea: Service, session: Session
) -> None:
    make.covers(session, tea, make.area(session, "E92000001", "England and its islands"))
    session.commit()
    page = desk.page(at(tea, "coverage"))
    form = next(form for form in page.forms if "wards" in form.values)
    assert form.values["wards"] == "England and its islands"
    said = {"base": form.values["base"] or "", "reach": "some", "wards": "England and its islands, Kirkby Woodhouse"}
    assert desk.post(at(tea, "coverage"), data=said).status_code == 303
    session.expire_all()
    assert read_content(session, tea.id)["areas"] == [
        {"name": "Kirkby Woodhouse"}, {"code": "E92000001", "name": "England and its islands"},
    ]  # fmt: skip
    assert desk.post(at(tea, "coverage"), data={"reach": "some"}).status_code == 422
    assert "Kirkby Woodhouse" in desk.page(at(tea)).text


def test_a_postcode_is_told_whether_it_is_offered_and_why(
    desk: CheckedClient, tea: Service, session: Session, app: Flask
) -> None:
    make.tag(session, tea, make.term(session, "needs", "loneliness", "Being lonely"))
    session.commit()
    rebuild(session, app.extensions["waypost_settings"].index_dir, at=clock.now())
    near = desk.page(f"{at(tea)}?near=NG18+1AA").text
    assert "Yes. Somebody at NG18 1AA who looks for “Being lonely” finds it: number 1 of 1." in near
    away = desk.page(f"{at(tea)}?near=CT1+1AA").text
    assert "No. A search from there shows what is within" in away
    assert "miles away" in away
    assert "No. " not in desk.page(f"{at(tea)}?near=Nowherebury").text


def test_a_listing_nobody_is_shown_says_so_first(desk: CheckedClient, tea: Service, session: Session) -> None:
    tea.listing_status = ListingStatus.STALE
    session.commit()
    assert (
        "No. Nobody finds it: it is hidden until details are confirmed." in desk.page(f"{at(tea)}?near=NG18+1AA").text
    )


def test_a_pin_far_from_its_postcode_asks_for_a_look(desk: CheckedClient, far: Service) -> None:
    assert "from the middle of NG18 1AA" in desk.page(at(far)).text


def test_no_tile_server_hears_of_a_place_that_is_kept_private(
    desk: CheckedClient, tea: Service, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = {"tile_url": "https://tiles.example/{z}/{x}/{y}.png"}
    changed = app.extensions["waypost_settings"].model_copy(update=tiles)
    monkeypatch.setitem(app.extensions, "waypost_settings", changed)
    monkeypatch.setitem(app.jinja_env.globals, "settings", changed)
    assert "tiles.example" in desk.get(at(tea, "places/1")).get_data(as_text=True)
    held = select(ServiceAtLocation.location_id).where(ServiceAtLocation.service_id == tea.id)
    session.scalars(select(Location).where(Location.id.in_(held))).one().address_visibility = AddressVisibility.HIDDEN
    session.commit()
    assert "tiles.example" not in desk.get(at(tea, "places/1")).get_data(as_text=True)


@pytest.mark.parametrize("part", ["places", "places/1", "coverage"])
def test_only_stewards_of_the_area_place_a_listing(
    client: CheckedClient, tea: Service, far: Service, area_steward: User, provider: User, part: str
) -> None:
    assert client.get(at(tea, part)).status_code == 303
    client.sign_in(provider)
    assert client.get(at(tea, part)).status_code == 403
    leave(client)
    client.sign_in(area_steward)
    assert client.get(at(tea, part)).status_code == 200
    assert client.get(at(far, part)).status_code == 403


def test_there_is_no_place_after_the_new_one(desk: CheckedClient, tea: Service) -> None:
    assert desk.get(at(tea, "places/3")).status_code == 404
    assert desk.post(at(tea, "places/2/removal")).status_code == 404
