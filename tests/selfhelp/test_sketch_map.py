"""A sketch map on paper: what it shows, what it never shows, and that nothing on it covers anything else."""

from itertools import combinations

import pytest
from sqlalchemy.orm import Session

from directory.geo.models import PlaceName
from directory.geo.point import Point
from directory.listings.codes import AddressVisibility
from directory.selfhelp.sketch_map import HEIGHT, LETTER, LINE, MARGIN, WIDTH, frame_of, marks_of, towns_of
from tests.client import CheckedClient
from tests.factories import listings as make

MANSFIELD = Point(53.144, -1.196)


def town(name: str, north: float = 0.0, east: float = 0.0, population: int = 1000) -> PlaceName:
    here = MANSFIELD
    return PlaceName(
        name=name,
        latitude=here.latitude + north,
        longitude=here.longitude + east,
        population=population,
        within="Notts",
    )


def test_all_places_are_inside_the_margin_however_far_apart() -> None:
    for points in ([MANSFIELD], [MANSFIELD, Point(51.3, 1.1)], [MANSFIELD, Point(53.144, -0.7), Point(53.15, -1.4)]):
        frame = frame_of(points)
        for point in points:
            x, y = frame.spot(point.latitude, point.longitude)
            assert MARGIN - 1 <= x <= WIDTH - MARGIN + 1
            assert MARGIN - 1 <= y <= HEIGHT - MARGIN + 1


def test_north_is_up_and_east_is_right() -> None:
    frame = frame_of([MANSFIELD])
    x, y = frame.spot(MANSFIELD.latitude + 0.01, MANSFIELD.longitude + 0.01)
    assert x > WIDTH / 2
    assert y < HEIGHT / 2


def test_listings_at_one_place_share_a_mark_with_their_numbers() -> None:
    found = list(marks_of([(1, (100.0, 100.0)), (2, (300.0, 100.0)), (3, (110.0, 90.0)), (3, (105.0, 95.0))]))
    assert [mark.words for mark in found] == ["1, 3", "2"]
    assert found[0].width > found[1].width
    crowd = list(marks_of([(number, (100.0, 100.0)) for number in range(1, 8)]))
    assert [mark.words for mark in crowd] == ["1, 2, 3, 4 …"]


def test_the_largest_towns_are_named_and_no_name_covers_another() -> None:
    frame = frame_of([MANSFIELD])
    places = [town(f"Village {number}", number / 900, number / 700, 10) for number in range(-20, 20)]
    towns = towns_of([*places, town("Mansfield", 0.001, 0.001, 100_000)], frame, list(marks_of([(1, (340.0, 220.0))])))
    assert towns[0].name == "Mansfield"
    assert len({each.name for each in towns}) == len(towns) > 3
    for one, other in combinations(towns, 2):
        first, second = sorted((one, other), key=lambda each: each.left)
        is_above = abs(one.baseline - other.baseline) >= LINE
        assert is_above or first.left + LETTER * len(first.name) <= second.left, (one, other)


@pytest.mark.parametrize(
    ("visibility", "is_drawn"),
    [(AddressVisibility.FULL, True), (AddressVisibility.AREA, False), (AddressVisibility.HIDDEN, False)],
)
def test_only_an_address_that_is_printed_is_drawn(
    client: CheckedClient, session: Session, visibility: AddressVisibility, is_drawn: bool
) -> None:
    club = make.service(session, "Lunch club")
    hall = make.location(session, MANSFIELD.latitude, MANSFIELD.longitude, name="Hall")
    hall.address_visibility = visibility
    make.held_at(session, club, hall)
    session.commit()
    page = client.page(f"/listings/{club.id}/leaflet")
    assert ("Where it is" in page.text) is is_drawn
    assert ("Sketch map" in page.html) is is_drawn
