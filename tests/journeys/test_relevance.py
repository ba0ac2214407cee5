"""How well listings of the demonstration are found by searches that others labelled; below what was measured."""

from collections.abc import Sequence

import pytest
from flask import Flask

from benchmarks.relevance.judging import judge
from benchmarks.relevance.labelled import Labelled, read_labels
from benchmarks.relevance.ours import Ours
from directory.search.understanding import needs_model
from directory.search.understanding.synonyms import Thesaurus

LABELS = read_labels()
#: Measured: 0.885 and 0.855; 0.983 and 0.967; 16 of 21.
LEAST_NDCG, LEAST_AMONG_THREE, LEAST_EMPTY = 0.82, 0.93, 0.7


@pytest.fixture
def ours(demo: Flask) -> Ours:
    """The application over the demonstration, asked as a person asks it."""
    return Ours(demo)


def ndcg(ours: Ours, searches: Sequence[Labelled], thesaurus: Thesaurus | None = None) -> list[float]:
    names = ours.names()
    return [
        judge([names[each] for each in ours.listings(one.words, one.near, thesaurus=thesaurus)], one.helps).ndcg
        for one in searches
    ]


@pytest.mark.requirement("A078")
@pytest.mark.parametrize("author", LABELS.authors())
def test_the_listings_an_author_expects_come_early(ours: Ours, author: str) -> None:
    names = ours.names()
    judged = [
        judge([names[each] for each in ours.listings(one.words, one.near)], one.helps)
        for one in LABELS.listings
        if one.author == author
    ]
    assert sum(each.ndcg for each in judged) / len(judged) >= LEAST_NDCG
    assert sum(each.among_three for each in judged) / len(judged) >= LEAST_AMONG_THREE


@pytest.mark.parametrize("is_heard", [True, False], ids=["beside needs heard", "by themselves"])
def test_synonyms_are_never_worse_than_the_words_alone(
    ours: Ours, monkeypatch: pytest.MonkeyPatch, *, is_heard: bool
) -> None:
    if not is_heard:
        monkeypatch.setattr(needs_model, "rank", lambda _words: ())
    assert sum(ndcg(ours, LABELS.listings)) >= sum(ndcg(ours, LABELS.listings, Thesaurus(())))


def test_most_nonsense_finds_nothing_at_all(ours: Ours) -> None:
    answered = [words for words in LABELS.nonsense if ours.total(words)]
    assert len(answered) <= (1 - LEAST_EMPTY) * len(LABELS.nonsense), answered
