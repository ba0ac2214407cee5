"""From ranked listings to hits: the nearest venue, how a listing reaches the person, which words matched."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from directory.geo.distance import distances_m
from directory.search.answering.labels import main_label, ways
from directory.search.answering.local import covering
from directory.search.engine import Hit, MapPoint, Place
from directory.search.engines.postgres.filters import carries, closed_on, gives_no_age
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.ranking import Ranked
from directory.search.engines.postgres.tables import listings, venues
from directory.search.engines.postgres.words import matched_words
from directory.search.filters.base import UNKNOWN

Venues = Mapping[UUID, Sequence[Row[Any]]]


def hits_of(connection: Connection, question: Question, page: Sequence[Ranked], venues_of: Venues) -> tuple[Hit, ...]:
    """The hits of a page, in order."""
    ids = [each.service_id for each in page]
    details = {row.service_id: row for row in connection.execute(_details(question, ids))}
    matched = matched_words(connection, question.wanted, ids)
    return tuple(
        _hit(each, details[each.service_id], matched.get(each.service_id, ()), question, venues_of) for each in page
    )


def _details(question: Question, ids: Sequence[UUID]) -> Any:
    return select(
        listings.c.service_id,
        listings.c.reach,
        listings.c.areas,
        gives_no_age().label("gives_no_age"),
        carries(f"cost:{UNKNOWN}").label("cost_not_known"),
        closed_on(question.today).label("closed_now"),
    ).where(listings.c.service_id.in_(ids))


def _hit(each: Ranked, row: Row[Any], matched: tuple[str, ...], question: Question, venues_of: Venues) -> Hit:
    place = question.place
    venue, metres = _venue(venues_of.get(each.service_id, ()), place)
    labels = () if each.metres is not None else ways(row.reach, _covered(row.areas, question))
    return Hit(
        service_id=each.service_id,
        score=each.score,
        distance_m=metres,
        location_id=venue.location_id if venue else None,
        label=main_label(labels, has_venue=venue is not None, place=place),
        labels=labels,
        matched=matched,
        age_not_stated=row.gives_no_age,
        cost_not_known=row.cost_not_known,
        closed_now=row.closed_now,
    )


def _covered(served: Sequence[str], question: Question) -> str:
    """The most local served area that contains the place; without a place, the first area served."""
    if not served:
        return ""
    place, names = question.place, question.memory.area_names
    fitting = sorted(served) if place is None else covering(place.areas)
    return next((names.get(code, code) for code in fitting if code in served), "")


def venues_of(connection: Connection, ids: Sequence[UUID]) -> Venues:
    """The venues of some listings, from south to north."""
    found: dict[UUID, list[Row[Any]]] = {}
    for row in connection.execute(
        select(venues).where(venues.c.listing.in_(ids)).order_by(venues.c.latitude, venues.c.longitude)
    ):
        found.setdefault(row.listing, []).append(row)
    return found


def _venue(known: Sequence[Row[Any]], place: Place | None) -> tuple[Row[Any] | None, float | None]:
    """The venue to show: the nearest, also of a listing kept for another reason; its first when no place was given."""
    if not known or place is None:
        return (known[0] if known else None), None
    latitudes, longitudes = [row.latitude for row in known], [row.longitude for row in known]
    away = distances_m(place.point.latitude, place.point.longitude, latitudes, longitudes)
    return known[int(away.argmin())], float(away.min())


def map_points(page: Sequence[Ranked], venues_of: Venues, place: Place | None) -> tuple[MapPoint, ...]:
    """Where some results are: with a place the nearest venue of each, else all; only addresses shown in full."""
    points: list[MapPoint] = []
    for each in page:
        known = venues_of.get(each.service_id, ())
        nearest, _ = _venue(known, place)
        shown = [nearest] if each.metres is not None and nearest is not None else known
        points.extend(
            MapPoint(each.service_id, row.location_id, row.latitude, row.longitude) for row in shown if row.is_exact
        )
    return tuple(points)
