"""Both engines over one directory: the same results, totals, counts, notes, corrections, points and orders."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.accounts.roles import Permission
from directory.search.criteria import Criteria
from directory.search.engine import Hit, Results
from directory.search.meaning import Meaning
from directory.web.access import Audience
from tests.factories.listings import service, synonyms, term
from tests.search.conftest import MANSFIELD, MARGATE, Searching
from tests.search.contract.test_reference import CHOICES, WORDS, fill
from tests.search.engines import ENGINES

TYPED = (*WORDS, "lonch", "chior", "strolling", "qwertyuiop", "hall", "mansfield", "one")
#: Refusals, and needs that a model is sure of, is not sure of, or that nobody serves.
MEANT: tuple[dict[str, Any] | None, ...] = (
    None,
    {"excluded": {"how": ("online",)}},
    {"unwanted": ("choir",)},
    {"needs": (("a.one", 0.7), ("a.two", 0.2), ("a.three", 0.05))},
    {"needs": (("a.three", 0.2), ("a.one", 0.1))},
    {"needs": (("a.four", 0.9),), "preferred": {"cost": ("free",)}},
)
PER_PAGE = 200  # every result on one page


@pytest.fixture
def engines(session: Session, tmp_path: Path, at: datetime) -> dict[str, Searching]:
    """Each engine over the same hundred listings and a thesaurus."""
    fill(session, random.Random(5))
    term(session, "needs", "a.four", "Nobody serves it")
    synonyms(session, "walk", resident=("strolling",), professional=("walking", "walking choir"), needs=("a.one",))
    synonyms(session, "carers", resident=("carers",), needs=("a.two",))
    for number in range(20):
        service(session, f"Walking choir {number}", description="A walking choir.")
    folder = tmp_path / "index"
    made = {name: make(session, folder) for name, make in ENGINES.items()}
    return {name: Searching(session, folder, at, *each).reindex() for name, each in made.items()}


def searches(number: int) -> Iterator[tuple[Criteria, dict[str, Any]]]:
    """Words right and wrong, places, distances, filters, orders, wishes and refusals."""
    chance = random.Random(41)
    for _ in range(number):
        keys = chance.sample(sorted(CHOICES), chance.choice([0, 0, 1, 2]))
        args: dict[str, Any] = {key: chance.sample(CHOICES[key], 1) for key in keys}
        args["q"] = " ".join(chance.sample(TYPED, chance.choice([0, 1, 2, 3])))
        args["radius"] = chance.choice(["", "", "1", "5", "50"])
        args["view"] = chance.choice(["list", "map"])
        audience = chance.choice([Audience.EVERYONE, Permission.SEE_PROFESSIONAL])
        criteria, _ = Criteria.from_args(args, audience)
        meaning = chance.choice(MEANT)
        if meaning:
            criteria = replace(criteria, meaning=Meaning(words=criteria.words, **meaning))
        criteria = replace(criteria, per_page=PER_PAGE, exact=chance.random() < 0.1)
        yield criteria, {"place": chance.choice([None, MANSFIELD, MARGATE]), "audience": audience}


def said(hit: Hit) -> tuple[object, ...]:
    """A hit but for its score, its distance to the metre."""
    metres = None if hit.distance_m is None else round(hit.distance_m)
    return (hit.service_id, metres, hit.location_id, *hit[4:])


def facts(results: Results) -> dict[object, object]:
    """Everything that does not depend on how words are weighed."""
    counts: dict[object, object] = {
        (key, choice.value): (choice.count, choice.not_known, choice.selected, choice.label, choice.group)
        for key, facet in results.facets.items()
        for choice in facet.choices
    }
    return {
        **counts,
        **{key: (facet.not_known, facet.label, facet.kind) for key, facet in results.facets.items()},
        "order": [(key, [choice.value for choice in facet.choices]) for key, facet in results.facets.items()],
        "hits": {said(hit) for hit in results.hits},
        "points": set(results.points),
        **{
            name: getattr(results, name)
            for name in ("total", "near_total", "chips", "notes", "corrections", "radius_miles", "relaxed")
        },
    }


@pytest.mark.parametrize("part", range(4))
def test_engines_agree_on_everything_but_the_weight_of_words(engines: dict[str, Searching], part: int) -> None:
    for number, (criteria, asked) in enumerate(searches(160)):
        if number % 4 == part:
            first, *others = (facts(each.engine.search(criteria, at=each.at, **asked)) for each in engines.values())
            for other in others:
                different = {
                    key: (first.get(key), other.get(key)) for key in first | other if first.get(key) != other.get(key)
                }
                assert not different, (criteria, asked)


@pytest.mark.parametrize("sort", ["nearest", "freshest", "relevance"])
@pytest.mark.parametrize("near", [None, MANSFIELD])
def test_without_words_engines_agree_on_every_order(engines: dict[str, Searching], sort: str, near: Any) -> None:
    orders = {
        name: [each.ids(near=near, sort=sort, page=str(page)) for page in (1, 2, 3)] for name, each in engines.items()
    }
    assert len({str(order) for order in orders.values()}) == 1


@pytest.mark.parametrize("words", ["walking", "strolling", "lunch choir", "carers", "memory falls", "hall"])
def test_with_words_engines_put_nearly_the_same_on_the_first_page(engines: dict[str, Searching], words: str) -> None:
    first, *others = (each.ids(words, near=MANSFIELD) for each in engines.values())
    for other in others:
        assert len(set(first) & set(other)) >= 0.8 * len(first)
