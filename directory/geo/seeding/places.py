"""Derives the list of towns and villages from GeoNames, and finds the county each lies in."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from directory.geo.folding import fold
from directory.geo.seeding.councils import Councils
from directory.geo.seeding.zones import write_csv

HEADER = ("geoname_id", "name", "latitude", "longitude", "kind", "within", "population", "aliases")
LINKING = re.compile(r" (?:in|on|upon|le|under|by|next|with|and|super|the|near|at) ")

Place = tuple[int | str, str, float, float, str, str, int, str]


def places(cities: Path, councils: Councils, outlines: dict[str, Any]) -> list[Place]:
    """Each town and village, then the councils' own areas that are not also a town: as rows of the seed."""
    towns = sorted(
        (city for city in orjson.loads(cities.read_bytes()).values() if _in_the_kingdom(city)),
        key=lambda city: (fold(city["name"]), city["geonameid"]),
    )
    where = councils.of([city["latitude"] for city in towns], [city["longitude"] for city in towns])
    alike = Counter((fold(city["name"]), county) for city, (_, county) in zip(towns, where, strict=True))
    rows: list[Place] = []
    for city, (district, county) in zip(towns, where, strict=True):
        is_alone = alike[fold(city["name"]), county] == 1 or district == county
        rows.append(_row(city, county if is_alone else f"{district}, {county}"))
    names = {fold(row[1]) for row in rows}
    return rows + [row for row in _areas(outlines) if fold(row[1]) not in names]


def _in_the_kingdom(city: dict[str, Any]) -> bool:
    return bool(city["countrycode"] == "GB" and city["admin1code"])  # those without are bases in Cyprus


def _row(city: dict[str, Any], within: str) -> Place:
    population = int(city["population"])
    kind = "city" if population >= 200_000 else "town" if population >= 10_000 else "village"
    name = str(city["name"])
    point = round(float(city["latitude"]), 5), round(float(city["longitude"]), 5)
    return city["geonameid"], name, *point, kind, within, population, "|".join(_aliases(name, city["alternatenames"]))


def _aliases(name: str, others: Iterable[str]) -> list[str]:
    """Other spellings that people here use: the short form ("Newark") and another linking word ("upon" for "on").

    GeoNames also lists the name in every script and language; those would only mislead the spelling suggestions.
    """
    own = fold(name)
    short = LINKING.split(own)[0]
    likely = {fold(other) for other in others if other and LINKING.split(fold(other))[0] == short}
    return sorted(alias for alias in likely if alias != own and alias.isascii())


def _areas(outlines: dict[str, Any]) -> Iterable[Place]:
    shapes = {
        feature["properties"]["code"]: (feature["properties"], shapely.geometry.shape(feature["geometry"]))
        for feature in outlines["features"]
        if feature["geometry"]
    }
    members: dict[str, list[Any]] = {}
    for facts, shape in shapes.values():
        members.setdefault(facts["parent"], []).append(shape)
    uppers = {feature["properties"]["code"]: feature["properties"] for feature in outlines["features"]}
    for facts, shape in shapes.values():
        yield _area_row(facts, shape, "" if facts["area_type"] == "unitary" else uppers[facts["parent"]]["name"])
    for code, facts in uppers.items():
        if facts["area_type"] == "county" and code in members:
            yield _area_row(facts, shapely.union_all(np.array(members[code], dtype=object)), "")


def _area_row(facts: dict[str, Any], shape: Any, within: str) -> Place:
    middle = shapely.centroid(shape)
    return facts["code"], facts["name"], round(middle.y, 5), round(middle.x, 5), facts["area_type"], within, 0, ""


def write_places(rows: Iterable[Place], path: Path) -> int:
    """Write the seed; the same places give the same bytes."""
    return write_csv(path, HEADER, rows)
