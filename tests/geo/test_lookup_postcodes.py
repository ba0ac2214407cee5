"""Finding a postcode or a part of one."""

import pytest
from sqlalchemy.orm import Session

from directory.geo.answers import Found, NotFound
from directory.geo.lookup import resolve_place
from tests.geo.conftest import postcode


def found(session: Session, words: str) -> Found:
    answer = resolve_place(session, words)
    assert isinstance(answer, Found), answer
    return answer


def not_found(session: Session, words: str) -> NotFound:
    answer = resolve_place(session, words)
    assert isinstance(answer, NotFound), answer
    return answer


@pytest.mark.parametrize("words", ["NG18 1AA", "ng181aa", " ng18  1aa", "NGI8 IAA"])
def test_a_full_postcode_is_found_exactly(country: Session, words: str) -> None:
    country.add(postcode("NG181AA"))
    place = found(country, words)
    assert (place.label, place.kind, place.exact, place.note) == ("NG18 1AA", "postcode", True, None)
    assert place.point.latitude == 53.144


def test_a_full_postcode_knows_its_areas_most_local_first(country: Session) -> None:
    country.add(postcode("NG181AA"))
    assert found(country, "NG18 1AA").areas == ("E01000001", "E05000001", "E07000174", "E10000024", "E92000001")


def test_the_register_outranks_the_outlines(country: Session) -> None:
    country.add(postcode("NG181AA", district="E07000171"))
    assert found(country, "NG18 1AA").areas == ("E07000171", "E10000024", "E92000001")


def test_a_postcode_that_has_ended_is_found_and_said_to_have_ended(country: Session) -> None:
    country.add(postcode("NG181AB", terminated="2004-06"))
    place = found(country, "NG18 1AB")
    assert place.exact
    assert place.note == "NG18 1AB is no longer in use. Using the place where it was."


def test_a_sector_is_found(country: Session) -> None:
    place = found(country, "NG18 1")
    assert (place.label, place.kind, place.exact, place.note) == ("NG18 1", "sector", False, None)


def test_an_outcode_is_found_and_claims_no_ward(country: Session) -> None:
    place = found(country, "ng18")
    assert (place.label, place.kind) == ("NG18", "outcode")
    assert place.areas == ("E07000174", "E10000024", "E92000001")


def test_n11_is_an_outcode_and_n1_1_a_sector(country: Session) -> None:
    assert found(country, "N11").kind == "outcode"
    assert found(country, "N1 1").kind == "sector"


def test_a_full_postcode_falls_back_to_its_sector_where_none_are_loaded(country: Session) -> None:
    place = found(country, "NG18 1AA")
    assert (place.label, place.kind) == ("NG18 1", "sector")
    assert place.note is not None
    assert place.note.startswith("Using the area NG18 1: ")


def test_a_postcode_missing_among_its_loaded_neighbours_is_not_found(country: Session) -> None:
    country.add(postcode("NG181AA"))
    answer = not_found(country, "NG18 1ZZ")
    assert answer.message == "Postcode NG18 1ZZ was not found"
    assert answer.suggestions == ("NG18 1", "NG18 2")


def test_zero_for_o_is_forgiven(country: Session) -> None:
    assert found(country, "0X1 1AA").label == "OX1 1"


def test_a_slip_with_one_likely_meaning_is_forgiven(country: Session) -> None:
    country.add(postcode("N101AA"))
    assert found(country, "NIO 1AA").label == "N10 1AA"


def test_a_slip_that_could_mean_two_postcodes_is_not_guessed(country: Session) -> None:
    country.add_all([postcode("N101AA"), postcode("N1O1AA")])
    assert resolve_place(country, "NIO 1AA").__class__ is NotFound


def test_an_unknown_outcode_suggests_those_most_like_it(country: Session) -> None:
    answer = not_found(country, "NG99 9ZZ")
    assert answer.message == "Postcode NG99 9ZZ was not found"
    assert set(answer.suggestions) <= {"NG1", "NG18", "NG19"}
    assert answer.suggestions


@pytest.mark.parametrize(
    ("words", "island"), [("JE2 3AB", "Jersey"), ("gy1", "Guernsey"), ("IM1 1AA", "the Isle of Man")]
)
def test_the_islands_are_answered_kindly(country: Session, words: str, island: str) -> None:
    assert f"no map data for {island}" in not_found(country, words).message


def test_a_northern_irish_postcode_says_why_it_is_missing(country: Session) -> None:
    assert "Northern Ireland postcodes need another licence" in not_found(country, "BT1 1AA").message


def test_a_northern_irish_postcode_that_was_loaded_is_found(country: Session) -> None:
    country.add(postcode("BT11AA"))
    assert found(country, "BT1 1AA").exact
