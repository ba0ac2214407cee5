"""From document numbers to hits: distance, the nearest venue, how it reaches the person, which words matched."""

from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from directory.search.answering.around import Metres
from directory.search.answering.labels import main_label, reach_labels
from directory.search.answering.later import Later
from directory.search.answering.local import Nearby
from directory.search.answering.matching import words_found
from directory.search.answering.opening import closed_that_day
from directory.search.answering.relaxing import Answer
from directory.search.engine import Hit, MapPoint, Place
from directory.search.filters import View
from directory.search.filters.base import UNKNOWN
from directory.search.index.bits import unpack
from directory.search.index.document_set import Numbers
from directory.search.index.snapshot import Snapshot
from directory.search.understanding.words import Understood

#: What hits say of a document on a day, whatever was asked: bits of one number.
_AGELESS, _COST_SILENT, _CLOSED = 1, 2, 4


@dataclass(frozen=True)
class Page:
    """The ranked documents up to the end of a page (or further, for a map), and where the page begins.

    `metres` are to the nearest venue within reach, infinity where none is; None without a place.
    """

    documents: Numbers
    scores: np.ndarray
    metres: Metres | None
    first: int
    size: int
    number: int
    count: int

    @property
    def showing(self) -> slice:
        """Where the documents of the page itself are."""
        return slice(self.first, self.first + self.size)


def page_of_hits(view: View, page: Page, answer: Answer, understood: Understood, place: Place | None) -> Later[Hit]:
    """The hits of a page. Which they are is settled; what is said of each waits until somebody looks."""
    count = len(page.documents[page.showing])
    return Later(lambda: _hits(view, page, answer, understood, place), count)


def _hits(view: View, page: Page, answer: Answer, understood: Understood, place: Place | None) -> tuple[Hit, ...]:
    """What is asked of all documents alike is asked of the whole page at once."""
    snapshot, documents = view.snapshot, page.documents[page.showing]
    venues, metres = _venues(snapshot, documents, answer.nearby)
    located = iter(snapshot.location_ids(venues[venues >= 0]))
    columns = (
        snapshot.service_ids(documents),
        page.scores[page.showing].tolist(),
        venues.tolist(),
        metres.tolist() if metres is not None else repeat(None),
        _labels(snapshot, page, documents, place),
        words_found(snapshot, understood.concepts, documents, all_in_each=answer.is_whole),
        _marks(view)[documents].tolist(),
    )
    return tuple(
        Hit(
            service,
            score,
            away if venue >= 0 else None,
            next(located) if venue >= 0 else None,
            main_label(labels, has_venue=venue >= 0, place=place),
            labels,
            matched,
            bool(marks & _AGELESS),
            bool(marks & _COST_SILENT),
            bool(marks & _CLOSED),
        )
        for service, score, venue, away, labels, matched, marks in zip(*columns, strict=False)
    )


def _labels(snapshot: Snapshot, page: Page, documents: Numbers, place: Place | None) -> list[tuple[str, ...]]:
    """How each document of the page reaches the person; nothing to say of what is near."""
    if page.metres is None:
        return reach_labels(snapshot, documents, place)
    labels: list[tuple[str, ...]] = [()] * len(documents)
    far = np.flatnonzero(~np.isfinite(page.metres[page.showing]))
    for number, said in zip(far.tolist(), reach_labels(snapshot, documents[far], place), strict=True):
        labels[number] = said
    return labels


def _marks(view: View) -> NDArray[np.uint8]:
    """The marks of all documents today."""
    snapshot, day = view.snapshot, view.today

    def mark() -> NDArray[np.uint8]:
        ageless = (snapshot["minimum_age"] < 0) & (snapshot["maximum_age"] < 0)
        silent = unpack(snapshot.facet_row("cost", UNKNOWN), snapshot.size)
        closed = closed_that_day(snapshot, day, slice(None))
        marks = np.zeros(snapshot.size, dtype=np.uint8)
        for flags, kind in ((ageless, _AGELESS), (silent, _COST_SILENT), (closed, _CLOSED)):
            marks[flags] |= kind
        return marks

    return snapshot.memory.recall("marks", day, mark, most=2)


def _venues(snapshot: Snapshot, documents: Numbers, nearby: Nearby | None) -> tuple[Numbers, Metres | None]:
    """The venue of each to show, -1 for none: the nearest, near or not; its first when no place was given."""
    if nearby is not None:
        return nearby.around.nearest(documents)
    return snapshot.memory.recall("first_venue", (), lambda: _first_venues(snapshot), most=1)[documents], None


def _first_venues(snapshot: Snapshot) -> Numbers:
    first, end = snapshot["document_venue_start"][:-1], snapshot["document_venue_start"][1:]
    venues = np.full(snapshot.size, -1)
    venues[first < end] = snapshot["document_venue"][first[first < end]]
    return venues


def map_points(snapshot: Snapshot, page: Page, nearby: Nearby | None) -> tuple[MapPoint, ...]:
    """Where some results are: with a place the nearest venue of each, else all; only addresses shown in full."""
    points: list[MapPoint] = []
    nearest = None if nearby is None else nearby.around.nearest(page.documents)[0]
    for number, document in enumerate(page.documents.tolist()):
        venues = snapshot.slice("document_venue", document).tolist()
        if nearest is not None and page.metres is not None and np.isfinite(page.metres[number]):
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
