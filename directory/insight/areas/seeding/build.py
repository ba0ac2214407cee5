"""Writes seeds/areas: small areas with their people, outlines of them and of wards. Same sources, same bytes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from directory.geo.seeding.outlines import features_of, simplify, write_outlines
from directory.geo.seeding.zones import write_csv
from directory.insight.areas.seeding.people import (
    BANDS,
    GROUPS,
    ages,
    deprivation,
    ethnic_groups,
    residents_and_disabled,
    rows_of,
)

#: Neighbours share at least so much of a border, in degrees: about 10 metres. A common corner is no border.
BORDER = 0.0001
SMALL = 0.001  # degrees of latitude, about 100 m: small areas are small
#: The wards of the outlines are those of 2025; most began at some election before, which nobody asks a map.
WARDS_SINCE = "2025-04-01"
COLUMNS = (
    "district_code",
    "ward_code",
    "lsoa_code",
    "latitude",
    "longitude",
    "rural",
    "residents",
    "disabled",
    *BANDS,
    "ages",
    *sorted(GROUPS.values()),
    "imd_rank",
    "imd_decile",
    "imd_score",
    "adjoining",
)


@dataclass(frozen=True)
class BuiltAreas:
    """How many of each were written."""

    small_areas: int
    wards: int
    outlines: int


def build_areas(*, areas: Path, census: Path, deprived: Path, into: Path) -> BuiltAreas:
    """Derive the seeds from folders of public data."""
    into.mkdir(parents=True, exist_ok=True)
    rows = _small_areas(areas, census, deprived)
    return BuiltAreas(
        small_areas=write_csv(
            into / "small_areas.csv.gz", COLUMNS, [tuple(row[key] for key in COLUMNS) for row in rows]
        ),
        wards=write_outlines(_wards(areas), into / "wards.geojson.gz"),
        outlines=write_outlines(_outlines(areas), into / "small_area_outlines.geojson.gz"),
    )


def _small_areas(areas: Path, census: Path, deprived: Path) -> list[dict[str, Any]]:
    beside = _adjoining(areas)
    points = {row["LSOACD"]: row for row in rows_of(areas / "lsoa_latlong.csv.gz")}
    rural = {row["lsoa21_code"]: row["ruc"] == "Rural" for row in rows_of(areas / "ruc21_lsoa21.csv.gz")}
    people, groups, imd = residents_and_disabled(census), ethnic_groups(census), deprivation(deprived)
    rows = []
    for row in rows_of(areas / "lookup_lsoa21_ward24_ltla24.csv.gz"):
        code = row["lsoa21_code"]
        if code not in beside:
            continue
        residents, disabled = people[code]
        rank = imd[code]
        rows.append(
            {
                "district_code": row["ltla24_code"],
                "ward_code": row["ward24_code"],
                "lsoa_code": code,
                "latitude": round(float(points[code]["latitude"]), 5),
                "longitude": round(float(points[code]["longitude"]), 5),
                "rural": int(rural[code]),
                "residents": residents,
                "disabled": disabled,
                **groups[code],
                "imd_rank": rank.rank,
                "imd_decile": rank.decile,
                "imd_score": rank.score,
                "adjoining": "|".join(beside[code]),
            }
        )
    rows.sort(key=lambda row: (row["district_code"], row["ward_code"], row["lsoa_code"]))
    _add_ages(rows, ages(census))
    return rows


def _add_ages(rows: list[dict[str, Any]], counted: Mapping[str, Mapping[str, int]]) -> None:
    """Ages as counted where the small area is as it was in 2011; else the ward's, or the district's, shares."""
    shares = {key: _shares(rows, counted, key) for key in ("ward_code", "district_code")}
    for row in rows:
        own = counted.get(row["lsoa_code"])
        row["ages"] = "counted" if own else "estimated"
        like = shares["ward_code"].get(row["ward_code"]) or shares["district_code"][row["district_code"]]
        row.update(own or {band: round(row["residents"] * like[band]) for band in BANDS})


def _shares(
    rows: list[dict[str, Any]], counted: Mapping[str, Mapping[str, int]], key: str
) -> dict[str, dict[str, float]]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(BANDS, 0))
    for row in rows:
        for band, number in counted.get(row["lsoa_code"], {}).items():
            sums[row[key]][band] += number
    return {
        code: {band: number / sum(bands.values()) for band, number in bands.items()} for code, bands in sums.items()
    }


def _shapes(areas: Path) -> tuple[list[str], list[Any]]:
    """Codes and outlines of the small areas."""
    codes, shapes = [], []
    for path in sorted(areas.glob("*/lsoa/*.geojson.gz")):
        for feature in features_of(path):
            codes.append(feature["properties"]["LSOA21CD"])
            shapes.append(shapely.make_valid(shapely.geometry.shape(feature["geometry"])))
    return codes, shapes


def _outlines(areas: Path) -> dict[str, Any]:
    """A GeoJSON collection of small areas, with about a corner every 100 metres: neighbourhoods are made of them."""
    codes, shapes = _shapes(areas)
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(_filled(outline))}
        for code, outline in sorted(zip(codes, simplify(shapes, SMALL), strict=True), key=lambda pair: pair[0])
    ]
    return {"type": "FeatureCollection", "features": features}


def _adjoining(areas: Path) -> dict[str, list[str]]:
    """The small areas that each shares a border with."""
    codes, shapes = _shapes(areas)
    outlines = np.array(shapes, dtype=object)
    left, right = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    borders = shapely.length(shapely.intersection(shapely.boundary(outlines[left]), shapely.boundary(outlines[right])))
    found: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in zip(left[borders >= BORDER], right[borders >= BORDER], strict=True):
        if one != other:
            found[codes[one]].append(codes[other])
    return {code: sorted(others) for code, others in found.items()}


def _wards(areas: Path) -> dict[str, Any]:
    """A GeoJSON collection of wards, each below its district, with about a corner every 150 metres."""
    facts, shapes = [], []
    for path in sorted(areas.glob("*/ward/*.geojson.gz")):
        for feature in features_of(path):
            facts.append(feature["properties"])
            shapes.append(_filled(shapely.geometry.shape(feature["geometry"])))
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": ward["WD25CD"],
                "name": ward["WD25NM"],
                "area_type": "ward",
                "parent": ward["LAD25CD"],
                "valid_from": WARDS_SINCE,
            },
            "geometry": shapely.geometry.mapping(_filled(outline)),
        }
        for ward, outline in zip(facts, simplify(shapes), strict=True)
    ]
    return {"type": "FeatureCollection", "features": sorted(features, key=lambda each: each["properties"]["code"])}


def _filled(outline: Any) -> Any:
    """The outline without the lines and points that making it valid, or fewer corners, may leave behind."""
    valid = outline if outline.is_valid else shapely.make_valid(outline)
    parts = [part for part in getattr(valid, "geoms", [valid]) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)
