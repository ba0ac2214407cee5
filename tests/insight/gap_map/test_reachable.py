"""Who reaches how much, from listings and small areas put together."""

from datetime import datetime
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy.orm import Session

from directory.insight.gap_map.ground import Ground, ground
from directory.insight.gap_map.question import Level
from directory.insight.gap_map.reachable import Reachability, bands_of, offers_by_row, reach
from directory.insight.gap_map.supply import Offer, WhyNot
from directory.insight.methods.access import Balance
from directory.insight.methods.decay import Bands
from directory.insight.models.indicators import Base
from tests.insight import land

HOW = Reachability(Bands(bands_of("3200:1,6400:0.68,9600:0.22")), Balance.ROWS)
PARENTS = dict.fromkeys((land.MANSFIELD, land.BASSETLAW, land.RUSHCLIFFE), land.COUNTY)


def offered(ward: str | None = None, *, serves: tuple[str, ...] = (), **values: object) -> Offer:
    dull: dict[str, object] = {
        "comes_to_people": ward is None,
        "from_afar": False,
        "places": None,
        "is_room_known": True,
        "why_not": None,
    }
    points = (land.SPOTS[ward],) if ward else ()
    return Offer(id=uuid4(), name="Minibus", points=points, serves=frozenset(serves), **(dull | values))  # type: ignore[arg-type]


@pytest.fixture
def here(session: Session, at: datetime) -> Ground:
    land.county(session)
    return ground(session, PARENTS)


def test_people_and_access_add_up_to_what_can_be_reached(here: Ground) -> None:
    people = here.people[Base.RESIDENTS]
    found = reach(here, [offered(land.LADYBROOK), offered(land.WORKSOP)], people, PARENTS, HOW)
    assert float((found.scores * people).sum()) == pytest.approx(2.0)


def test_what_is_full_is_listed_and_does_not_help(here: Ground) -> None:
    people = here.people[Base.RESIDENTS]
    found = reach(here, [offered(land.LADYBROOK, why_not=WhyNot.FULL)], people, PARENTS, HOW)
    assert not found.scores.any()
    assert np.isinf(found.nearest_usable).all()
    assert np.isfinite(found.nearest_listed).all()


def test_what_comes_to_people_helps_in_its_area_and_nowhere_else(here: Ground) -> None:
    people = here.people[Base.RESIDENTS]
    found = reach(here, [offered(serves=(land.MANSFIELD,))], people, PARENTS, HOW)
    assert [ward for ward, served in zip(here.wards, found.served_usable, strict=True) if served] == [
        land.LADYBROOK,
        land.OAK_TREE,
    ]
    assert float((found.scores * people).sum()) == pytest.approx(1.0)


def test_a_county_service_helps_in_all_its_districts(here: Ground) -> None:
    found = reach(here, [offered(serves=(land.COUNTY,))], here.people[Base.RESIDENTS], PARENTS, HOW)
    assert found.served_usable.all()


@pytest.mark.parametrize("each", [offered(serves=("E92000001",)), offered(from_afar=True, comes_to_people=False)])
def test_what_serves_the_whole_country_is_counted_apart_and_hides_no_gap(here: Ground, each: Offer) -> None:
    found = reach(here, [each], here.people[Base.RESIDENTS], PARENTS, HOW)
    assert found.everywhere == 1
    assert not found.served_usable.any()
    assert not found.scores.any()


def test_listings_are_counted_in_the_rows_where_they_are_or_that_they_serve(here: Ground) -> None:
    rows = here.of_rows([land.MANSFIELD, land.BASSETLAW, land.RUSHCLIFFE], Level.DISTRICT)
    each = [
        offered(land.LADYBROOK),
        offered(serves=(land.BASSETLAW,)),
        offered(land.WORKSOP, why_not=WhyNot.STALE),
        offered(serves=("E92000001",)),
    ]
    assert offers_by_row(here, each, rows, PARENTS, 3).tolist() == [1, 1, 0]
