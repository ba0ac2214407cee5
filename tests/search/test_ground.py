"""Distances by strips of the map are those of looking at every venue, wherever somebody stands."""

import random
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest

from directory.geo.distance import distances_m
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.search.answering.around import Around
from directory.search.documents import VenuePoint
from directory.search.index.snapshot import Snapshot
from tests.search.made_up import documents, engine_over

GREENWICH, MANSFIELD, UNST = Point(51.48, 0.0), Point(53.14, -1.2), Point(60.75, -0.9)


@cache
def britain() -> Snapshot:
    """Documents strewn on both sides of the meridian, some without a venue, some with several."""
    chance = random.Random(5)
    made = documents(chance, 600)
    for document in made:
        places = [(chance.uniform(50, 61), chance.uniform(-6, 2)) for _ in document.venues]
        document.venues = tuple(
            VenuePoint(venue.location_id, *place) for venue, place in zip(document.venues, places, strict=True)
        )
    return engine_over(made, Path(mkdtemp())).snapshot()


def looked_at_one_by_one(here: Point) -> np.ndarray:
    snapshot = britain()
    away = distances_m(here.latitude, here.longitude, snapshot["venue_latitude"], snapshot["venue_longitude"])
    nearest = np.full(snapshot.size, np.inf)
    np.minimum.at(nearest, snapshot["venue_document"], away)
    return nearest


@pytest.mark.parametrize("here", [GREENWICH, MANSFIELD, UNST])
@pytest.mark.parametrize("miles", [1, 10, 50, 100])
def test_all_within_a_circle_are_seen_and_nothing_beyond_it(here: Point, miles: int) -> None:
    expected = looked_at_one_by_one(here)
    around = Around(britain(), here, miles)
    within = expected <= miles * METRES_IN_A_MILE
    assert around.within().tolist() == within.tolist()
    seen = around.metres(np.arange(len(expected)))
    assert np.isfinite(seen).tolist() == within.tolist()
    assert seen[within] == pytest.approx(expected[within], rel=1e-5)


@pytest.mark.parametrize("here", [GREENWICH, MANSFIELD, UNST])
def test_a_few_documents_are_measured_by_themselves(here: Point) -> None:
    expected, around = looked_at_one_by_one(here), Around(britain(), here, 1_000)
    for document in range(0, 600, 7):
        assert around.metres(np.array([document, document + 1]))[0] == pytest.approx(expected[document], rel=1e-5)
