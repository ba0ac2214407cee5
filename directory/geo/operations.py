"""Loads the place seeds (part-postcodes, towns and villages, council areas); run again, it brings them up to date."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from directory.geo.area_loading import AreaRecord, load_seed_areas
from directory.geo.folding import fold
from directory.geo.models import PlaceName, PostcodeZone
from directory.settings import ROOT

SEEDS = ROOT / "seeds" / "places"
SOURCE = "geonames"


@dataclass(frozen=True)
class Loaded:
    """How many of each the seeds hold; all are in the database now."""

    zones: int
    places: int
    areas: int


def load_places(session: Session, *, at: datetime, folder: Path = SEEDS) -> Loaded:
    """Bring part-postcodes, place names and areas in line with the seeds. Stewards' own places are left alone."""
    return Loaded(
        zones=_load_zones(session, folder / "postcode_zones.csv.gz"),
        places=_load_names(session, folder / "places.csv.gz", at),
        areas=load_seed_areas(session, AreaRecord.read(folder / "areas.geojson.gz"), at=at),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _load_zones(session: Session, path: Path) -> int:
    rows = [
        {
            "code": row["code"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "postcodes": int(row["postcodes"]),
        }
        for row in _rows(path)
    ]
    zone = PostcodeZone
    present = {row.code: tuple(row) for row in session.execute(select(zone.code, zone.latitude, zone.longitude))}
    if present != {row["code"]: (row["code"], row["latitude"], row["longitude"]) for row in rows}:
        session.execute(delete(PostcodeZone))
        session.execute(insert(PostcodeZone), rows)
    return len(rows)


Fact = str | float | int


def _load_names(session: Session, path: Path, at: datetime) -> int:
    wanted = {str(row["external_id"]): row for row in _names(path)}
    keys = list(next(iter(wanted.values()), {}))
    columns = [getattr(PlaceName, key) for key in keys]
    present = {
        str(row["external_id"]): dict(row)
        for row in session.execute(select(*columns).where(PlaceName.source == SOURCE)).mappings()
    }
    stamp = {"source": SOURCE, "created_at": at, "updated_at": at}
    new = [row | stamp for key, row in wanted.items() if key not in present]
    if new:
        session.execute(insert(PlaceName), new)
    for key, row in wanted.items():
        if key in present and present[key] != row:
            _of_key = (PlaceName.source == SOURCE) & (PlaceName.external_id == key)
            session.execute(update(PlaceName).where(_of_key).values(**row, updated_at=at))
    for key in present.keys() - wanted.keys():
        session.execute(delete(PlaceName).where(PlaceName.source == SOURCE, PlaceName.external_id == key))
    return len({key.split(":")[0] for key in wanted})


def _names(path: Path) -> Iterator[dict[str, Fact]]:
    """One row for the name and one for each other spelling people use, all showing the name."""
    for row in _rows(path):
        facts: dict[str, Fact] = {
            "name": row["name"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "kind": row["kind"],
            "within": row["within"],
            "population": int(row["population"]),
        }
        yield facts | {"folded_name": fold(row["name"]), "external_id": row["geoname_id"]}
        for alias in filter(None, row["aliases"].split("|")):
            yield facts | {"folded_name": alias, "external_id": f"{row['geoname_id']}:{alias}"}
