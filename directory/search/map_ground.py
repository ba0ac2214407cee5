"""What a map without background tiles is drawn on: outlines of districts and names of towns around a place."""

from typing import Any

import shapely
import shapely.geometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.distance import bounding_box
from directory.geo.models import Area, AreaType
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.geo.queries import places_within

MILES = 20
TOWNS = 14
COARSE = 0.0015  # degrees, about 100 metres: what a phone shows at this size


def ground(session: Session, centre: Point) -> dict[str, Any]:
    """The largest towns as [latitude, longitude, name], and outlines as GeoJSON geometries."""
    box = bounding_box(centre.latitude, centre.longitude, MILES * METRES_IN_A_MILE)
    towns = sorted(places_within(session, box), key=lambda town: -town.population)[:TOWNS]
    return {
        "towns": [[town.latitude, town.longitude, town.name] for town in towns],
        "outlines": _outlines(session, box),
    }


def _outlines(session: Session, box: tuple[float, float, float, float]) -> list[dict[str, Any]]:
    south, west, north, east = box
    window = shapely.geometry.box(west, south, east, north)
    rows = session.scalars(
        select(Area.geometry)
        .where(Area.area_type.in_((AreaType.DISTRICT, AreaType.UNITARY)), Area.valid_to.is_(None))
        .order_by(Area.code)
    )
    shapes = (shapely.geometry.shape(geometry) for geometry in rows if geometry)
    near = (shape.simplify(COARSE) for shape in shapes if shape.intersects(window))
    return [shapely.geometry.mapping(shape) for shape in near if not shape.is_empty]
