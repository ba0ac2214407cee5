"""Toilets and places to sit on the map of results: a layer that somebody asks for."""

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility, AssetType, Feature, Known, Visibility
from directory.listings.models import Location, Service
from tests.client import CheckedClient
from tests.factories import listings as make

HERE = "/search/amenities?latitude=53.1&longitude=-1.25"


def at(session: Session, listing: Service, north: float, name: str, **values: object) -> Location:
    """A listing at a place some degrees north of here."""
    place = make.location(session, 53.1 + north, -1.25, name=name, **values)
    make.held_at(session, listing, place)
    return place


def amenity(session: Session, name: str, north: float, **values: object) -> Location:
    """An amenity with a page of its own."""
    return at(session, make.service(session, name, asset_type=AssetType.PUBLIC_AMENITY, **values), north, name)


@pytest.mark.requirement("A081")
def test_toilets_and_seats_come_nearest_first_with_what_is_known_of_them(
    client: CheckedClient, session: Session
) -> None:
    make.access(session, Feature.SEATING, Known.YES, place=amenity(session, "Rest garden", 0.002))
    amenity(session, "Market toilets", 0.001)
    hall = at(session, make.service(session, "Tea"), 0.003, "Quarry Rooms")
    for feature in (Feature.SEATING, Feature.CHANGING_PLACES):
        make.access(session, feature, Known.YES, place=hall)
    session.commit()
    found = client.get(HERE).get_json()["amenities"]
    assert [(name, words, kind) for _, _, name, _, words, kind in found] == [
        ("Market toilets", "", "toilet"),
        ("Rest garden", "Seats and places to rest", "seat"),
        ("Quarry Rooms", "Changing Places toilet, seats and places to rest", "toilet"),
    ]
    assert found[2][3] == f"/venues/{hall.id}"
    assert client.get(found[2][3]).status_code == 200


@pytest.mark.requirement("A081")
def test_what_is_not_known_private_hidden_or_far_stays_off(client: CheckedClient, session: Session) -> None:
    make.access(session, Feature.SEATING, Known.NO, place=amenity(session, "Warm room", 0.001))
    make.access(session, Feature.SEATING, Known.NOT_KNOWN, place=at(session, make.service(session), 0.001, "Chapel"))
    amenity(session, "Staff toilets", 0.001, visibility=Visibility.PRIVATE)
    refuge = at(session, make.service(session), 0.001, "Refuge", visibility=AddressVisibility.HIDDEN)
    make.access(session, Feature.SEATING, Known.YES, place=refuge)
    amenity(session, "Far toilets", 0.1)
    session.commit()
    assert client.get(HERE).get_json() == {"amenities": [], "miles": 5}


@pytest.mark.parametrize(
    "args", ["", "?latitude=53", "?latitude=x&longitude=1", "?latitude=nan&longitude=1", "?latitude=91&longitude=1"]
)
def test_nowhere_is_asked_for_again(client: CheckedClient, args: str) -> None:
    assert client.get(f"/search/amenities{args}", headers={"Accept": "application/json"}).status_code == 422
