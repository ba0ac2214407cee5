"""Finding a town, a village or the place of one's own device."""

import pytest
from sqlalchemy.orm import Session

from directory.geo.answers import Choice, Found, NotFound
from directory.geo.lookup import nearest_places, resolve_place, suggest
from directory.geo.point import Point


def label_of(session: Session, words: str) -> str:
    answer = resolve_place(session, words)
    assert isinstance(answer, Found), answer
    return answer.label


@pytest.mark.parametrize("words", ["Worksop", "worksop", "  WORKSOP ", "Wörksop", "Worksop, Notts", "worksop notts"])
def test_a_town_is_found_however_it_is_written(country: Session, words: str) -> None:
    assert label_of(country, words) == "Worksop, Nottinghamshire"


@pytest.mark.parametrize("words", ["Kirkby-in-Ashfield", "Kirkby in Ashfield", "kirkby–in–ashfield"])
def test_hyphens_make_no_difference(country: Session, words: str) -> None:
    assert label_of(country, words) == "Kirkby in Ashfield, Nottinghamshire"


def test_a_short_form_finds_the_town(country: Session) -> None:
    assert label_of(country, "Newark") == "Newark on Trent, Nottinghamshire"


def test_saint_is_read_as_st(country: Session) -> None:
    assert label_of(country, "Saint Ives") == "St Ives, Cornwall"


def test_namesakes_are_offered_as_a_choice_ours_first_then_the_largest(country: Session) -> None:
    answer = resolve_place(country, "Sutton")
    assert isinstance(answer, Choice)
    assert [option.label for option in answer.options] == [
        "Sutton in Ashfield, Nottinghamshire",
        "Sutton, London",
        "Sutton, Cambridgeshire",
    ]


def test_each_option_of_a_choice_leads_to_one_place(country: Session) -> None:
    answer = resolve_place(country, "Sutton")
    assert isinstance(answer, Choice)
    for option in answer.options:
        assert label_of(country, option.value) == option.label


def test_a_county_picks_among_namesakes(country: Session) -> None:
    assert label_of(country, "Sutton, Nottinghamshire") == "Sutton in Ashfield, Nottinghamshire"
    assert label_of(country, "sutton notts") == "Sutton in Ashfield, Nottinghamshire"


def test_a_far_larger_namesake_needs_no_choice(country: Session) -> None:
    assert label_of(country, "Wells") == "Wells, Somerset"


def test_a_town_knows_its_district_but_claims_no_ward(country: Session) -> None:
    answer = resolve_place(country, "Mansfield")
    assert isinstance(answer, Found)
    assert answer.areas == ("E07000174", "E10000024", "E92000001")


@pytest.mark.parametrize("words", ["Mansfeild", "Mansfild", "manfield"])
def test_a_misspelt_town_is_suggested_first(country: Session, words: str) -> None:
    answer = resolve_place(country, words)
    assert isinstance(answer, NotFound)
    assert answer.message == f"Place “{words}” was not found"
    assert answer.suggestions[0] == "Mansfield, Nottinghamshire"


def test_a_device_s_position_is_used_less_exactly_than_it_was_given(country: Session) -> None:
    answer = resolve_place(country, "53.1441234,-1.1951234")
    assert isinstance(answer, Found)
    assert (answer.kind, answer.label, answer.point) == ("point", "your location", Point(53.144, -1.195))
    assert "E05000001" in answer.areas


@pytest.mark.parametrize("words", ["0,0", "48.85, 2.35", "999,999", "-53.1,1.2"])
def test_a_position_abroad_is_refused_in_words(country: Session, words: str) -> None:
    answer = resolve_place(country, words)
    assert isinstance(answer, NotFound)
    assert "not in the United Kingdom" in answer.message


def test_nearest_places_come_nearest_first(country: Session) -> None:
    places = nearest_places(country, Point(53.14, -1.2), 3)
    assert [place.label.split(",")[0] for place in places] == ["Mansfield", "Mansfield Woodhouse", "Sutton in Ashfield"]


def test_no_place_is_near_the_open_sea(country: Session) -> None:
    assert nearest_places(country, Point(56.0, 1.5)) == []


def test_completions_of_a_name_are_the_largest_first(country: Session) -> None:
    assert suggest(country, "mansf") == ["Mansfield, Nottinghamshire", "Mansfield Woodhouse, Nottinghamshire"]


def test_completions_of_a_postcode_are_its_parts(country: Session) -> None:
    assert suggest(country, "ng18") == ["NG18", "NG18 1", "NG18 2"]


def test_one_letter_has_no_completions(country: Session) -> None:
    assert suggest(country, "m") == []
