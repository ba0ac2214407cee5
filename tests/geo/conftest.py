"""A small country: some part-postcodes, some namesakes, two square districts in a square county."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.folding import fold
from directory.geo.models import AreaType, PlaceName, PostcodePoint, PostcodeZone

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
FIRST_DAY = date(2020, 4, 1)

ZONES = {
    "NG18": (53.141, -1.186),
    "NG18 1": (53.1447, -1.198),
    "NG18 2": (53.1454, -1.1855),
    "NG1": (52.955, -1.149),
    "NG1 1": (52.953, -1.142),
    "NG19": (53.162, -1.204),
    "N11": (51.614, -0.1375),
    "N1": (51.538, -0.099),
    "N1 1": (51.5407, -0.1067),
    "OX1": (51.75, -1.256),
    "OX1 1": (51.751, -1.262),
}
PLACES = (
    ("Mansfield", 53.1333, -1.2, "Nottinghamshire", 171_958),
    ("Mansfield Woodhouse", 53.165, -1.1938, "Nottinghamshire", 17_941),
    ("Worksop", 53.3018, -1.124, "Nottinghamshire", 44_733),
    ("Sutton", 51.35, -0.2, "London", 187_600),
    ("Sutton", 52.388, 0.1187, "Cambridgeshire", 3_816),
    ("Sutton in Ashfield", 53.1254, -1.2614, "Nottinghamshire", 36_404),
    ("Sutton Coldfield", 52.5667, -1.8167, "West Midlands", 109_899),
    ("Kirkby in Ashfield", 53.0998, -1.2438, "Nottinghamshire", 27_539),
    ("Newark on Trent", 53.0667, -0.8167, "Nottinghamshire", 43_363),
    ("Wells", 51.209, -2.647, "Somerset", 11_343),
    ("Wells", 51.1, -2.1, "Wiltshire", 0),
    ("St Ives", 50.2118, -5.4815, "Cornwall", 11_226),
)


def square(south: float, west: float, north: float, east: float) -> dict[str, object]:
    """A GeoJSON box."""
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


AREAS = (
    AreaRecord("E92000001", "England", AreaType.COUNTRY, None, FIRST_DAY, None),
    AreaRecord("E10000024", "Nottinghamshire", AreaType.COUNTY, "E92000001", FIRST_DAY, None),
    AreaRecord("E07000174", "Mansfield", AreaType.DISTRICT, "E10000024", FIRST_DAY, square(53.1, -1.3, 53.2, -1.1)),
    AreaRecord("E07000171", "Bassetlaw", AreaType.DISTRICT, "E10000024", FIRST_DAY, square(53.2, -1.3, 53.4, -1.0)),
    AreaRecord("E05000001", "Market", AreaType.WARD, "E07000174", FIRST_DAY, square(53.13, -1.21, 53.15, -1.19)),
    AreaRecord("E01000001", "Mansfield 001A", AreaType.LSOA, "E07000174", FIRST_DAY, square(53.14, -1.2, 53.15, -1.19)),
)


def postcode(key: str, *, terminated: str | None = None, district: str | None = None) -> PostcodePoint:
    """A full postcode in the middle of Mansfield."""
    return PostcodePoint(
        postcode=key, latitude_e6=53_144_000, longitude_e6=-1_195_000, terminated=terminated, district_code=district
    )


@pytest.fixture
def country(session: Session) -> Session:
    """The database session with the small country in it."""
    for code, (latitude, longitude) in ZONES.items():
        session.add(PostcodeZone(code=code, latitude=latitude, longitude=longitude, postcodes=10))
    for name, latitude, longitude, within, population in PLACES:
        session.add(_place(name, fold(name), latitude, longitude, within, population))
    session.add(_place("Newark on Trent", "newark", 53.0667, -0.8167, "Nottinghamshire", 43_363))
    write_areas(session, AREAS, at=AT)
    session.flush()
    return session


def _place(name: str, folded: str, latitude: float, longitude: float, within: str, population: int) -> PlaceName:
    return PlaceName(
        name=name, folded_name=folded, latitude=latitude, longitude=longitude, within=within, population=population
    )
