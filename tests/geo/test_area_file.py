"""Reading outlines of any year."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.geo.area_file import AreaTally, UnknownOutlines, read_areas
from directory.geo.area_loading import AreaRecord
from directory.geo.list_files import UnreadableFile
from directory.geo.models import AreaType
from tests.geo.conftest import square

BOX = square(53.1, -1.3, 53.2, -1.1)
WARD = {"WD25CD": "E05014610", "WD25NM": "Bancroft", "LAD25CD": "E07000174", "LAD25NM": "Mansfield"}
UPPER = {"LADCD_ACTIVE": "E07000174", "UTLACD": "E10000024"}


def outline(properties: dict[str, Any], geometry: dict[str, Any] | None = BOX) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(folder: Path, *features: Any, **more: Any) -> Path:
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def read(path: Path, valid_from: date | None = None) -> dict[str, AreaRecord]:
    return {area.code: area for area in read_areas(path, AreaTally(), valid_from=valid_from)}


def test_a_ward_is_read_with_its_district(tmp_path: Path) -> None:
    areas = read(written(tmp_path, outline(WARD | UPPER)))
    ward = areas["E05014610"]
    assert (ward.name, ward.area_type, ward.parent) == ("Bancroft", AreaType.WARD, "E07000174")
    assert ward.valid_from == date(2025, 1, 1)


def test_the_district_a_ward_names_comes_first_without_an_outline(tmp_path: Path) -> None:
    areas = read(written(tmp_path, outline(WARD | UPPER)))
    assert next(iter(areas)) == "E07000174"
    district = areas["E07000174"]
    assert (district.name, district.parent, district.geometry) == ("Mansfield", "E10000024", None)
    assert district.is_only_named


def test_a_small_area_takes_its_district_s_name_from_its_own(tmp_path: Path) -> None:
    facts = {"LSOA21CD": "E01016016", "LSOA21NM": "Medway 015A", "LADCD_ACTIVE": "E06000035", "UTLACD": "E06000035"}
    areas = read(written(tmp_path, outline(facts)))
    assert areas["E01016016"].area_type is AreaType.LSOA
    unitary = areas["E06000035"]
    assert (unitary.name, unitary.area_type, unitary.parent) == ("Medway", AreaType.UNITARY, "E92000001")


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"wd11cd": "W05000001", "wd11nm": "A"}, AreaType.WARD),
        ({"LAD19CD": "E07000174", "LAD19NM": "Mansfield"}, AreaType.DISTRICT),
        ({"CTYUA24CD": "E10000016", "CTYUA24NM": "Kent"}, AreaType.COUNTY),
        ({"CTYUA24CD": "E06000035", "CTYUA24NM": "Medway"}, AreaType.UNITARY),
        ({"MSOA21CD": "E02000001", "MSOA21NM": "A 001"}, AreaType.MSOA),
        ({"ICB23CD": "E54000060", "ICB23NM": "Nottingham and Nottinghamshire"}, AreaType.ICB),
    ],
)
def test_columns_of_every_year_and_kind_are_known(tmp_path: Path, facts: dict[str, str], kind: AreaType) -> None:
    areas = list(read(written(tmp_path, outline(facts))).values())
    assert areas[-1].area_type is kind
    assert areas[-1].name == next(iter(list(facts.values())[1:]))


def test_the_day_given_outranks_the_year_of_the_column(tmp_path: Path) -> None:
    areas = read(written(tmp_path, outline(WARD)), date(2023, 5, 4))
    assert areas["E05014610"].valid_from == date(2023, 5, 4)


def test_columns_without_a_year_need_a_day(tmp_path: Path) -> None:
    path = written(tmp_path, outline({"LADCD": "E07000174", "LADNM": "Mansfield"}))
    with pytest.raises(UnknownOutlines, match="Add --valid-from"):
        read(path)
    assert read(path, date(2020, 1, 1))["E07000174"].name == "Mansfield"


def test_gzipped_outlines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson.gz"
    path.write_bytes(gzip.compress(written(tmp_path, outline(WARD)).read_bytes()))
    assert "E05014610" in read(path)


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        (outline(WARD, None), "Outline 2: E05014610 has no outline (a Polygon or MultiPolygon). It is left out."),
        (outline(WARD, {"type": "Point", "coordinates": [0, 0]}), "Outline 2: E05014610 has no outline"),
        (outline(WARD, {"type": "Polygon", "coordinates": [[["a", "b"]]]}), "Outline 2: E05014610 has an outline that"),
        (outline(WARD, {"type": "Polygon", "coordinates": []}), "Outline 2: E05014610 has an outline that"),
        (outline(WARD, square(353_000, 450_000, 354_000, 451_000)), "Outline 2: E05014610 is not in degrees"),
        (outline({"WD25NM": "Nameless"}), "Outline 2: it has no WD25CD. It is left out."),
        ("nonsense", "Outline 2: it has no WD25CD. It is left out."),
    ],
)
def test_a_bad_outline_is_told_in_plain_words_and_the_others_are_read(
    tmp_path: Path, feature: Any, reason: str
) -> None:
    good = outline(WARD | {"WD25CD": "E05000001"})
    tally = AreaTally()
    areas = read_areas(written(tmp_path, good, feature), tally)
    assert tally.faults[0].startswith(reason)
    assert (tally.read, tally.faulty) == (2, 1)
    assert "E05000001" in {area.code for area in areas}


def test_the_national_grid_is_refused_with_the_way_out(tmp_path: Path) -> None:
    crs = {"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    with pytest.raises(UnknownOutlines, match="ogr2ogr"):
        read(written(tmp_path, outline(WARD), crs=crs))


@pytest.mark.parametrize("content", [b"", b"{", b"\x1f\x8bbroken", b"\xff\xfe"])
def test_a_broken_file_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "areas.geojson").write_bytes(content)
    with pytest.raises(UnreadableFile, match="not whole GeoJSON"):
        read(tmp_path / "areas.geojson")


@pytest.mark.parametrize("document", [b"[]", b'{"features": []}', b'{"features": [{"properties": {"a": 1}}]}'])
def test_a_file_without_known_areas_says_what_to_give(tmp_path: Path, document: bytes) -> None:
    (tmp_path / "areas.geojson").write_bytes(document)
    with pytest.raises(UnknownOutlines):
        read(tmp_path / "areas.geojson")
