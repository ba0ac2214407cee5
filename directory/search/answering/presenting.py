"""From document numbers to hits: distance, the nearest venue, how it reaches the person, which words matched."""

from dataclasses import dataclass

import numpy as np

from directory.search.answering.around import Metres
from directory.search.answering.labels import main_label, reach_labels
from directory.search.answering.local import Nearby
from directory.search.answering.matching import words_found
from directory.search.answering.opening import closed_that_day, today
from directory.search.answering.relaxing import Answer
from directory.search.engine import Hit, MapPoint, Place
from directory.search.filters import View
from directory.search.filters.base import UNKNOWN
from directory.search.index.bits import holds
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.words import Understood


@dataclass(frozen=True)
class Page:
    """The ranked documents up to the end of a page (or further, for a map), and where the page begins.

    `metres` are to the nearest venue within reach, infinity where none is.
    """

    documents: Numbers
    scores: np.ndarray
    metres: Metres
    first: int
    size: int
    number: int
    count: int

    @property
    def showing(self) -> Numbers:
        """The documents of the page itself."""
        return self.documents[self.first : self.first + self.size]


def page_of_hits(
    view: View, page: Page, answer: Answer, understood: Understood, place: Place | None
) -> tuple[Hit, ...]:
    """The hits of a page, in order."""
    snapshot, documents = view.snapshot, page.showing
    matched = words_found(snapshot, understood.concepts, documents)
    costs_silent = holds(snapshot.facet_row("cost", UNKNOWN), documents)
    closed = closed_that_day(snapshot, today(view.at), documents)
    ageless = (snapshot["minimum_age"][documents] < 0) & (snapshot["maximum_age"][documents] < 0)
    venues, metres = _venues(snapshot, documents, answer.nearby)
    is_near = np.isfinite(page.metres[page.first : page.first + page.size])
    hits = []
    for number, document in enumerate(documents.tolist()):
        venue = int(venues[number])
        labels = () if is_near[number] else reach_labels(snapshot, document, place)
        hits.append(
            Hit(
                service_id=snapshot.service_id(document),
                score=float(page.scores[page.first + number]),
                distance_m=None if metres is None or venue < 0 else float(metres[number]),
                location_id=None if venue < 0 else snapshot.location_id(venue),
                label=main_label(labels, has_venue=venue >= 0, place=place),
                labels=labels,
                matched=matched[number],
                age_not_stated=bool(ageless[number]),
                cost_not_known=bool(costs_silent[number]),
                closed_now=bool(closed[number]),
            )
        )
    return tuple(hits)


def _venues(snapshot: Snapshot, documents: Numbers, nearby: Nearby | None) -> tuple[Numbers, Metres | None]:
    """The venue of each to show, -1 for none: the nearest, near or not; its first when no place was given."""
    if nearby is not None:
        return nearby.around.nearest(documents)
    first, end = snapshot["document_venue_start"][documents], snapshot["document_venue_start"][documents + 1]
    venues = np.full(len(documents), -1)
    venues[first < end] = snapshot["document_venue"][first[first < end]]
    return venues, None


def map_points(snapshot: Snapshot, page: Page, nearby: Nearby | None) -> tuple[MapPoint, ...]:
    """Where some results are: with a place the nearest venue of each, else all; only addresses shown in full."""
    points: list[MapPoint] = []
    nearest = None if nearby is None else nearby.around.nearest(page.documents)[0]
    for number, document in enumerate(page.documents.tolist()):
        venues = snapshot.slice("document_venue", document).tolist()
        if nearest is not None and np.isfinite(page.metres[number]):
            venues = [int(nearest[number])]
        points.extend(_point(snapshot, document, venue) for venue in venues if snapshot["venue_exact"][venue])
    return tuple(points)


def _point(snapshot: Snapshot, document: int, venue: int) -> MapPoint:
    return MapPoint(
        snapshot.service_id(document),
        snapshot.location_id(venue),
        float(snapshot["venue_latitude"][venue]),
        float(snapshot["venue_longitude"][venue]),
    )
