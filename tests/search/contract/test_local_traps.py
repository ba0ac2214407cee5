"""A local search keeps everything that reaches the person there: the traps every directory falls into."""

import pytest
from sqlalchemy.orm import Session

from directory.geo.models import AreaType
from directory.listings.codes import AddressVisibility
from tests.factories.listings import area, covers, held_at, location, service
from tests.search.conftest import MANSFIELD, MARGATE, Searching


def test_a_phone_service_without_a_venue_is_kept_and_labelled(searching: Searching, session: Session) -> None:
    line = service(session, "Listening line", delivery_modes=["phone"])
    (hit,) = searching.reindex().search("listening", near=MANSFIELD).hits
    assert (hit.service_id, hit.label, hit.distance_m) == (line.id, "By phone", None)


def test_a_national_line_is_kept(searching: Searching, session: Session) -> None:
    line = service(session, "National advice", delivery_modes=["phone"])
    covers(session, line, "England")
    (hit,) = searching.reindex().search("advice", near=MANSFIELD).hits
    assert hit.labels == ("By phone", "Covers England")


def test_a_borough_wide_home_visit_is_kept_and_says_where_it_comes(searching: Searching, session: Session) -> None:
    visits = service(session, "Safe at home", delivery_modes=["home"])
    covers(session, visits, area(session, "E07000174", "Mansfield"))
    (hit,) = searching.reindex().search("safe", near=MANSFIELD).hits
    assert hit.label == "Comes to your home in Mansfield"


def test_a_home_visit_in_another_borough_is_not_offered(searching: Searching, session: Session) -> None:
    visits = service(session, "Safe at home", delivery_modes=["home"])
    covers(session, visits, area(session, "E07000114", "Thanet"))
    found = searching.reindex()
    assert found.ids("safe", near=MANSFIELD) == []
    assert found.ids("safe", near=MARGATE) == [visits.id]


@pytest.mark.requirement("A048")
def test_a_class_at_two_venues_comes_once_with_the_nearer(searching: Searching, session: Session) -> None:
    chairs = service(session, "Chair exercise")
    far, near = location(session, 53.20, -1.20), location(session, 53.15, -1.20)
    held_at(session, chairs, far)
    held_at(session, chairs, near)
    (hit,) = searching.reindex().search("chair", near=MANSFIELD).hits
    assert hit.location_id == near.id
    assert hit.distance_m is not None
    assert 600 < hit.distance_m < 900


def test_a_hidden_refuge_is_kept_and_its_place_is_told_nowhere(searching: Searching, session: Session) -> None:
    refuge = service(session, "A safe house")
    held_at(session, refuge, location(session, 53.144, -1.196, city="Pleasley", visibility=AddressVisibility.HIDDEN))
    found = searching.reindex()
    (hit,) = found.search("safe house", near=MANSFIELD).hits
    assert (hit.label, hit.distance_m, hit.location_id) == ("Address kept private", None, None)
    assert found.search("safe house", near=MANSFIELD, view="map").points == ()
    assert found.ids("Pleasley") == []


def test_a_hidden_refuge_of_another_area_is_not_offered(searching: Searching, session: Session) -> None:
    refuge = service(session, "A safe house")
    held_at(session, refuge, location(session, 51.389, 1.386, visibility=AddressVisibility.HIDDEN))
    covers(session, refuge, area(session, "E10000016", "Kent", AreaType.COUNTY))
    found = searching.reindex()
    assert found.ids("safe house", near=MANSFIELD) == []
    assert found.ids("safe house", near=MARGATE) == [refuge.id]


@pytest.mark.requirement("A055")
def test_a_county_wide_group_is_kept_with_its_distance(searching: Searching, session: Session) -> None:
    choir = service(session, "County choir")
    held_at(session, choir, location(session, 52.954, -1.15, city="Nottingham"))
    covers(session, choir, area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY))
    (hit,) = searching.reindex().search("choir", near=MANSFIELD, radius="5").hits
    assert hit.label == "Covers Nottinghamshire"
    assert hit.distance_m is not None
    assert hit.distance_m > 20_000


def test_a_venue_far_away_is_not_local(searching: Searching, session: Session) -> None:
    choir = service(session, "Seaside choir")
    held_at(session, choir, location(session, 51.389, 1.386))
    assert searching.reindex().ids("choir", near=MANSFIELD) == []


@pytest.mark.requirement("A020")
def test_an_informal_asset_without_any_place_is_kept(searching: Searching, session: Session) -> None:
    service(session, "Our street", delivery_modes=[])
    (hit,) = searching.reindex().search("street", near=MANSFIELD).hits
    assert hit.label == "Place not stated"


def test_a_town_only_address_is_found_by_town_but_not_by_street_nor_put_on_the_map(
    searching: Searching, session: Session
) -> None:
    group = service(session, "Quiet group")
    place = location(session, 53.14412, -1.19634, name="Rowan House", visibility=AddressVisibility.AREA)
    held_at(session, group, place)
    found = searching.reindex()
    assert found.ids("Rowan") == []
    assert found.ids("quiet Mansfield") == [group.id]
    results = found.search("quiet", near=MANSFIELD, view="map")
    assert results.points == ()
    assert results.hits[0].distance_m is not None


def test_without_a_place_nothing_has_a_distance(searching: Searching, session: Session) -> None:
    group = service(session, "Quiet group")
    held_at(session, group, location(session, 53.144, -1.196))
    (hit,) = searching.reindex().search("quiet").hits
    assert hit.distance_m is None
    assert hit.label is None


def test_few_venues_widen_the_search_once_and_say_so(searching: Searching, session: Session) -> None:
    far = service(session, "Bell ringing")
    held_at(session, far, location(session, 52.954, -1.15))
    results = searching.reindex().search("bell", near=MANSFIELD)
    assert [hit.service_id for hit in results.hits] == [far.id]
    assert results.radius_miles == 25
    assert any("looked up to 25 miles" in note for note in results.notes)


def test_a_distance_that_was_chosen_is_kept(searching: Searching, session: Session) -> None:
    held_at(session, service(session, "Bell ringing"), location(session, 52.954, -1.15))
    results = searching.reindex().search("bell", near=MANSFIELD, radius="5")
    assert (results.total, results.radius_miles) == (0, 5)
