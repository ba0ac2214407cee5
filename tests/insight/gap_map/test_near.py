"""How many people live near enough: three limits, by hand, on the page and in the file."""

import csv
import io
from datetime import datetime
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.gap_map.ground import Ground, ground
from directory.insight.gap_map.near import Near, nearness
from directory.insight.gap_map.reachable import Reachability, bands_of, reach
from directory.insight.gap_map.supply import Offer, WhyNot
from directory.insight.methods.access import Balance
from directory.insight.methods.decay import Bands
from directory.insight.models.indicators import Base
from directory.listings.codes import CapacityStatus
from directory.listings.models import ServiceCapacity
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight import land

HOW = Reachability(Bands(bands_of("3200:1,6400:0.68,9600:0.22")), Balance.ROWS)
PARENTS = dict.fromkeys((land.MANSFIELD, land.BASSETLAW, land.RUSHCLIFFE), land.COUNTY)
#: One degree of latitude is 111,195 metres. From Ladybrook north: 500 m, 1,100 m and 4,500 m in a straight line are
#: estimated ways of 650, 1,430 and 5,850 metres; 4,700 m are 6,110, which takes longer than half an hour.
NORTH = {500: 0, 1_100: 1, 4_500: 2, 4_700: 3}


def far(metres: int) -> tuple[float, float]:
    north, east = land.SPOTS[land.LADYBROOK]
    return north + metres / 111_195, east


def offered(*points: tuple[float, float], **values: object) -> Offer:
    dull: dict[str, object] = {
        "serves": frozenset(),
        "comes_to_people": False,
        "from_afar": False,
        "places": None,
        "is_room_known": True,
        "why_not": None,
    }
    return Offer(id=uuid4(), name="Minibus", points=points, **(dull | values))  # type: ignore[arg-type]


@pytest.fixture
def here(session: Session, at: datetime) -> Ground:
    land.county(session)
    return ground(session, [land.MANSFIELD])


def shares(here: Ground, *offers: Offer) -> dict[Near, tuple[float | None, float | None]]:
    """The shares of Ladybrook's people, by what can be counted on and by all that is listed."""
    people = here.people[Base.RESIDENTS]
    found = reach(here, offers, people, PARENTS, HOW)
    inside = np.array([ward == land.LADYBROOK for ward in here.wards])
    near = nearness(here, found, people, inside)
    return {limit: (both.usable.share, both.listed.share) for limit, both in near.items()}


@pytest.mark.parametrize(
    ("metres", "within"), [(500, (1, 1, 1)), (1_100, (0, 1, 1)), (4_500, (0, 0, 1)), (4_700, (0, 0, 0))]
)
def test_each_limit_ends_where_it_says(here: Ground, metres: int, within: tuple[int, int, int]) -> None:
    assert tuple(usable for usable, _ in shares(here, offered(far(metres))).values()) == within


def test_what_is_full_is_in_the_second_figure_only(here: Ground) -> None:
    found = shares(here, offered(far(500), why_not=WhyNot.FULL))
    assert set(found.values()) == {(0.0, 1.0)}


def test_what_comes_to_people_reaches_them_at_any_distance_and_is_no_place_to_go_to(here: Ground) -> None:
    visiting = offered(serves=frozenset({land.LADYBROOK}), comes_to_people=True)
    assert set(shares(here, visiting).values()) == {(1.0, 1.0)}
    people = here.people[Base.RESIDENTS]
    found = reach(here, [visiting], people, PARENTS, HOW)
    everybody = np.array([True, True])
    assert {both.usable.share for both in nearness(here, found, people, everybody).values()} == {0.5}
    places = nearness(here, found, people, everybody, visited=False)
    assert {both.usable.share for both in places.values()} == {0.0}


def lines(client: CheckedClient, address: str) -> list[list[str]]:
    text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def near_and_far(year: None, session: Session) -> None:
    """Something 500 m from Ladybrook that has room, and something at Worksop that is full."""
    make.held_at(session, land.offer(session, "Minibus", ward=None), make.location(session, *far(500)))
    full = land.offer(session, "Dial a ride", ward=land.WORKSOP)
    session.add(ServiceCapacity(service_id=full.id, status=CapacityStatus.FULL))
    session.flush()


@pytest.mark.usefixtures("near_and_far")
def test_page_and_file_tell_all_three_as_estimates_with_and_without_what_is_full(
    client: CheckedClient, commissioner: User
) -> None:
    client.sign_in(commissioner)
    text = client.page("/insight").text
    assert "Near enough to help" in text
    assert "No timetable is read" in text
    table = lines(client, "/insight/gap-map.csv")
    start = table.index(["Near enough to help"])
    head = next(line for line in table[start:] if line and line[0] == "Area")
    assert head[1::2] == [f"{near.label} of a place to go to" for near in Near]
    rows = {line[0]: line[1:] for line in table[start : table.index([], start)]}
    # Half of Mansfield's people (Ladybrook) live 650 m away; Oak Tree's 2 km off take 2,700 m: half an hour by bus.
    assert rows["Mansfield"] == ["50% (50%)"] * 4 + ["100% (100%)"] * 2
    assert rows["Bassetlaw"] == ["0% (100%)"] * 6
    assert rows["All of Nottinghamshire"][0] == "25% (50%)"


@pytest.mark.usefixtures("near_and_far")
def test_the_map_shows_how_near_help_is_when_asked(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page("/insight?show=bus_30")
    assert "People within 30 minutes by bus of a place to go to" in page.text
    rows = page.all(".//table")[0].findall(".//tr")[1:]
    assert [page.text_of(row.findall("td")[-1]) for row in rows] == ["0%", "100%", "0%"]
    assert client.get("/insight?show=nonsense").status_code == 404
