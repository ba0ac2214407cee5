"""The sentences to learn from: enough of them, by several people, and none that judges what was learnt."""

import random
from collections import Counter

from benchmarks.relevance.labelled import read_labels
from directory.search.learning.sentences import digest, lessons, misspell, need_codes, off_topic, written
from directory.search.understanding.needs_model import NONE

ENOUGH = 40


def test_every_need_has_enough_sentences_by_several_people() -> None:
    counted = Counter(lesson.need for lesson in written())
    needs = [code for code in need_codes() if code != NONE]
    assert {need: counted[need] for need in needs if counted[need] < ENOUGH} == {}
    assert set(counted) == set(needs)
    assert len({lesson.author for lesson in written()}) >= 3


def test_no_search_that_judges_is_learnt_from() -> None:
    labels = read_labels()
    judging = {search.words.lower() for search in (*labels.needs, *labels.listings) if len(search.words.split()) > 4}
    judging |= {words.lower() for words in labels.nonsense if len(words.split()) > 2}
    assert judging & {lesson.words.lower() for lesson in (*written(), *off_topic())} == set()


def test_an_author_can_be_left_out_to_judge_by() -> None:
    author = next(iter(written())).author
    kept = lessons(without=author)
    assert author not in {lesson.author for lesson in kept}
    assert 0 < len(kept) < len(lessons())


def test_slips_are_made_up_the_same_way_each_time() -> None:
    words = "somewhere to go on Wednesdays"
    assert misspell(words, random.Random(4)) == misspell(words, random.Random(4)) != words
    assert digest(lessons()) == digest(lessons())


def test_short_words_are_not_misspelt() -> None:
    assert misspell("a day out", random.Random(1)) == "a day out"
