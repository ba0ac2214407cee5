"""Which areas hold a point, and areas that follow each other."""

from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from directory.geo.area_file import AreaTally, read_areas
from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.areas import AreaCodes, areas_above, areas_containing, assign_areas
from directory.geo.models import Area, AreaType
from directory.geo.operations import load_places
from directory.geo.point import Point
from tests.geo.conftest import AREAS, AT, FIRST_DAY, square
from tests.outside import SHARED, need

MARKET_PLACE = Point(53.144, -1.195)
LATER = AT + timedelta(hours=1)


def codes_at(session: Session, point: Point) -> list[str]:
    return [area.code for area in areas_containing(session, point)]


def test_areas_come_most_local_first_with_their_parents(country: Session) -> None:
    assert codes_at(country, MARKET_PLACE) == ["E01000001", "E05000001", "E07000174", "E10000024", "E92000001"]


def test_an_area_is_known_by_name_and_type(country: Session) -> None:
    district = areas_containing(country, MARKET_PLACE)[2]
    assert (district.name, district.area_type) == ("Mansfield", AreaType.DISTRICT)


def test_the_open_sea_is_in_no_area(country: Session) -> None:
    assert codes_at(country, Point(56.0, 1.5)) == []


def test_a_point_on_a_border_is_in_one_district(country: Session) -> None:
    districts = [code for code in codes_at(country, Point(53.2, -1.2)) if code.startswith("E07")]
    assert len(districts) == 1


def test_a_ward_s_own_district_outranks_a_rough_outline(country: Session) -> None:
    rough = AreaRecord("E05000009", "Edge", AreaType.WARD, "E07000171", FIRST_DAY, square(53.17, -1.25, 53.19, -1.2))
    write_areas(country, [rough], at=LATER)
    assert codes_at(country, Point(53.18, -1.22))[:2] == ["E05000009", "E07000171"]


def test_the_outlines_in_memory_follow_a_change(country: Session) -> None:
    assert codes_at(country, Point(53.05, -1.2)) == []
    wider = replace(AREAS[2], geometry=square(53.0, -1.3, 53.2, -1.1))
    write_areas(country, [wider], at=LATER)
    assert codes_at(country, Point(53.05, -1.2)) == ["E07000174", "E10000024", "E92000001"]


def test_outlines_are_read_once(country: Session) -> None:
    areas_containing(country, MARKET_PLACE)
    statements: list[str] = []
    engine = country.get_bind().engine
    listen = lambda *args: statements.append(args[2])  # noqa: E731 -- needed by name to be removed again
    event.listen(engine, "before_cursor_execute", listen)
    areas_containing(country, MARKET_PLACE)
    event.remove(engine, "before_cursor_execute", listen)
    assert len(statements) == 1
    assert "geometry" not in statements[0]


def test_many_points_are_assigned_at_once(country: Session) -> None:
    points = [(53.144, -1.195), (53.18, -1.15), (53.3, -1.1), (10.0, 10.0)]
    assert assign_areas(country, points) == [
        AreaCodes("E01000001", "E05000001", "E07000174"),
        AreaCodes(None, None, "E07000174"),
        AreaCodes(None, None, "E07000171"),
        AreaCodes(),
    ]


def test_no_points_need_no_areas(session: Session) -> None:
    assert assign_areas(session, []) == []


def test_an_unknown_code_has_nothing_above_it(country: Session) -> None:
    assert areas_above(country, "E07999999") == ()


def test_writing_the_same_areas_again_changes_nothing(country: Session) -> None:
    written = write_areas(country, AREAS, at=LATER)
    assert (written.created, written.changed, written.unchanged) == (0, 0, len(AREAS))


@pytest.mark.requirement("A134")
def test_a_later_version_ends_the_earlier_and_takes_over_what_hung_below(country: Session) -> None:
    reorganised = replace(AREAS[2], name="North Nottinghamshire", valid_from=date(2025, 4, 1))
    write_areas(country, [reorganised], at=LATER)
    old, new = sorted(country.scalars(select(Area).where(Area.code == "E07000174")), key=attrgetter("valid_from"))
    assert (old.valid_to, new.valid_to) == (date(2025, 4, 1), None)
    names = [area.name for area in areas_containing(country, MARKET_PLACE)]
    assert names == ["Mansfield 001A", "Market", "North Nottinghamshire", "Nottinghamshire", "England"]


def test_an_older_version_loaded_late_is_ended_already(country: Session) -> None:
    write_areas(country, [replace(AREAS[2], name="Of old", valid_from=date(2010, 4, 1))], at=LATER)
    old = country.scalars(select(Area).where(Area.name == "Of old")).one()
    assert old.valid_to == FIRST_DAY
    assert "Of old" not in [area.name for area in areas_containing(country, MARKET_PLACE)]


def test_a_district_that_is_only_named_does_not_replace_its_outline(country: Session) -> None:
    named = replace(AREAS[2], geometry=None, valid_from=date(2025, 1, 1), is_only_named=True)
    write_areas(country, [named], at=LATER)
    assert "E07000174" in codes_at(country, MARKET_PLACE)


def test_mansfield_town_centre_is_in_its_true_areas(session: Session) -> None:
    need("SHARED")
    load_places(session, at=AT)
    folder = SHARED / "data" / "areas" / "nottinghamshire"
    for path in sorted(folder.glob("*/*.geojson.gz")):
        write_areas(session, read_areas(path, AreaTally()), at=LATER)
    areas = areas_containing(session, Point(53.14379, -1.19469))
    assert [area.code for area in areas] == ["E01028268", "E05014614", "E07000174", "E10000024", "E92000001"]
    assert areas[2].name == "Mansfield"
