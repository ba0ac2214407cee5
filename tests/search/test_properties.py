"""What holds for every search: filters only take away, counts are what choosing gives, orders are in order, pages
follow each other without a gap. Tried on made-up directories with searches that nobody thought of."""

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.accounts.roles import Permission
from directory.geo.point import Point
from directory.search.criteria import DISTANCE, Criteria, Sort
from directory.search.engine import Results
from directory.search.engines.whoosh import WhooshEngine
from directory.search.filters import FILTERS, Kind, filter_named
from tests.search.conftest import MANSFIELD, Somewhere
from tests.search.made_up import AT, COHORT_CODES, DISTRICTS, NEEDS_CODES, RARE, WORDS, documents, engine_over

#: Few documents and many, so that both ways of counting, of looking up and of measuring distances are met.
SIZES = (30, 400, 1500)
VALUES = {
    "need": NEEDS_CODES[:6],
    "for": COHORT_CODES,
    "age": ("17", "30", "70"),
    "day": ("mon", "sat", "sun"),
    "time": ("morning", "evening"),
    "open": ("yes",),
    "cost": ("free", "fixed"),
    "how": ("venue", "phone", "online", "home"),
    "access": ("step_free", "hearing_loop"),
    "meet": ("yes",),
    "type": ("group", "helpline"),
    "area": DISTRICTS,
    "verified": ("92", "365"),
    "tier": ("prevent",),
}


@cache
def engine(size: int) -> WhooshEngine:
    """The engine over a directory of a size; made once."""
    folder = Path(mkdtemp(prefix="waypost-properties-"))
    return engine_over(documents(random.Random(size), size), folder)


def ask(size: int, criteria: Criteria, place: Somewhere | None) -> Results:
    """What a search finds, near a place or anywhere."""
    return engine(size).search(criteria, place=place, audience=Permission.SEE_PROFESSIONAL, at=AT)


@st.composite
def filters(draw: st.DrawFn) -> Mapping[str, tuple[str, ...]]:
    """Up to three filters with a value or two."""
    chosen = {}
    for key in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True)):
        known = filter_named(key)
        most = 1 if known and known.kind in (Kind.SINGLE, Kind.FLAG) else 2
        chosen[key] = tuple(draw(st.lists(st.sampled_from(VALUES[key]), min_size=1, max_size=most, unique=True)))
    return MappingProxyType(chosen)


WORDS_ASKED = st.lists(st.sampled_from((*RARE, *WORDS, "unheardof")), max_size=2, unique=True).map(" ".join)
SEARCHES = st.builds(
    Criteria,
    words=WORDS_ASKED,
    filters=filters(),
    radius_miles=st.sampled_from([None, 1, 5, 25]),
    sort=st.sampled_from(Sort),
)
#: Places round Mansfield, hardly one of them twice: what was seen from a place is remembered.
PLACES = st.integers(0, 10**6).map(
    lambda number: Somewhere("here", Point(53.1 + number / 10**7, -1.2 + number / 10**7), MANSFIELD.areas)
)
ANYWHERE = st.none() | PLACES
TRIED = settings(max_examples=40, deadline=None, derandomize=True)


@TRIED
@given(st.sampled_from(SIZES), SEARCHES, ANYWHERE, st.sampled_from(sorted(VALUES)), st.data())
def test_adding_a_filter_never_adds_results(
    size: int, criteria: Criteria, place: Somewhere | None, key: str, data: st.DataObject
) -> None:
    before = ask(size, criteria.removing(key), place)
    more = criteria.removing(key).adding(key, data.draw(st.sampled_from(VALUES[key])))
    assert ask(size, more, place).total <= before.total


@settings(TRIED, max_examples=15)
@given(st.sampled_from(SIZES), SEARCHES, ANYWHERE)
def test_every_count_is_what_choosing_it_gives(size: int, criteria: Criteria, place: Somewhere | None) -> None:
    results = ask(size, criteria, place)
    assert set(results.facets) == {each.key for each in FILTERS if place or each.key != DISTANCE}
    for key, facet in results.facets.items():
        for choice in facet.choices:
            clicked = _choosing(criteria, key, choice.value)
            assert ask(size, clicked, place).total == choice.count, (key, choice.value)


def _choosing(criteria: Criteria, key: str, value: str) -> Criteria:
    """The search with one choice made: beside the filter's others where choices add up, else in their place."""
    if key == DISTANCE:
        return Criteria(criteria.words, filters=criteria.filters, radius_miles=int(value), sort=criteria.sort)
    known = filter_named(key)
    is_adding = known is not None and known.kind is Kind.ALL_OF
    return (criteria if is_adding else criteria.removing(key)).adding(key, value)


@TRIED
@given(st.sampled_from(SIZES), SEARCHES, PLACES)
def test_nearest_first_is_in_order_of_distance(size: int, criteria: Criteria, place: Somewhere) -> None:
    nearest = Criteria(criteria.words, filters=criteria.filters, radius_miles=criteria.radius_miles, sort=Sort.NEAREST)
    results = ask(size, nearest, place)
    away = [hit.distance_m for hit in results.hits if not hit.labels and hit.distance_m is not None]
    assert away == sorted(away)
    assert all(metres <= (results.radius_miles or 0) * 1609.345 for metres in away)


@TRIED
@given(st.sampled_from(SIZES[:2]), SEARCHES, ANYWHERE)
def test_pages_hold_every_result_once(size: int, criteria: Criteria, place: Somewhere | None) -> None:
    first = ask(size, criteria, place)
    seen = [
        hit.service_id
        for page in range(1, first.pages + 1)
        for hit in ask(
            size,
            Criteria(criteria.words, "", criteria.filters, criteria.sort, criteria.radius_miles, page),
            place,
        ).hits
    ]
    assert len(seen) == len(set(seen)) == first.total


@TRIED
@given(st.sampled_from(SIZES), SEARCHES, ANYWHERE)
def test_relevance_is_in_order_of_score(size: int, criteria: Criteria, place: Somewhere | None) -> None:
    by_score = Criteria(criteria.words, filters=criteria.filters, radius_miles=criteria.radius_miles)
    scores = [hit.score for hit in ask(size, by_score, place).hits]
    assert scores == sorted(scores, reverse=True)
