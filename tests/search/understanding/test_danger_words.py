"""Danger said straight out, indirectly and misspelt; and everyday words that only sound like it."""

import pytest

from directory.search.danger_words import Danger, danger_in
from directory.search.urgency import PANELS, panel_for_likely

LIFE, CRISIS, ABUSE, HARM, LOSS = Danger


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("she took all her pills", LIFE), ("overdoze", LIFE), ("ive taken an over dose", LIFE),
        ("he's not breathing", LIFE), ("dad is on the bathroom floor and can't get up", LIFE),
        ("chest pains", LIFE), ("nan won't wake up", LIFE), ("she drank bleach", LIFE), ("smell gas", LIFE),
        ("sucidal", CRISIS), ("kil my self", CRISIS), ("kill meself myself", CRISIS), ("want to end it", CRISIS),
        ("I wish I was dead", CRISIS), ("no point living anymore", CRISIS), ("better off without me", CRISIS),
        ("they'd be happier if I wasn't here", CRISIS), ("cant go on", CRISIS), ("I cannot carry on", CRISIS),
        ("tired of living", CRISIS), ("don't want to wake up", CRISIS), ("jump in front of a train", CRISIS),
        ("slit my wrists", CRISIS), ("can't keep myself safe", CRISIS), ("self-harming daughter", CRISIS),
        ("no one would miss me", CRISIS), ("fed up with life", CRISIS), ("I just want it to stop", CRISIS),
        ("hes hiting me", ABUSE), ("my partner punched me", ABUSE), ("domestc violense", ABUSE),
        ("he won't let me see my friends", ABUSE), ("scared to go home", ABUSE), ("afraid of him", ABUSE),
        ("he takes my money", ABUSE), ("checks my phone", ABUSE), ("my boyfriend gets violent", ABUSE),
        ("said he'd kill me", ABUSE), ("forced marriage", ABUSE), ("walking on eggshells", ABUSE),
        ("hiding from my husband", ABUSE), ("my ex is stalking me", ABUSE), ("raped", ABUSE),
        ("carer is rough with mum", HARM), ("neighbour taking her pension", HARM), ("elder abuse", HARM),
        ("bruises on dad's arms", HARM), ("they lock nan in her room", HARM), ("neglekt in a care home", HARM),
        ("people have taken over his flat", HARM), ("staff shouting at residents", HARM),
        ("left in his own mess", HARM), ("someone is taking advantage of my uncle", HARM),
        ("suicide bereavement support", LOSS), ("lost my son to suicide", LOSS), ("my brother took his own life", LOSS),
        ("lost my son to suicide and I want to die", CRISIS),
    ],
)  # fmt: skip
def test_danger_is_heard(words: str, danger: Danger) -> None:
    assert danger_in(words) is danger


@pytest.mark.parametrize(
    "words",
    [
        "", "dying for a chat", "killing time", "beat loneliness", "beat the bulge", "hit a wall", "hit me hard",
        "losing her hit me hard", "my knee hurts me", "heart attack recovery", "after my heart attack",
        "cant go on holiday", "cant go on the bus", "wants to die at home", "dying matters", "alcohol abuse",
        "dog grooming",
        "neglected garden", "kicked me out", "refugee women", "refuse collection", "stroke club",
        "dementia crisis loan",
        "cut myself off from everyone", "no way out of debt", "bruised ribs", "taking my tablets", "tablet lessons",
        "threatened with eviction", "heating broken", "a shot in the arm", "hanging baskets", "fit for life",
        "drowning in bills", "knitting", "my cat died", "grief", "help coping", "life begins at 60",
        "safe and well visit",
        "starting work", "overdue library books", "control my temper", "staying safe online", "feeling low",
        "boxing", "self defence", "burning bills", "choking hazard", "shooting pains", "crying",
    ],
)  # fmt: skip
def test_everyday_words_are_let_be(words: str) -> None:
    assert danger_in(words) is None


def test_every_danger_has_a_panel_with_somebody_who_answers_at_any_hour() -> None:
    assert set(PANELS) == set(Danger)
    assert all(panel.lines[0].number in ("999", "116 123") for panel in PANELS.values())


def test_a_likely_need_leads_to_a_panel_too() -> None:
    panel = panel_for_likely((("mind.mood", 0.5), ("mind.crisis", 0.3)))
    assert panel is not None
    assert panel.danger is CRISIS
    assert panel_for_likely((("mind.crisis", 0.1), ("mind.mood", 0.8))) is None
