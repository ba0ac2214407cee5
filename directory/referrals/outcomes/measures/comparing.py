"""One person's answers beside their earlier ones: what changed, and whether that is better. Never about two people."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from directory.referrals.outcomes.measures.measure import Measure
from directory.referrals.outcomes.measures.values import Direction, Score, Summed


class Turn(StrEnum):
    """Where a change leads. Context has no better and no worse."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class Taking:
    """A measure as one person answered it once."""

    answers: Mapping[str, str]
    score: Score


@dataclass(frozen=True)
class Difference:
    """One figure then and now. The label is empty for the score as a whole."""

    label: str
    before: Decimal
    after: Decimal
    turn: Turn

    @property
    def change(self) -> Decimal:
        """By how much it rose; negative where it fell."""
        return self.after - self.before


def differences(measure: Measure, earlier: Taking, later: Taking) -> tuple[Difference, ...]:
    """What both takings have a figure for. A goal whose words have changed is another goal.

    The sum behind a converted figure has no label and is not compared: its steps are not equal. Nor are answers that
    are reported as they are.
    """
    if measure.summed in (Summed.SHARE, Summed.DISTRIBUTION):
        return ()
    found = []
    if earlier.score.figure is not None and later.score.figure is not None:
        found.append(_difference("", measure.direction, earlier.score.figure, later.score.figure))
    for part, before in earlier.score.parts.items():
        label = measure.label(part, earlier.answers)
        after = later.score.parts.get(part)
        if label and after is not None and _alike(label, measure.label(part, later.answers)):
            found.append(_difference(label, measure.direction_of(part), before, after))
    return tuple(found)


def _alike(before: str, after: str) -> bool:
    return before.casefold() == after.casefold()


def _difference(label: str, direction: Direction, before: Decimal, after: Decimal) -> Difference:
    return Difference(label, before, after, _turn(direction, after - before))


def _turn(direction: Direction, change: Decimal) -> Turn:
    if not change:
        return Turn.SAME
    if direction is Direction.CONTEXT:
        return Turn.OTHER
    return Turn.BETTER if (change > 0) == (direction is Direction.HIGHER) else Turn.WORSE
