"""Towns that only the directory's own addresses know."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.answers import Choice, Found
from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.lookup import resolve_place
from directory.geo.models import FROM_ADDRESSES, AreaType, PlaceName
from directory.listings.codes import AddressVisibility
from directory.listings.local_places import learn_places
from directory.listings.models import Address, Location

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BOX = {"type": "Polygon", "coordinates": [[[-1.3, 52.8], [-1.1, 52.8], [-1.1, 53.0], [-1.3, 53.0], [-1.3, 52.8]]]}


@pytest.fixture
def broxtowe(session: Session) -> Session:
    """A district in its county."""
    county = AreaRecord("E10000024", "Nottinghamshire", AreaType.COUNTY, None, date(1974, 4, 1), None)
    district = AreaRecord("E07000172", "Broxtowe", AreaType.DISTRICT, "E10000024", date(1974, 4, 1), BOX)
    write_areas(session, [county, district], at=AT)
    return session


def address(session: Session, city: str, latitude: float = 52.93, **facts: object) -> Location:
    """A venue in a town."""
    place = Location(latitude=latitude, longitude=-1.21, **facts)
    session.add(place)
    session.flush()
    session.add(Address(location_id=place.id, address_1="1 High Road", city=city))
    session.flush()
    return place


def listed(session: Session, name: str, within: str, latitude: float, longitude: float, population: int = 0) -> None:
    """A place of the shipped list."""
    session.add(
        PlaceName(
            name=name, folded_name=name.lower(), within=within, latitude=latitude, longitude=longitude,
            population=population, source="geonames", external_id=f"{name}{within}",
        )
    )  # fmt: skip
    session.flush()


def learnt(session: Session) -> list[tuple[str, str]]:
    """What was learnt."""
    rows = session.scalars(select(PlaceName).where(PlaceName.source == FROM_ADDRESSES).order_by(PlaceName.name))
    return [(row.name, row.within) for row in rows]


def test_a_town_that_the_list_lacks_is_found_by_its_name(broxtowe: Session) -> None:
    address(broxtowe, "Beeston")
    address(broxtowe, "BEESTON", 52.95)
    address(broxtowe, "Beeston", 52.92)
    assert learn_places(broxtowe, AT) == "1 places known from addresses only"
    found = resolve_place(broxtowe, "beeston")
    assert isinstance(found, Found)
    assert (found.label, round(found.point.latitude, 2)) == ("Beeston, Nottinghamshire", 52.93)


def test_hamlets_of_the_name_far_away_are_not_asked_about_but_towns_are(broxtowe: Session) -> None:
    address(broxtowe, "Beeston")
    listed(broxtowe, "Beeston", "Norfolk", 52.7, 0.82, 566)
    learn_places(broxtowe, AT)
    found = resolve_place(broxtowe, "Beeston")
    assert isinstance(found, Found)
    assert found.label == "Beeston, Nottinghamshire"
    listed(broxtowe, "Beeston", "Leeds", 53.77, -1.56, 22_000)
    assert isinstance(resolve_place(broxtowe, "Beeston"), Choice)


def test_a_town_that_the_list_has_nearby_is_not_learnt_again(broxtowe: Session) -> None:
    address(broxtowe, "Beeston")
    listed(broxtowe, "Beeston", "Nottinghamshire", 52.925, -1.215, 37_000)
    learn_places(broxtowe, AT)
    assert learnt(broxtowe) == []


@pytest.mark.parametrize("city", ["", "12 High Road, Beeston", "x" * 41, "!!"])
def test_what_is_no_name_is_not_learnt(broxtowe: Session, city: str) -> None:
    address(broxtowe, city)
    learn_places(broxtowe, AT)
    assert learnt(broxtowe) == []


@pytest.mark.parametrize("shown", [AddressVisibility.HIDDEN, AddressVisibility.AREA])
def test_an_address_of_which_not_all_is_shown_teaches_nothing(broxtowe: Session, shown: AddressVisibility) -> None:
    address(broxtowe, "Secretham", address_visibility=shown)
    learn_places(broxtowe, AT)
    assert learnt(broxtowe) == []


def test_a_town_outside_the_areas_we_hold_is_not_learnt(broxtowe: Session) -> None:
    address(broxtowe, "Faraway", 55.0)
    learn_places(broxtowe, AT)
    assert learnt(broxtowe) == []


def test_a_town_that_no_address_names_any_more_is_forgotten_and_the_rest_stays_as_it_is(broxtowe: Session) -> None:
    address(broxtowe, "Stapleford")
    moved = address(broxtowe, "Beeston")
    learn_places(broxtowe, AT)
    version = broxtowe.scalars(select(PlaceName.version).where(PlaceName.name == "Stapleford")).one()
    broxtowe.scalars(select(Address).where(Address.location_id == moved.id)).one().city = ""
    learn_places(broxtowe, AT)
    assert learnt(broxtowe) == [("Stapleford", "Nottinghamshire")]
    assert broxtowe.scalars(select(PlaceName.version).where(PlaceName.name == "Stapleford")).one() == version
