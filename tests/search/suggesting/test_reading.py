"""Which names are read, and in which order."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from directory.geo.area_loading import AreaRecord, write_areas
from directory.geo.models import AreaType, PlaceName
from directory.search.suggesting.reading import _places

BOX = {"type": "Polygon", "coordinates": [[[-1.3, 53.1], [-1.1, 53.1], [-1.1, 53.2], [-1.3, 53.2], [-1.3, 53.1]]]}


def test_a_place_of_ours_comes_before_a_larger_one_elsewhere(session: Session) -> None:
    district = AreaRecord("E07000174", "Mansfield", AreaType.DISTRICT, None, date(1974, 4, 1), BOX)
    write_areas(session, [district], at=datetime(2026, 1, 5, tzinfo=UTC))
    for name, latitude, population in (("Manchester", 53.48, 400_000), ("Mansfield", 53.14, 80_000)):
        place = PlaceName(name=name, folded_name=name.lower(), latitude=latitude, longitude=-1.2, population=population)
        session.add(place)
    session.flush()
    assert [name.label for name in _places(session)] == ["Mansfield", "Manchester"]
