"""Which council a point lies in, anywhere in the United Kingdom, from the ONS district outlines (TopoJSON)."""

import csv
import gzip
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

#: Metropolitan districts have no county council; people still say the county's name. By the end of the GSS code.
METROPOLITAN = (
    (range(1, 11), "Greater Manchester"),
    (range(11, 16), "Merseyside"),
    ((16, 17, 18, 19, 38, 39), "South Yorkshire"),
    ((20, 21, 22, 23, 24, 37), "Tyne and Wear"),
    (range(25, 32), "West Midlands"),
    (range(32, 37), "West Yorkshire"),
)


class Councils:
    """Districts of the United Kingdom with the name of the county that people would give."""

    def __init__(self, topology: Path, codes: Path) -> None:
        document = orjson.loads(topology.read_bytes())
        arcs = _arcs(document)
        districts = document["objects"]["LTLA"]["geometries"]
        self._tree = shapely.STRtree([_shape(district, arcs) for district in districts])
        upper = _upper(codes)
        self._names = [_names(district["properties"], upper) for district in districts]

    def of(self, latitudes: list[float], longitudes: list[float]) -> list[tuple[str, str]]:
        """District and county of each point; a point just off the generalised coast belongs to the nearest."""
        return [self._names[number] for number in self._tree.nearest(shapely.points(longitudes, latitudes))]


def _arcs(document: dict[str, Any]) -> list[np.ndarray[Any, Any]]:
    scale, translate = document["transform"]["scale"], document["transform"]["translate"]
    return [np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + translate for arc in document["arcs"]]


def _shape(geometry: dict[str, Any], arcs: list[np.ndarray[Any, Any]]) -> Any:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    parts = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    return shapely.make_valid(shapely.MultiPolygon([(part[0], part[1:]) for part in parts]))


def _ring(numbers: list[int], arcs: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def _upper(codes: Path) -> dict[str, str]:
    with gzip.open(codes, "rt", encoding="utf-8-sig", newline="") as lines:
        return {row["LADCD"]: row["UTLANM"] for row in csv.DictReader(lines)}


def _names(facts: dict[str, str], upper: dict[str, str]) -> tuple[str, str]:
    code, name = facts["AREACD"], facts["AREANM"].split(",")[0]
    if code.startswith("E09"):
        return name, "London"
    if code.startswith("E08"):
        return name, next(county for numbers, county in METROPOLITAN if int(code[3:]) in numbers)
    return name, upper.get(code, name).split(",")[0]
