"""How well needs are ranked on searches labelled by others: below what `python -m benchmarks.relevance` measured."""

import pytest

from benchmarks.relevance.judging import Judged, judge, verdict
from benchmarks.relevance.labelled import read_labels
from directory.search.answering.blending import is_understood
from directory.search.understanding.needs_model import rank
from directory.search.urgency import panel_for, panel_for_likely

LABELS = read_labels()
#: Measured: 0.902 and 0.903.
LEAST_NDCG, LEAST_FIRST, LEAST_AMONG_THREE = 0.88, 0.90, 0.96
MOST_GUESSES = 0.15


@pytest.mark.requirement("A078")
@pytest.mark.parametrize("author", LABELS.authors())
def test_the_needs_of_an_authors_searches_are_ranked_as_well_as_measured(author: str) -> None:
    judged = [
        judge([code for code, _ in rank(search.words)], search.helps)
        for search in LABELS.needs
        if search.author == author
    ]
    assert sum(each.ndcg for each in judged) / len(judged) >= LEAST_NDCG
    assert sum(each.first for each in judged) / len(judged) >= LEAST_FIRST
    assert sum(each.among_three for each in judged) / len(judged) >= LEAST_AMONG_THREE


def test_words_that_mean_nothing_here_are_seldom_taken_for_a_need() -> None:
    guessed = [words for words in LABELS.nonsense if is_understood(rank(words))]
    assert len(guessed) <= MOST_GUESSES * len(LABELS.nonsense), guessed


def test_every_labelled_word_of_danger_brings_urgent_help_first() -> None:
    missed = [
        danger.words
        for danger in LABELS.safety
        if not (panel_for(danger.words) or panel_for_likely(rank(danger.words)))
    ]
    assert missed == []


def test_there_are_enough_labelled_searches() -> None:
    assert len(LABELS.needs) + len(LABELS.listings) >= 250
    assert len(LABELS.authors()) >= 2


def test_rankings_are_judged_by_what_comes_first() -> None:
    helps = {"best": 2, "good": 1}
    assert judge(["best", "good"], helps) == Judged(1.0, 1.0, 1.0)
    assert judge(["good", "other", "best"], helps).first == 0.0
    assert 0.0 < judge(["good", "other", "best"], helps).ndcg < 1.0
    assert judge(["other"], helps) == Judged(0.0, 0.0, 0.0)


def test_an_interval_holds_its_mean_and_narrows_with_more_searches() -> None:
    few, many = verdict([0.0, 1.0] * 5), verdict([0.0, 1.0] * 500)
    assert few.low <= few.mean <= few.high
    assert many.high - many.low < few.high - few.low
