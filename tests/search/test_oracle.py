"""A plain Whoosh index of the same words is the judge of our arrays: same terms, same documents, same scores."""

import random
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session
from whoosh import index
from whoosh.query import And, Or, Term

from directory.search.answering.matching import match_text
from directory.search.documents.reading import read_documents
from directory.search.index.building import build_snapshot
from directory.search.index.files import load
from directory.search.index.postings import analyse
from directory.search.index.schema import FIELDS
from directory.search.index.snapshot import Snapshot
from directory.search.index.whoosh_index import WHOOSH, export_postings
from directory.search.keeping import unwatched
from directory.search.operations import rebuild
from directory.search.understanding.words import Alternative, Concept
from tests.factories.listings import held_at, location, organization, service

WORDS = [
    "lunch",
    "club",
    "dementia",
    "carers’",
    "café",
    "walking",
    "for",
    "men's",
    "health",
    "in",
    "Mansfield",
    "a",
    "friendly",
    "group",
    "home",
    "visits",
    "2",
    "and",
    "50+",
]


@pytest.fixture
def folder(session: Session, tmp_path: Path, at: datetime) -> Path:
    """A generation with its Whoosh index, over sixty listings of random words."""
    chance = random.Random(7)
    runner = organization(session, "Friendly carers")
    for number in range(60):
        text = " ".join(chance.choices(WORDS, k=chance.randint(0, 150)))
        name = " ".join(chance.sample(WORDS, 3))
        listing = service(session, name, description=text, organization_id=runner.id if number % 3 else None)
        if number % 2:
            held_at(session, listing, location(session, 53.1, -1.2, name=" ".join(chance.sample(WORDS, 2))))
    built = rebuild(session, tmp_path / "index", at=at, durable=True)
    return tmp_path / "index" / built.generation


def test_the_arrays_are_those_of_whoosh(session: Session, folder: Path, at: datetime) -> None:
    library = read_documents(session, at=at)
    ours = build_snapshot(library, analyse(library.documents, unwatched))
    theirs = export_postings(folder.parent / WHOOSH)
    assert list(ours.terms) == theirs.terms
    np.testing.assert_array_equal(ours["posting_start"], theirs.start)
    np.testing.assert_array_equal(ours["posting_document"], theirs.document)
    np.testing.assert_allclose(ours["posting_impact"], theirs.impact, rtol=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_a_query_of_any_words_scores_as_whoosh_scores_it(folder: Path, seed: int) -> None:
    snapshot = load(folder)
    terms = random.Random(seed).sample(sorted(snapshot.terms), 1 + seed % 3)
    matched = match_text(snapshot, [Concept(term, (Alternative((term,), 1.0, term),)) for term in terms])
    found = matched.all_words()
    assert {str(snapshot.service_id(each)): round(float(matched.scores[each]), 3) for each in found.tolist()} == whoosh(
        snapshot, folder, terms
    )


def whoosh(snapshot: Snapshot, folder: Path, terms: list[str]) -> dict[str, float]:
    """What plain Whoosh answers: every term in some field, each field's score times its weight."""
    query = And([Or([Term(each.name, term, boost=each.weight) for each in FIELDS]) for term in terms])
    with index.open_dir(str(folder.parent / WHOOSH)).searcher() as searcher:
        return {hit["service_id"]: round(hit.score, 3) for hit in searcher.search(query, limit=None)}
