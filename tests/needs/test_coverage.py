"""The lists cover what the guidance names: its topics have needs, its groups have codes, its answers are actions."""

import json

import pytest

from directory.needs.codes import ActionType, FlagSource
from directory.referrals.codes.work import UnmetReason
from directory.settings import ROOT

#: Topics of unmet need that councils report most, and the need that each is counted under.
TOPICS = {
    "money": "money.benefits",
    "housing": "housing.advice",
    "fuel": "money.energy",
    "falls": "health.falls",
    "sight": "dis.sight",
    "hearing": "dis.hearing",
    "end of life": "plan.ahead",
    "mental health": "mind.illness",
    "drugs": "mind.substance",
    "alcohol": "mind.substance",
    "wheelchair transport": "travel.transport",
    "a little help in the countryside": "home.tasks",
    "early dementia": "memory.dementia",
    "befriending": "connect.befriending",
}
#: Groups whose needs stay unmet most often, and the code of each.
GROUPS = {"isolated": "isolated", "leaving hospital": "hospital", "not eligible for care": "below_eligibility"}
#: What councils answered with, and the kind of action it is.
ANSWERS = {
    "navigators": ActionType.NAVIGATORS,
    "peer groups": ActionType.GROW_COMMUNITY,
    "walking groups": ActionType.NEW_SERVICE,
    "equipment": ActionType.EQUIPMENT,
}


def codes(name: str) -> set[str]:
    """Every code in a seed list, however deep."""
    found: set[str] = set()

    def walk(part: object) -> None:
        if isinstance(part, dict):
            found.update({str(part["code"])} if "code" in part else ())
            for each in part.values():
                walk(each)
        elif isinstance(part, list):
            for each in part:
                walk(each)

    walk(json.loads((ROOT / "seeds" / "taxonomy" / f"{name}.json").read_text(encoding="utf-8")))
    return found


@pytest.mark.requirement("A124")
def test_each_topic_has_a_need_to_be_counted_under() -> None:
    assert len(TOPICS) == 14
    assert set(TOPICS.values()) <= codes("needs")


@pytest.mark.requirement("A123")
def test_each_typical_group_has_a_code_and_not_being_eligible_is_a_reason() -> None:
    assert set(GROUPS.values()) <= codes("cohorts")
    assert UnmetReason.NOT_ELIGIBLE in UnmetReason


def test_what_councils_answered_with_is_a_kind_of_action() -> None:
    assert len(ActionType) == 8
    assert set(ANSWERS.values()) <= set(ActionType)
    assert {FlagSource.SURVEY, FlagSource.PROVIDER, FlagSource.CONTACT_CENTRE} <= set(FlagSource)
