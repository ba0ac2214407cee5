"""Reads outlines as the statistics office publishes them: GeoJSON whose columns carry the year (WD25CD, LSOA21NM)."""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from shapely.errors import ShapelyError
from shapely.geometry import shape

from directory.geo.area_loading import AreaRecord
from directory.geo.list_files import UnreadableFile
from directory.geo.models import AreaType

_COLUMN = re.compile(r"(LSOA|MSOA|WD|LAD|LTLA|ICB|CTYUA|UTLA|CTY|CTRY)(\d\d)?CD(?:_ACTIVE)?", re.IGNORECASE)
_SMALL_AREA_NUMBER = re.compile(r" \d{3}[A-Z]?$")
DECIMALS = 6  # 0.1 m
MOST_FAULTS = 20

#: Kinds of column, most local first: the first that a file has says what its outlines are.
LOCAL_FIRST = ("LSOA", "MSOA", "WD", "LAD", "LTLA", "ICB", "CTY", "CTYUA", "UTLA", "CTRY")
DISTRICTS = ("LAD", "LTLA")
UPPER = ("CTY", "CTYUA", "UTLA")
BY_COLUMN = {
    "LSOA": AreaType.LSOA,
    "MSOA": AreaType.MSOA,
    "WD": AreaType.WARD,
    "LAD": AreaType.DISTRICT,
    "LTLA": AreaType.DISTRICT,
    "ICB": AreaType.ICB,
    "CTY": AreaType.COUNTY,
    "CTYUA": AreaType.COUNTY,
    "UTLA": AreaType.COUNTY,
    "CTRY": AreaType.COUNTRY,
}
BY_CODE = {
    "E06": AreaType.UNITARY,
    "W06": AreaType.UNITARY,
    "S12": AreaType.UNITARY,
    "N09": AreaType.UNITARY,
    "E07": AreaType.DISTRICT,
    "E08": AreaType.DISTRICT,
    "E09": AreaType.DISTRICT,
    "E10": AreaType.COUNTY,
}
COUNTRIES = {"E": "E92000001", "W": "W92000004", "S": "S92000003", "N": "N92000002"}


class UnknownOutlines(Exception):
    """The file's outlines cannot be told apart or placed; the message is a sentence for the operator."""


@dataclass
class AreaTally:
    """What became of each outline."""

    read: int = 0
    faults: list[str] = field(default_factory=list)
    faulty: int = 0

    def refuse(self, number: int, reason: str) -> None:
        """Count an outline that cannot be used; keep the first few reasons."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"Outline {number:,}: {reason}. It is left out.")


@dataclass(frozen=True)
class Columns:
    """Which properties hold the code, the name and the parent, and the year the outlines are of."""

    kind: str
    code: str
    name: str | None
    district: str | None
    district_name: str | None
    upper: str | None
    year: int | None


def read_areas(path: Path, tally: AreaTally, *, valid_from: date | None = None) -> list[AreaRecord]:
    """The areas of a file, parents first. Raises `UnreadableFile` or `UnknownOutlines`."""
    features = _features(path)
    columns = _columns(path, features)
    first_day = valid_from or _first_day(path, columns)
    parents: dict[str, AreaRecord] = {}
    areas: dict[str, AreaRecord] = {}
    for number, feature in enumerate(features, start=1):
        tally.read += 1
        area = _area(number, feature, columns, first_day, tally)
        if area is not None:
            areas[area.code] = area
            for parent in _parent_of(area, feature["properties"], columns):
                parents.setdefault(parent.code, parent)
    return [*parents.values(), *areas.values()]


def _features(path: Path) -> list[Any]:
    try:
        content = path.read_bytes()
        document = orjson.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    except (orjson.JSONDecodeError, OSError, EOFError, zlib.error) as fault:
        raise UnreadableFile(f"{path.name} is not whole GeoJSON ({fault}). Fetch it again.") from fault
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise UnknownOutlines(f"{path.name} has no list of features. Give a GeoJSON FeatureCollection.")
    if "27700" in str(document.get("crs", "")):
        raise UnknownOutlines(_national_grid(path))
    return features


def _national_grid(path: Path) -> str:
    return (
        f"{path.name} is in British National Grid. Fetch it in WGS84 (EPSG:4326) or convert it: "
        "ogr2ogr -t_srs EPSG:4326 converted.geojson original.geojson"
    )


def _columns(path: Path, features: list[Any]) -> Columns:
    names: dict[str, None] = {}
    for feature in features[:50]:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            names |= dict.fromkeys(feature["properties"])
    codes: dict[str, str] = {}
    matches = [match for match in map(_COLUMN.fullmatch, names) if match]
    for match in sorted(matches, key=lambda match: match[2] or "", reverse=True):  # the latest year first
        codes.setdefault(match[1].upper(), match[0])
    kind = next((kind for kind in LOCAL_FIRST if kind in codes), None)
    if kind is None:
        seen = ", ".join(names)[:200]
        raise UnknownOutlines(f"{path.name} has no column of codes such as WD25CD or LSOA21CD among: {seen}")
    district = next((codes[other] for other in DISTRICTS if other in codes and other != kind), None)
    upper = next((codes[other] for other in UPPER if other in codes and other != kind), None)
    year = next((int(match[2]) for match in matches if match[0] == codes[kind] and match[2]), None)
    return Columns(kind, codes[kind], _name(codes[kind], names), district, _name(district, names), upper, year)


def _name(code_column: str | None, names: dict[str, None]) -> str | None:
    wanted = re.sub("CD(?:_ACTIVE)?$", "NM", code_column or "", flags=re.IGNORECASE).casefold()
    return next((name for name in names if name.casefold() == wanted), None) if code_column else None


def _first_day(path: Path, columns: Columns) -> date:
    if columns.year is None:
        raise UnknownOutlines(f"{path.name} does not say which year it is of. Add --valid-from with the first day.")
    return date(2000 + columns.year, 1, 1)


def _area(number: int, feature: Any, columns: Columns, first_day: date, tally: AreaTally) -> AreaRecord | None:
    facts = feature.get("properties") if isinstance(feature, dict) else None
    code = str(facts.get(columns.code) or "") if isinstance(facts, dict) else ""
    if not isinstance(facts, dict) or not code:
        tally.refuse(number, f"it has no {columns.code}")
        return None
    try:
        geometry = _geometry(feature.get("geometry"))
    except ValueError as fault:
        tally.refuse(number, f"{code} {fault}")
        return None
    kind = BY_CODE.get(code[:3]) or BY_COLUMN[columns.kind]
    name = str(facts.get(columns.name or "") or code)[:120]
    return AreaRecord(code[:40], name, kind, _parent_code(code, facts, columns), first_day, geometry)


def _geometry(geometry: Any) -> dict[str, Any]:
    """The outline with coordinates no finer than need be. Raises `ValueError` with the end of a sentence."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("has no outline (a Polygon or MultiPolygon)")
    try:
        coordinates = _rounded(geometry["coordinates"])
        longitude, latitude = next(_corners(coordinates))
        shape({"type": geometry["type"], "coordinates": coordinates})
    except (KeyError, IndexError, TypeError, ValueError, StopIteration, ShapelyError):
        raise ValueError("has an outline that cannot be read") from None
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("is not in degrees; fetch the file in WGS84 (EPSG:4326)")
    return {"type": geometry["type"], "coordinates": coordinates}


def _rounded(coordinates: Any) -> Any:
    if not isinstance(coordinates, list):
        raise TypeError("a coordinate is not a number")
    if isinstance(coordinates[0], int | float):
        return [round(float(coordinates[0]), DECIMALS), round(float(coordinates[1]), DECIMALS)]
    return [_rounded(part) for part in coordinates]


def _corners(coordinates: Any) -> Iterator[list[float]]:
    if coordinates and isinstance(coordinates[0], float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _corners(part)


def _parent_code(code: str, facts: Any, columns: Columns) -> str | None:
    """The district of a ward, the county of a district, else the country."""
    for column in (columns.district, columns.upper):
        parent = facts.get(column) if column else None
        if parent and parent != code:
            return str(parent)
    country = COUNTRIES.get(code[:1])
    return country if country != code else None


def _parent_of(area: AreaRecord, facts: Any, columns: Columns) -> Iterator[AreaRecord]:
    """The district of a small area or ward, without an outline, in case it is not known yet."""
    code = facts.get(columns.district) if columns.district else None
    if not code or code == area.code:
        return
    name = facts.get(columns.district_name or "") or _SMALL_AREA_NUMBER.sub("", area.name)
    kind = BY_CODE.get(str(code)[:3], AreaType.DISTRICT)
    upper = facts.get(columns.upper) if columns.upper else None
    parent = str(upper) if upper and upper != code else COUNTRIES.get(str(code)[:1])
    yield AreaRecord(str(code), str(name)[:120], kind, parent, area.valid_from, None, is_only_named=True)
