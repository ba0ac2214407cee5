"""Outlines of small areas, read from the seeds: neighbourhoods are drawn of them. No small area is drawn by itself."""

import gzip
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import shapely

from directory.settings import ROOT

SEED = ROOT / "seeds" / "areas" / "small_area_outlines.geojson.gz"


@lru_cache(maxsize=1)
def outlines(path: Path = SEED) -> Mapping[str, Any]:
    """The outline of each small area by its code, with a corner about every 100 metres."""
    features = orjson.loads(gzip.decompress(path.read_bytes()))["features"]
    return {each["properties"]["code"]: shapely.geometry.shape(each["geometry"]) for each in features}


def together(codes: Sequence[str]) -> dict[str, Any] | None:
    """What several small areas make together; nothing where the outline of one is not known."""
    known = outlines()
    if not codes or any(code not in known for code in codes):
        return None
    whole = shapely.union_all([known[code] for code in codes], grid_size=0.0001)
    return dict(shapely.geometry.mapping(whole))
