"""Which steps each kind is asked, and in which order one goes through them. No page and no database."""

from typing import Any

import pytest

from directory.listings.codes import AssetType
from directory.moderation.submission.kinds import GROUPS
from directory.moderation.submission.steps import CHECK, STEPS, STEPS_OF, after, first_left, sequence, unasked
from directory.moderation.submission.steps.naming import EXAMPLES, first_words
from directory.moderation.submission.steps.times import picked_line


def answers(kind: str, **more: dict[str, object]) -> dict[str, Any]:
    return {"kind": {"asset_type": kind}} | {slug.replace("_", "-"): answer for slug, answer in more.items()}


def test_every_kind_is_offered_in_plain_words_and_knows_its_steps() -> None:
    offered = [kind.code for group in GROUPS for kind in group.kinds]
    assert sorted(offered) == sorted(AssetType)
    assert set(STEPS_OF) == set(EXAMPLES) == set(AssetType)
    assert all(slug in STEPS for slugs in STEPS_OF.values() for slug in slugs)


@pytest.mark.parametrize("kind", list(AssetType))
def test_every_kind_begins_with_its_name_and_tells_how_to_reach_or_find_it(kind: AssetType) -> None:
    steps = sequence(answers(kind))
    assert steps[0] == "name"
    assert {"join", "place-1"} & set(steps)


def test_an_informal_network_is_asked_two_things() -> None:
    assert sequence(answers("informal_network")) == ["name", "join"]


def test_a_class_in_two_halls_is_asked_eleven_things() -> None:
    two = answers("group", place_1={"elsewhere": "yes"})
    assert len(sequence(two)) == 11


def test_a_service_by_phone_is_asked_for_no_place() -> None:
    steps = sequence(answers("service", reach={"modes": ["phone", "home"]}))
    assert not {"place-1", "access"} & set(steps)
    assert "place-1" in sequence(answers("service", reach={"modes": ["venue"]}))


def test_one_goes_through_every_step_to_the_check() -> None:
    known = answers("group", place_1={"elsewhere": "yes"})
    slug, walked = after("kind", known), []
    while slug != CHECK:
        walked.append(slug)
        slug = after(slug, known)
    assert walked == sequence(known)


def test_one_goes_on_where_one_stopped_and_is_not_asked_again_for_what_was_left_out() -> None:
    known = answers("group", name={}, organization={}, place_1={}, cost={})
    assert first_left(known, ["kind", "name", "organization", "place-1", "cost"]) == "people"
    assert first_left(known, ["kind", "name", "organization", "place-1"]) == "access"
    assert first_left(answers("informal_network"), ["kind", "name", "join"]) is None


def test_what_was_not_asked_can_be_added_and_leads_back_to_the_check() -> None:
    known = answers("informal_network")
    assert "picture" in unasked(known)
    assert "access" not in unasked(known)
    assert after("picture", known) == CHECK


@pytest.mark.parametrize(
    ("about", "summary"),
    [
        ("Tea and talk.", "Tea and talk."),
        ("Tea and talk.\n\nBring cake.", "Tea and talk. Bring cake."),
        ("One. " + "word " * 45 + ".", "One."),
    ],
)
def test_a_summary_is_made_of_the_first_whole_sentences(about: str, summary: str) -> None:
    assert first_words(about) == summary


def test_one_endless_sentence_is_cut_at_forty_words() -> None:
    assert len(first_words("word " * 200).split()) <= 40


@pytest.mark.parametrize(
    ("picked", "line"),
    [
        ({"day": ""}, ""),
        ({"day": "Monday", "often": "every", "starts": "10am", "ends": "12"}, "Every Monday, 10am to 12"),
        ({"day": "Friday", "often": "last", "starts": "2pm"}, "Last Friday of the month at 2pm"),
        ({"day": "Friday", "often": "every other", "first": "9 January"}, "Every other Friday from 9 January"),
    ],
)
def test_what_is_picked_from_lists_is_written_as_words(picked: dict[str, str], line: str) -> None:
    assert picked_line(picked) == line
