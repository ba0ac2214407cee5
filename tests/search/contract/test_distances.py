"""How far to look: each distance says what it would find, one that changes nothing is not offered, it can be undone."""

import pytest
from sqlalchemy.orm import Session

from directory.search.criteria import Criteria
from directory.search.engine import Facet
from directory.web.access import Audience
from tests.factories.listings import held_at, location, service
from tests.search.conftest import MANSFIELD, Searching


@pytest.fixture
def choirs(searching: Searching, session: Session) -> Searching:
    """Choirs at about 0.4, 4, 4.1 and 20 miles, and one by phone."""
    for number, latitude in enumerate((53.150, 53.202, 53.203, 53.434)):
        held_at(session, service(session, f"Choir {number}"), location(session, latitude, -1.196))
    service(session, "Choir by phone", delivery_modes=["phone"])
    return searching.reindex()


def offered(facet: Facet) -> dict[str, int]:
    """The distances to choose from and what each would find."""
    return {choice.value: choice.count for choice in facet.choices}


def test_a_distance_that_changes_nothing_is_not_offered(choirs: Searching) -> None:
    assert offered(choirs.search("choir", near=MANSFIELD).facets["radius"]) == {"1": 2, "5": 4, "25": 5}


@pytest.mark.parametrize("miles", ["1", "2", "5", "10", "25", "50"])
def test_a_count_is_what_choosing_the_distance_finds(choirs: Searching, miles: str) -> None:
    results = choirs.search("choir", near=MANSFIELD, radius=miles)
    assert offered(results.facets["radius"])[miles] == results.total


def test_the_distance_in_force_is_marked_said_and_can_be_taken_away(choirs: Searching) -> None:
    results = choirs.search("choir", near=MANSFIELD, radius="5")
    assert [choice.value for choice in results.facets["radius"].choices if choice.selected] == ["5"]
    assert [chip.sentence for chip in results.chips] == ["Within 5 miles"]
    criteria, _ = Criteria.from_args({"near": "Mansfield", "radius": "5"}, Audience.EVERYONE)
    assert criteria.removing("radius", "5").to_args() == {"near": "Mansfield"}


def test_without_a_place_there_is_no_distance_to_choose(choirs: Searching) -> None:
    assert "radius" not in choirs.search("choir").facets
