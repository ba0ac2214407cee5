"""Random directories and random searches: the same matches, totals and counts as a plain loop over documents gives."""

import random
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import CostType, Feature, Known, LinkType
from directory.search.documents import SearchDocument
from directory.search.documents.reading import read_documents
from directory.search.engine import Results
from tests.factories.listings import access, area, costs, covers, held_at, location, service, tag, term, weekly
from tests.search.conftest import MANSFIELD, Searching, Somewhere
from tests.search.reference import has_word, is_local, keeps, metres_to

WORDS = ("lunch", "choir", "walking", "falls", "carers", "memory")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CHOICES = {
    "cost": ["free", "fixed", "donation"],
    "how": ["phone", "home", "venue", "online"],
    "access": ["step_free", "hearing_loop"],
    "need": ["a.one", "a.two", "a.three"],
    "for": ["carer", "men"],
    "age": ["17", "30", "70"],
    "day": ["mon", "sat"],
}
ALONE = ("age",)


def fill(session: Session, chance: random.Random) -> None:
    """Eighty listings of every kind."""
    needs = [term(session, "needs", code, code) for code in CHOICES["need"]]
    cohorts = [term(session, "cohorts", code, code) for code in CHOICES["for"]]
    districts = [area(session, "E07000174", "Mansfield"), area(session, "E07000114", "Thanet")]
    for number in range(80):
        listing = service(
            session,
            f"{chance.choice(WORDS)} {number}",
            description=" ".join(chance.choices(WORDS, k=4)),
            delivery_modes=chance.sample(CHOICES["how"], chance.randint(0, 2)),
            minimum_age=chance.choice([None, 16, 65]),
        )
        for place in range(chance.randint(0, 2)):
            latitude, longitude = chance.choice([(53.1, -1.2), (53.4, -1.3), (51.4, 1.4)])
            point = location(session, latitude + chance.random() / 9, longitude, name=f"Hall {place}")
            held_at(session, listing, point)
            access(session, Feature.STEP_FREE, chance.choice(list(Known)), place=point)
        costs(
            session, listing, *chance.sample([CostType.FREE, CostType.FIXED, CostType.DONATION], chance.randint(0, 2))
        )
        if chance.random() < 0.4:
            covers(session, listing, chance.choice(districts))
        if chance.random() < 0.5:
            access(session, Feature.HEARING_LOOP, chance.choice(list(Known)), listing=listing)
            weekly(session, listing, chance.choice(DAYS), "10:00", "12:00")
        for meant in chance.sample(needs, chance.randint(0, 2)):
            tag(session, listing, meant)
        for who in chance.sample(cohorts, chance.choice([0, 0, 1])):
            tag(session, listing, who, LinkType.COHORT_REQUIRED)


@pytest.fixture
def searches(searching: Searching, session: Session) -> tuple[Searching, list[SearchDocument]]:
    """A filled directory and its documents."""
    fill(session, random.Random(11))
    searching.reindex()
    return searching, read_documents(session, at=searching.at).documents


def random_searches(number: int) -> Iterator[tuple[list[str], Somewhere | None, dict[str, list[str]]]]:
    """Words, a place, filters."""
    chance = random.Random(23)
    for _ in range(number):
        keys = chance.sample(sorted(CHOICES), chance.randint(0, 3))
        filters = {
            key: chance.sample(CHOICES[key], 1 if key in ALONE else chance.randint(1, 2)) for key in sorted(keys)
        }
        yield chance.sample(WORDS, chance.randint(0, 2)), chance.choice([None, MANSFIELD]), filters


def expected(
    documents: list[SearchDocument],
    words: list[str],
    place: Somewhere | None,
    filters: dict[str, list[str]],
    at: datetime,
) -> set[object]:
    """The ids that a plain loop finds."""
    return {
        document.service_id
        for document in documents
        if all(has_word(document, word) for word in words)
        and (place is None or is_local(document, place, 10, place.areas))
        and all(keeps(document, key, values, at) for key, values in filters.items())
    }


def everything(
    searching: Searching, words: list[str], place: Somewhere | None, filters: dict[str, list[str]]
) -> Results:
    """All results of a search on one page."""
    radius = {"radius": "10"} if place else {}
    first = searching.search(" ".join(words), near=place, **filters, **radius)
    hits = [
        hit
        for page in range(1, first.pages + 1)
        for hit in searching.search(" ".join(words), near=place, page=str(page), **filters, **radius).hits
    ]
    return Results(hits=tuple(hits), total=first.total, facets=first.facets, relaxed=first.relaxed)


def test_random_searches_answer_as_a_plain_loop_does(searches: tuple[Searching, list[SearchDocument]]) -> None:
    searching, documents = searches
    compared = 0
    for words, place, filters in random_searches(60):
        results = everything(searching, words, place, filters)
        if results.relaxed:
            continue
        wanted = expected(documents, words, place, filters, searching.at)
        assert {hit.service_id for hit in results.hits} == wanted, (words, place, filters)
        assert len(results.hits) == results.total == len(wanted)
        compared += 1
    assert compared > 50


def test_a_facet_count_is_what_choosing_it_would_give(searches: tuple[Searching, list[SearchDocument]]) -> None:
    searching, _ = searches
    for words, place, filters in random_searches(12):
        results = everything(searching, words, place, filters)
        for key, values in CHOICES.items():
            counted = {choice.value: choice.count for choice in results.facets[key].choices}
            for value in values:
                if value not in counted:
                    continue
                chosen = [*filters.get(key, []), value] if key == "access" else [value]
                clicked = everything(searching, words, place, {**filters, key: chosen})
                assert clicked.total == counted[value], (words, filters, key, value)


def test_a_filter_never_adds_results(searches: tuple[Searching, list[SearchDocument]]) -> None:
    searching, _ = searches
    for words, place, filters in random_searches(30):
        before = searching.search(" ".join(words), near=place).total
        assert searching.search(" ".join(words), near=place, **filters).total <= before


def test_nearest_first_is_in_order_and_keeps_a_place_for_help_without_one(
    searches: tuple[Searching, list[SearchDocument]],
) -> None:
    searching, documents = searches
    hits = searching.search(near=MANSFIELD, radius="10", sort="nearest").hits
    near = [hit.distance_m for hit in hits if hit.label is None]
    assert near == sorted(near)  # type: ignore[type-var]  # near ones have a distance
    assert [hit.label is None for hit in hits] == [place % 5 != 4 for place in range(20)]
    by_id = {document.service_id: document for document in documents}
    for hit in hits:
        if hit.label is None:
            assert hit.distance_m == pytest.approx(metres_to(by_id[hit.service_id], MANSFIELD), rel=1e-5)
