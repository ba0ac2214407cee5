"""From document numbers to hits: distance, the nearest venue, how it reaches the person, which words matched."""

from dataclasses import dataclass

import numpy as np

from directory import clock
from directory.geo.distance import distances_m
from directory.search.answering.labels import main_label, reach_labels
from directory.search.answering.local import Nearby
from directory.search.answering.matching import words_found
from directory.search.answering.opening import closed_on, day_number
from directory.search.answering.relaxing import Answer
from directory.search.engine import Hit, MapPoint, Place
from directory.search.filters import View
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.words import Understood


@dataclass(frozen=True)
class Page:
    """The ranked documents up to the end of a page (or further, for a map), and where the page begins."""

    documents: np.ndarray
    scores: np.ndarray
    first: int
    size: int
    number: int
    count: int

    @property
    def showing(self) -> np.ndarray:
        """The documents of the page itself."""
        return self.documents[self.first : self.first + self.size]


def page_of_hits(
    view: View, page: Page, answer: Answer, understood: Understood, place: Place | None
) -> tuple[Hit, ...]:
    """The hits of a page, in order."""
    snapshot, documents = view.snapshot, page.showing
    matched = words_found(snapshot, understood.concepts, documents)
    costs_silent = _carries(snapshot, "cost", documents)
    closed = closed_on(snapshot, day_number(clock.local(view.at).date()))[documents]
    ageless = (snapshot["minimum_age"][documents] < 0) & (snapshot["maximum_age"][documents] < 0)
    hits = []
    for number, document in enumerate(documents.tolist()):
        venue, metres = _venue(snapshot, document, answer.nearby, place)
        is_near = answer.nearby is not None and bool(answer.nearby.near[document])
        labels = () if is_near else reach_labels(snapshot, document, place)
        hits.append(
            Hit(
                service_id=snapshot.service_id(document),
                score=float(page.scores[page.first + number]),
                distance_m=metres,
                location_id=None if venue is None else snapshot.location_id(venue),
                label=main_label(labels, has_venue=venue is not None, place=place),
                labels=labels,
                matched=matched[number],
                age_not_stated=bool(ageless[number]),
                cost_not_known=bool(costs_silent[number]),
                closed_now=bool(closed[number]),
            )
        )
    return tuple(hits)


def _carries(snapshot: Snapshot, facet: str, documents: np.ndarray) -> np.ndarray:
    row = snapshot.facet_rows(facet, ("?",))[0]
    carried: np.ndarray = (row[documents >> 6] >> (documents & 63).astype(np.uint64)) & np.uint64(1)
    return carried


def _venue(
    snapshot: Snapshot, document: int, nearby: Nearby | None, place: Place | None
) -> tuple[int | None, float | None]:
    """The venue to show: the nearest, also of a listing kept for another reason; its first when no place was given."""
    if nearby is not None and nearby.near[document]:
        return int(nearby.venue[document]), float(nearby.metres[document])
    venues = snapshot.slice("document_venue", document)
    if not len(venues):
        return None, None
    if place is None:
        return int(venues.min()), None
    away = distances_m(
        place.point.latitude,
        place.point.longitude,
        snapshot["venue_latitude"][venues],
        snapshot["venue_longitude"][venues],
    )
    return int(venues[int(away.argmin())]), float(away.min())


def map_points(snapshot: Snapshot, documents: np.ndarray, nearby: Nearby | None) -> tuple[MapPoint, ...]:
    """Where some results are: with a place the nearest venue of each, else all; only addresses shown in full."""
    points: list[MapPoint] = []
    for document in documents.tolist():
        venues = snapshot.slice("document_venue", document).tolist()
        if nearby is not None and nearby.near[document]:
            venues = [int(nearby.venue[document])]
        points.extend(_point(snapshot, document, venue) for venue in venues if snapshot["venue_exact"][venue])
    return tuple(points)


def _point(snapshot: Snapshot, document: int, venue: int) -> MapPoint:
    return MapPoint(
        snapshot.service_id(document),
        snapshot.location_id(venue),
        float(snapshot["venue_latitude"][venue]),
        float(snapshot["venue_longitude"][venue]),
    )
