"""Which words show the urgent panel."""

import pytest

from directory.search.understanding import needs_model
from directory.search.urgency import Danger, panel_for, panel_for_likely, panel_for_need, rank


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
        ("took 30 paracetamol", Danger.LIFE),
        ("she has took a load of paracetomol", Danger.LIFE),
        ("taken a whole box of tablets", Danger.LIFE),
        ("stroke", Danger.LIFE),
        ("strok", Danger.LIFE),
        ("sezure", Danger.LIFE),
    ],
)
def test_danger_is_heard_however_it_is_spelt(words: str, danger: Danger) -> None:
    panel = panel_for(words)
    assert panel is not None
    assert panel.danger is danger


@pytest.mark.parametrize(
    "words",
    ["", "falls", "lonely", "dying my hair", "alcohol abuse", "refuse collection", "strange noises", "decide",
     "stroke club", "stroke exercise", "stoke", "stork", "stroll", "strike",
     "talking group", "exploration", "heart support group", "my dad fell twice", "take 2 tablets a day"],
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


@pytest.mark.parametrize("words", ["bridge club", "railway", "desk", "marriages", "partner"])
def test_the_name_of_something_is_taken_for_no_need_of_danger(words: str) -> None:
    assert panel_for_likely(needs_model.rank(words)) is not None, "by its words alone it would be"
    ranked = rank(words)
    assert ranked
    assert panel_for_likely(ranked) is None


@pytest.mark.parametrize(
    ("words", "need"),
    [("crisis resolution", "mind.crisis"), ("desperate", "mind.crisis"), ("women's refuge", "safe.domestic")],
)
def test_a_need_of_danger_stays_where_few_words_tell_of_it(words: str, need: str) -> None:
    assert panel_for(words) is not None
    assert rank(words)[0][0] == need


def test_many_words_are_taken_for_a_need_of_danger_whatever_else_hears_it() -> None:
    words = "somewhere calm to sit at night when it all gets too much"
    assert rank(words) == needs_model.rank(words)
