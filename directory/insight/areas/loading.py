"""Loads seeds/areas: small areas into their table, wards into the areas that places and people are assigned to."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from directory.geo.area_loading import AreaRecord, load_seed_areas
from directory.insight.models import SmallArea
from directory.settings import ROOT

SEEDS = ROOT / "seeds" / "areas"
_NUMBERS = (
    "residents",
    "disabled",
    "aged_0_17",
    "aged_18_64",
    "aged_65_79",
    "aged_80_over",
    "imd_rank",
    "imd_decile",
)
_GROUPS = ("asian", "black", "mixed", "other", "white")


@dataclass(frozen=True)
class LoadedAreas:
    """How many of each the seeds hold; all are in the database now."""

    small_areas: int
    wards: int


def load_areas(session: Session, *, at: datetime, folder: Path = SEEDS) -> LoadedAreas:
    """Bring small areas and wards in line with the seeds. What the council loaded of its own wards is left alone."""
    rows = list(_rows(folder / "small_areas.csv.gz"))
    known = set(session.scalars(select(SmallArea.code)))
    if known != {row["code"] for row in rows}:
        session.execute(delete(SmallArea))
        session.execute(insert(SmallArea), rows)
    wards = load_seed_areas(session, AreaRecord.read(folder / "wards.geojson.gz"), at=at)
    return LoadedAreas(small_areas=len(rows), wards=wards)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {
                "code": row["lsoa_code"],
                "ward_code": row["ward_code"],
                "district_code": row["district_code"],
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
                "is_rural": row["rural"] == "1",
                "ages_estimated": row["ages"] == "estimated",
                "imd_score": float(row["imd_score"]),
                "adjoining": [code for code in row["adjoining"].split("|") if code],
                "groups": {group: int(row[group]) for group in _GROUPS},
                **{key: int(row[key]) for key in _NUMBERS},
            }
