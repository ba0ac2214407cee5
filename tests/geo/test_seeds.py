"""The seeds that ship with the project: complete, current, and enough on their own."""

import csv
import gzip
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.geo.answers import Choice, Found, NotFound
from directory.geo.areas import areas_containing
from directory.geo.lookup import resolve_place
from directory.geo.models import PlaceName, PostcodeZone
from directory.geo.operations import SEEDS, load_places
from directory.geo.point import Point
from directory.geo.seeding.outlines import districts, write_outlines
from directory.geo.seeding.zones import write_zones, zones
from tests.geo.conftest import AT
from tests.outside import SHARED, need

TOWNS = {
    "Mansfield": "E07000174",
    "Worksop": "E07000171",
    "Newark": "E07000175",
    "Kirkby-in-Ashfield": "E07000170",
    "West Bridgford": "E07000176",
    "Nottingham": "E06000018",
    "Maidstone": "E07000110",
    "Margate": "E07000114",
    "Gillingham, Medway": "E06000035",
    "NG18": "E07000174",
    "NG18 1": "E07000174",
    "NG18 1AA": "E07000174",
    "TN1 1AA": "E07000116",
}


@pytest.fixture
def seeded(session: Session) -> Session:
    """The database session with the seeds loaded."""
    load_places(session, at=AT)
    return session


def test_a_fresh_clone_finds_towns_and_postcodes_in_their_districts(seeded: Session) -> None:
    found = {words: resolve_place(seeded, words) for words in TOWNS}
    districts_found = {words: place.areas[0] for words, place in found.items() if isinstance(place, Found)}
    assert districts_found == TOWNS


def test_a_fresh_clone_offers_a_choice_and_mends_a_misspelling(seeded: Session) -> None:
    sutton, mansfeild = resolve_place(seeded, "Sutton"), resolve_place(seeded, "Mansfeild")
    assert isinstance(sutton, Choice)
    assert sutton.options[0].value == "Sutton in Ashfield, Nottinghamshire"
    assert isinstance(mansfeild, NotFound)
    assert mansfeild.suggestions[0] == "Mansfield, Nottinghamshire"


def test_every_option_of_every_namesake_leads_to_one_place(seeded: Session) -> None:
    names = seeded.scalars(
        select(PlaceName.name).group_by(PlaceName.name).having(func.count() > 2).order_by(PlaceName.name)
    ).all()
    answers = [answer for name in names if isinstance(answer := resolve_place(seeded, name), Choice)]
    assert len(answers) > 20
    lost = [
        option.value
        for answer in answers
        for option in answer.options
        if not isinstance(resolve_place(seeded, option.value), Found)
    ]
    assert lost == []


def test_a_whole_county_or_district_is_a_place_too(seeded: Session) -> None:
    for words, code in (("Nottinghamshire", "E10000024"), ("Kent", "E10000016"), ("Bassetlaw", "E07000171")):
        place = resolve_place(seeded, words)
        assert isinstance(place, Found)
        assert place.areas[0] == code


def test_a_unitary_council_is_in_no_county(seeded: Session) -> None:
    assert [area.code for area in areas_containing(seeded, Point(52.9536, -1.1505))] == ["E06000018", "E92000001"]


def test_loading_twice_changes_nothing(seeded: Session) -> None:
    count = select(func.count()).select_from(PlaceName)
    before, updated = seeded.scalar(count), seeded.scalar(select(func.max(PlaceName.version)))
    again = load_places(seeded, at=AT)
    assert (seeded.scalar(count), seeded.scalar(select(func.max(PlaceName.version)))) == (before, updated)
    assert (again.zones, again.areas) == (15_000, 24)


def test_loading_again_mends_seeded_names_and_leaves_a_steward_s_own(seeded: Session) -> None:
    worksop = seeded.scalars(select(PlaceName).where(PlaceName.name == "Worksop")).one()
    worksop.latitude = 0.0
    seeded.add(PlaceName(name="The Rec", folded_name="the rec", latitude=53.1, longitude=-1.2))
    seeded.flush()
    load_places(seeded, at=AT)
    seeded.expire_all()
    assert worksop.latitude == 53.30182
    assert isinstance(resolve_place(seeded, "The Rec"), Found)


def test_northern_ireland_and_the_islands_have_no_part_postcodes(seeded: Session) -> None:
    for letters in ("BT", "JE", "GY", "IM"):
        assert seeded.scalars(select(PostcodeZone.code).where(PostcodeZone.code.startswith(letters))).all() == []


def test_the_outlines_are_small() -> None:
    assert (SEEDS / "areas.geojson.gz").stat().st_size < 150_000


def test_every_place_has_a_name_and_a_position_in_the_kingdom() -> None:
    with gzip.open(SEEDS / "places.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 5_900
    wrong = [row for row in rows if not row["name"] or not 49 < float(row["latitude"]) < 61]
    assert wrong == []


def test_zones_and_outlines_can_be_derived_again_to_the_byte(tmp_path: Path) -> None:
    need("SHARED")
    data = SHARED / "data"
    write_zones(zones(data / "postcodes" / "uk_postcodes.csv.gz"), tmp_path / "postcode_zones.csv.gz")
    write_outlines(districts(data / "areas"), tmp_path / "areas.geojson.gz")
    for name in ("postcode_zones.csv.gz", "areas.geojson.gz"):
        assert gzip.decompress((tmp_path / name).read_bytes()) == gzip.decompress((SEEDS / name).read_bytes())
