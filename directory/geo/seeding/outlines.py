"""Derives the generalised outlines of districts from ward polygons, and the counties and country above them."""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

TOLERANCE = 0.0015  # degrees of latitude, about 150 m
DECIMALS = 4  # about 10 m
SQUASH = 0.62  # a degree of longitude is so much of one of latitude in the middle of England
UPPER = {
    "E10000024": ("Nottinghamshire", "county", "E92000001"),
    "E10000016": ("Kent", "county", "E92000001"),
    "E92000001": ("England", "country", None),
}
VALID_FROM = {"E06000035": "1998-04-01", "E06000018": "1998-04-01"}
FIRST_OF_APRIL_1974 = date(1974, 4, 1).isoformat()


def districts(folder: Path) -> dict[str, Any]:
    """A GeoJSON collection: every district whose wards lie under the folder, then the counties and the country."""
    found: dict[str, tuple[str, str, list[Any]]] = {}
    wards: dict[str, list[Any]] = defaultdict(list)
    for path in sorted(folder.glob("*/ward/*.geojson.gz")):
        for ward in features_of(path):
            facts = ward["properties"]
            found[facts["LAD25CD"]] = (facts["LAD25NM"], facts["UTLACD"], wards[facts["LAD25CD"]])
            wards[facts["LAD25CD"]].append(shapely.make_valid(shapely.geometry.shape(ward["geometry"])))
    codes = sorted(found)
    outlines = simplify([shapely.union_all(found[code][2]) for code in codes])
    features = [
        _feature(code, found[code][0], *_type_and_parent(code, found[code][1]), outline)
        for code, outline in zip(codes, outlines, strict=True)
    ]
    features += [_feature(code, name, kind, parent, None) for code, (name, kind, parent) in UPPER.items()]
    return {"type": "FeatureCollection", "features": features}


def features_of(path: Path) -> Iterator[dict[str, Any]]:
    """The features of a packed GeoJSON file."""
    yield from orjson.loads(gzip.decompress(path.read_bytes()))["features"]


def _type_and_parent(code: str, upper: str) -> tuple[str, str]:
    return ("unitary", "E92000001") if code == upper else ("district", upper)


def simplify(outlines: list[Any], tolerance: float = TOLERANCE) -> list[Any]:
    """Fewer corners; neighbours keep their common border."""
    squashed = shapely.transform(np.array(outlines, dtype=object), lambda xy: xy * (SQUASH, 1.0))
    simple = shapely.coverage_simplify(squashed, tolerance)
    return [shapely.transform(shape, lambda xy: np.round(xy / (SQUASH, 1.0), DECIMALS)) for shape in simple]


def _feature(code: str, name: str, kind: str, parent: str | None, outline: Any) -> dict[str, Any]:
    valid_from = VALID_FROM.get(code, FIRST_OF_APRIL_1974)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "area_type": kind, "parent": parent, "valid_from": valid_from},
        "geometry": None if outline is None else shapely.geometry.mapping(outline),
    }


def write_outlines(collection: dict[str, Any], path: Path) -> int:
    """Write the seed; the same outlines give the same bytes."""
    path.write_bytes(gzip.compress(orjson.dumps(collection), 9, mtime=0))
    return len(collection["features"])
