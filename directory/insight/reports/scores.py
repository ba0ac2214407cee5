"""Which figures of somebody's answers are compared over time: the score, or single parts where there is no score."""

from collections.abc import Iterator, Mapping
from typing import Any

from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.values import Direction

GOALS, WELLBEING = "goal", "ons4"
#: Never added up: the questions of the one by order of their publisher, the goals because each is its own thing.
EACH_BY_ITSELF = frozenset({GOALS, WELLBEING})
_GOALS = {"goal_1": "the first thing they named", "goal_2": "the second thing", "goal_3": "the third thing"}
#: In a few words, because a published question is longer than a heading; the question stands below it.
_WELLBEING = {
    "satisfaction": "Satisfied with life",
    "worthwhile": "What they do is worthwhile",
    "happy": "Happy yesterday",
    "anxious": "Anxious yesterday",
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.HIGHER: "Higher is better.",
    Direction.LOWER: "Lower is better: a minus is a change for the better.",
    Direction.CONTEXT: "Neither higher nor lower is better by itself.",
}


def figures(start: Any, later: Any | None) -> Iterator[tuple[str, float, float | None]]:
    """For each figure its code, the start, and the later value if there is one; of rows of `outcome_score`."""
    if start.score is not None:
        yield start.measure, start.score, None if later is None else later.score
    elif start.measure in EACH_BY_ITSELF:
        after = (later.parts or {}) if later is not None else {}
        for part, value in (start.parts or {}).items():
            yield part_code(start.measure, part), float(value), after.get(part)


def part_code(measure: str, part: str) -> str:
    """What one part of a measure is kept under."""
    return f"{measure}.{part}"


def names_of(measures: Mapping[str, Measure]) -> dict[str, str]:
    """What each figure is called."""
    found = {code: measure.sheet.name for code, measure in measures.items()}
    for code, measure, part in _parts(measures):
        found[part_code(code, part)] = (
            f"{measure.sheet.name}, {_GOALS[part]}" if code == GOALS else f"{_WELLBEING.get(part, part)} (ONS4)"
        )
    return found


def questions_of(measures: Mapping[str, Measure]) -> dict[str, str]:
    """What was asked, word for word, where a figure is the answer to one published question."""
    return {
        part_code(code, part): f"Asked was: “{next(item.ask for item in measure.items if item.code == part)}”"
        for code, measure, part in _parts(measures)
        if code != GOALS
    }


def directions_of(measures: Mapping[str, Measure]) -> dict[str, str]:
    """Which way each figure goes when things go better, in a sentence."""
    found = {code: DIRECTIONS[measure.direction] for code, measure in measures.items()}
    for code, measure, part in _parts(measures):
        found[part_code(code, part)] = DIRECTIONS[measure.direction_of(part)]
    return found


def _parts(measures: Mapping[str, Measure]) -> Iterator[tuple[str, Measure, str]]:
    for code in sorted(EACH_BY_ITSELF & measures.keys()):
        for item in measures[code].items:
            if code != GOALS or item.code in _GOALS:
                yield code, measures[code], item.code
