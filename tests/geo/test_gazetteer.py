"""Place names as sequences of words, and the everyday names no register lists."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from directory.clock import now
from directory.geo.aliases import aliases
from directory.geo.answers import Found
from directory.geo.folding import fold
from directory.geo.gazetteer import NameRow, gazetteer, gazetteer_of
from directory.geo.lookup import resolve_place
from directory.geo.models import PlaceName, PostcodeZone
from directory.geo.operations import load_places
from directory.geo.postcode_words import read_postcode

NAMES = gazetteer_of(
    (
        NameRow("sutton in ashfield", "Sutton in Ashfield", "Nottinghamshire", 36404, "town", True),
        NameRow("sutton", "Sutton", "London", 187600, "town", False),
        NameRow("over", "Over", "Cambridgeshire", 2862, "village", False),
    ),
    ("NG17",),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("sutton", "in", "ashfield", "lunch"), (3, "sutton in ashfield")),
        (("sutton", "lunch"), (1, "sutton")),
        (("lunch",), None),
        (("notts",), (1, "Nottinghamshire")),
    ],
)
def test_the_longest_name_is_found(words: tuple[str, ...], found: tuple[int, str] | None) -> None:
    hit = NAMES.at(words, 0)
    assert (hit and (hit[0], hit[1].value)) == found


def test_a_village_far_away_is_not_one_that_many_mean() -> None:
    assert not NAMES.names[("over",)].is_known
    assert NAMES.names[("sutton",)].is_known


def test_counties_are_known_in_short_and_in_full() -> None:
    assert NAMES.county_at(("in", "nottinghamshire"), 1) == 1
    assert NAMES.county_at(("notts",), 0) == 1
    assert NAMES.county_at(("lunch",), 0) == 0


def test_it_is_read_once_and_again_after_ten_minutes(session: Session) -> None:
    session.add(PostcodeZone(code="NG18", latitude=53.1, longitude=-1.2, postcodes=9))
    session.add(PlaceName(name="Here", folded_name="here", latitude=53.1, longitude=-1.2))
    session.flush()
    first = gazetteer(session, now())
    session.add(PlaceName(name="There", folded_name="there", latitude=53.1, longitude=-1.2))
    session.flush()
    assert gazetteer(session, now()) is first
    later = gazetteer(session, now() + timedelta(minutes=11))
    assert (("there",) in first.names, ("there",) in later.names) == (False, True)
    assert later.outcodes == {"NG18"}


def test_a_village_that_no_list_has_leads_to_its_postcodes(session: Session) -> None:
    load_places(session, at=now())
    found = resolve_place(session, "Ollerton")
    assert isinstance(found, Found)
    assert found.label == "NG22 9"


def test_every_alias_leads_to_a_place_and_is_no_name_itself(session: Session) -> None:
    load_places(session, at=now())
    names = gazetteer(session, now()).names
    for alias, place in aliases().items():
        assert isinstance(resolve_place(session, alias), Found), alias
        assert read_postcode(place) or tuple(fold(place.split(",")[0]).split()) in names
        assert names[tuple(alias.split())].kind == "alias", alias
