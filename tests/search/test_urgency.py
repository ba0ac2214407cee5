"""Which words show the urgent panel."""

import pytest

from directory.search.urgency import Danger, panel_for, panel_for_need


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("I want to die", Danger.CRISIS),
        ("i dont want to be here anymore", Danger.CRISIS),
        ("can't go on", Danger.CRISIS),
        ("suicidle thoughts", Danger.CRISIS),
        ("SELF-HARM", Danger.CRISIS),
        ("I can’t cope anymore", Danger.CRISIS),
        ("my husband hits me", Danger.ABUSE),
        ("domestc abuse", Danger.ABUSE),
        ("women's refuge", Danger.ABUSE),
        ("scared of my son", Danger.ABUSE),
        ("elder abuse", Danger.HARM),
        ("safegaurding", Danger.HARM),
        ("mum has collapsed", Danger.LIFE),
        ("overdose", Danger.LIFE),
    ],
)
def test_danger_is_heard_however_it_is_spelt(words: str, danger: Danger) -> None:
    panel = panel_for(words)
    assert panel is not None
    assert panel.danger is danger


@pytest.mark.parametrize(
    "words",
    ["", "falls", "lonely", "dying my hair", "alcohol abuse", "refuse collection", "strange noises", "decide",
     "stroke club", "talking group", "exploration", "heart support group", "my dad fell twice"],
)  # fmt: skip
def test_everyday_words_are_let_be(words: str) -> None:
    assert panel_for(words) is None


@pytest.mark.parametrize("code", ["mind.crisis", "safe.domestic", "safe.abuse"])
def test_needs_with_a_safety_rule_lead_with_somebody_who_answers_at_any_hour(code: str) -> None:
    panel = panel_for_need(code)
    assert panel is not None
    assert panel.lines[0].number in ("999", "116 123")


def test_other_needs_have_no_panel() -> None:
    assert panel_for_need("health.falls") is None
