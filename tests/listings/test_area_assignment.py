"""Which small area, ward and district each location is in."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.models import AreaType
from directory.listings.area_assignment import assign_areas
from directory.listings.codes import AddressVisibility
from directory.listings.models import Location

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BOX = {"type": "Polygon", "coordinates": [[[-1.3, 53.1], [-1.1, 53.1], [-1.1, 53.2], [-1.3, 53.2], [-1.3, 53.1]]]}


@pytest.fixture
def mansfield(session: Session) -> Session:
    """The database session with one district in it."""
    district = AreaRecord("E07000174", "Mansfield", AreaType.DISTRICT, None, date(1974, 4, 1), BOX)
    ward = AreaRecord("E05014614", "Central", AreaType.WARD, "E07000174", date(2025, 1, 1), BOX)
    write_areas(session, [district, ward], at=AT)
    return session


def location(session: Session, latitude: float | None, longitude: float | None = -1.2) -> Location:
    """A place somewhere."""
    place = Location(latitude=latitude, longitude=None if latitude is None else longitude)
    session.add(place)
    session.flush()
    return place


def test_a_location_gets_the_areas_that_hold_it(mansfield: Session) -> None:
    place = location(mansfield, 53.15)
    assigned = assign_areas(mansfield)
    assert (place.lsoa_code, place.ward_code, place.district_code) == (None, "E05014614", "E07000174")
    assert (assigned.read, assigned.changed) == (1, 1)


def test_a_hidden_location_gets_them_too(mansfield: Session) -> None:
    place = location(mansfield, 53.15)
    place.address_visibility = AddressVisibility.HIDDEN
    assign_areas(mansfield)
    assert place.district_code == "E07000174"


def test_a_second_time_changes_nothing_and_no_edit_is_counted(mansfield: Session) -> None:
    place = location(mansfield, 53.15)
    assign_areas(mansfield)
    assert assign_areas(mansfield).changed == 0
    assert place.version == 1


def test_only_the_locations_named_are_looked_at(mansfield: Session) -> None:
    here, there = location(mansfield, 53.15), location(mansfield, 53.16)
    assert assign_areas(mansfield, [here.id]).read == 1
    assert there.district_code is None


def test_a_location_that_moved_away_loses_its_areas(mansfield: Session) -> None:
    place = location(mansfield, 53.15)
    assign_areas(mansfield)
    place.latitude = 50.0
    mansfield.flush()
    assert assign_areas(mansfield).outside == 1
    assert place.district_code is None


def test_a_location_without_a_position_is_counted_apart(mansfield: Session) -> None:
    location(mansfield, None)
    assert assign_areas(mansfield).unplaced == 1
