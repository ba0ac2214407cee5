"""What the commands print, and how they refuse."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.geo.conftest import square

OUTLINE = {
    "type": "Feature",
    "properties": {"WD25CD": "E05014610", "WD25NM": "Bancroft", "LAD25CD": "E07000174", "LAD25NM": "Mansfield"},
    "geometry": square(53.1, -1.3, 53.2, -1.1),
}


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """A file with one good ward and one without an outline."""
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"features": [OUTLINE, OUTLINE | {"geometry": None}]}))
    return path


def test_places_load_tells_what_is_there_and_may_be_run_again(app: Flask) -> None:
    first, second = run(app, "places", "load"), run(app, "places", "load")
    assert first.stdout == second.stdout == "15,000 part-postcodes, 5,925 place names, 24 areas.\n"


def test_postcodes_load_tells_what_became_of_each_row(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("postcode,lat,lon\nNG18 1AA,53.1,-1.2\nBT1 1AA,54.6,-5.9\nNG18,53.1,-1.2\n")
    result = run(app, "postcodes", "load", path)
    assert result.exit_code == 0
    assert result.stdout.startswith("3 read, 1 kept")
    assert "Line 4: “NG18” is not a postcode. The row is left out." in result.stderr


def test_postcodes_load_keeps_northern_ireland_on_request(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("postcode,lat,lon\nBT1 1AA,54.6,-5.9\n")
    assert run(app, "postcodes", "load", "--include-ni", path).stdout.startswith("1 read, 1 kept")


def test_postcodes_load_refuses_a_useless_file_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n")
    result = run(app, "postcodes", "load", path)
    assert result.exit_code == 1
    assert "Give an ONSPD or NSPL file" in result.stderr
    assert "Traceback" not in result.output


def test_areas_load_tells_what_became_of_each_outline(app: Flask, wards: Path) -> None:
    first, second = run(app, "areas", "load", wards), run(app, "areas", "load", wards)
    tally = "wards.geojson: 2 read, {} new, 0 changed, {} as before, 1 that could not be read.\n"
    assert first.stdout == tally.format(2, 0)
    assert second.stdout == tally.format(0, 1)
    assert "Outline 2: E05014610 has no outline" in first.stderr


def test_areas_load_refuses_a_broken_file_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "broken.geojson").write_text("{")
    result = run(app, "areas", "load", tmp_path / "broken.geojson")
    assert result.exit_code == 1
    assert "Fetch it again" in result.stderr


def test_areas_assign_tells_what_became_of_each_location(app: Flask) -> None:
    assert run(app, "areas", "assign").stdout.startswith("0 locations read")
