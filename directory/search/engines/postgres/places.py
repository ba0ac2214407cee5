"""What a place keeps, in SQL: venues within reach by PostGIS, and everything that reaches the person without one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, CTE, ColumnElement, Float, Text, and_, cast, false, func, literal, or_, select
from sqlalchemy.sql.elements import KeyedColumnElement

from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.answering.local import HOME_MILES, covering
from directory.search.engine import Place
from directory.search.engines.postgres.filters import Condition
from directory.search.engines.postgres.tables import listings, venues

#: As the arrays do: on the sphere, which is four times as fast and within 0.5 % in Britain.
_ON_THE_SPHEROID = False


@dataclass(frozen=True)
class Seen:
    """Listings as seen from a place: how far the nearest venue is, if it is within the furthest distance asked for."""

    venues: CTE
    kept: Condition

    @property
    def metres(self) -> KeyedColumnElement[Any]:
        """Null for a listing without a venue so near."""
        return self.venues.c.metres


def seen_from(place: Place, furthest_miles: int) -> Seen:
    """Measure what lies within some miles, and say what is kept whatever its distance."""
    far = max(furthest_miles, HOME_MILES) * METRES_IN_A_MILE
    here = _geography(place.point)
    away = func.min(func.ST_Distance(venues.c.point, here, _ON_THE_SPHEROID)).label("metres")
    nearest = (
        select(venues.c.listing, away)
        .where(func.ST_DWithin(venues.c.point, here, far, _ON_THE_SPHEROID))
        .group_by(venues.c.listing)
        .cte("nearest")
    )
    serves = listings.c.areas.op("&&", is_comparison=True)(
        cast(literal(list(covering(place.areas)), ARRAY(Text)), ARRAY(Text))
    )
    based = and_(listings.c.kept_round_base, within(nearest.c.metres, literal(HOME_MILES)))
    return Seen(nearest, or_(listings.c.kept_anywhere, serves, based))


def within(metres: ColumnElement[Any], miles: ColumnElement[Any]) -> Condition:
    """Whether a distance is known and no more than some miles."""
    return func.coalesce(metres <= cast(miles, Float) * METRES_IN_A_MILE, false())


def _geography(point: Point) -> ColumnElement[Any]:
    return func.geography(func.ST_SetSRID(func.ST_MakePoint(point.longitude, point.latitude), 4326))
