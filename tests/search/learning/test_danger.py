"""Danger is heard however it is said: a model beside the list of phrases, judged by people it did not learn from."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from benchmarks.relevance.labelled import read_labels
from directory.search.learning.danger import PACE, _listed, danger_lessons, written_danger
from directory.search.learning.sentences import SEEDS, digest
from directory.search.learning.training import train
from directory.search.understanding.danger_model import CODES, LIKELY, MODEL_FILE, is_installed, likely_danger
from directory.search.understanding.needs_model import NONE, load
from directory.search.urgency import panel_for

#: Needs with danger in them: a panel for their searches is no false alarm.
OF_DANGER = {"mind.crisis", "safe.domestic", "safe.abuse"}


def test_each_kind_of_danger_and_what_only_sounds_so_was_written_by_several_people() -> None:
    authors = defaultdict(set)
    counted = Counter(lesson.need for lesson in written_danger())
    for lesson in written_danger():
        authors[lesson.need].add(lesson.author)
    assert set(counted) == set(CODES)
    assert all(len(names) >= 3 for names in authors.values())
    assert min(counted.values()) >= 250


def test_the_shipped_model_has_learnt_what_is_written() -> None:
    assert is_installed()
    assert load(MODEL_FILE).sources == digest(danger_lessons()), "run waypost needs train"


def test_no_search_that_two_people_judged_dangerous_is_without_somebody_to_ring() -> None:
    unheard = [search.words for search in read_labels().safety if panel_for(search.words) is None]
    assert unheard == []


def test_everyday_searches_seldom_raise_an_alarm() -> None:
    everyday = [search.words for search in read_labels().needs if not OF_DANGER.intersection(search.helps)]
    alarms = [words for words in everyday if panel_for(words)]
    assert len(alarms) <= 0.03 * len(everyday), alarms


def test_what_nobody_ever_typed_is_no_danger() -> None:
    typed = ("", "  ", "xyzzy plugh", "qwrtz plmk", "🙂🙂", "a" * 5000)
    assert [words for words in typed if likely_danger(words)] == []


@pytest.mark.slow
def test_a_person_who_wrote_nothing_of_it_is_heard_more_often_than_by_the_list_alone() -> None:
    """Learnt without one author, judged by that author; the others' false alarms stay few. In a third of the rounds."""
    theirs = [lesson for lesson in written_danger() if lesson.author == "willow"]
    model = train(danger_lessons(without="willow"), CODES, replace(PACE, rounds=8), with_sorts=True)
    chances = {lesson: 1 - float(model.probabilities(lesson.words)[-1]) for lesson in theirs}
    heard = [chance >= LIKELY for lesson, chance in chances.items() if lesson.need != NONE]
    alarms = [chance >= LIKELY for lesson, chance in chances.items() if lesson.need == NONE]
    assert sum(heard) / len(heard) > 0.75
    assert sum(alarms) / len(alarms) < 0.05


def test_words_of_everyday_texts_by_themselves_are_no_cry_for_help() -> None:
    words = sorted({word for text in _listed(SEEDS) for word in text.lower().split() if word.isalpha()})
    alarmed = [word for word in words if likely_danger(word)]
    assert len(words) > 1_000
    assert len(alarmed) <= 0.002 * len(words), alarmed
    assert not {"county", "lying", "child", "coming"}.intersection(alarmed)


def test_names_of_things_are_no_cry_for_help() -> None:
    names = ("blue", "farm", "Barn days", "Harbour wall breakfast", "men", "last", "he wont eat", "mum hides the bills")
    assert [name for name in names if panel_for(name)] == []
