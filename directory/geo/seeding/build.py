"""Writes seeds/places: zones, places and areas, from files that an operator has at hand."""

from dataclasses import dataclass
from pathlib import Path

from directory.geo.seeding.councils import Councils
from directory.geo.seeding.outlines import districts, write_outlines
from directory.geo.seeding.places import places, write_places
from directory.geo.seeding.zones import write_zones, zones


@dataclass(frozen=True)
class Built:
    """How many of each were written."""

    zones: int
    places: int
    areas: int


def build_seeds(*, postcodes: Path, areas: Path, cities: Path, into: Path) -> Built:
    """Derive the three seeds. The same sources give the same bytes."""
    into.mkdir(parents=True, exist_ok=True)
    outlines = districts(areas)
    councils = Councils(areas / "uk_districts_2022.topojson", areas / "la_all_codes.csv.gz")
    return Built(
        zones=write_zones(zones(postcodes), into / "postcode_zones.csv.gz"),
        places=write_places(places(cities, councils, outlines), into / "places.csv.gz"),
        areas=write_outlines(outlines, into / "areas.geojson.gz"),
    )
