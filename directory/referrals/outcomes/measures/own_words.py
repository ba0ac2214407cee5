"""Waypost's own short forms: what matters to somebody, whether something helped, the people around them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from directory.referrals.outcomes.measures.measure import Answers, Measure, chosen_of
from directory.referrals.outcomes.measures.values import Direction, Item, Score, Summed

MOST_GOALS = 3
RINGS = {"inner": "Inner ring", "middle": "Middle ring", "outer": "Outer ring"}
WHO = ("people", "groups")


@dataclass(frozen=True)
class Goals(Measure):
    """One to three things that matter, in the person's words, each rated by them from 0 to 10, now and later."""

    summed: ClassVar[Summed] = Summed.EACH_PART
    needs_all: ClassVar[bool] = False

    def goals(self, answers: Answers) -> dict[str, str]:
        """The person's words by part, to ask about the same things later."""
        given = self.read(answers)
        return {part: given[part] for part in self._parts() if part in given}

    def label(self, part: str, answers: Answers) -> str:
        """The person's own words."""
        return self.goals(answers).get(part, "")

    def ask(self, item: Item, earlier: Answers) -> str:
        """A rating asks about the goal in its words."""
        goal = earlier.get(item.code.replace("rating", "goal")) if item.code.startswith("rating") else ""
        return f"How is “{goal}” going?" if goal else item.ask

    def _parts(self) -> tuple[str, ...]:
        return tuple(f"goal_{number}" for number in range(1, MOST_GOALS + 1))

    def _more_faults(self, given: Answers) -> dict[str, str]:
        found = {}
        for goal in self._parts():
            rating = _rating(goal)
            if goal in given and rating not in given:
                found[rating] = f"Rate “{given[goal]}” from 0 to 10"
            if rating in given and goal not in given:
                found[goal] = "Write what it is that matters, or take the rating away"
        return found

    def _score(self, given: Answers) -> Score:
        return Score(parts={goal: Decimal(given[_rating(goal)]) for goal in self._parts() if goal in given})


@dataclass(frozen=True)
class Helped(Measure):
    """Did it help, and is anything still needed? A yes to the second opens an unmet need."""

    summed: ClassVar[Summed] = Summed.DISTRIBUTION
    direction: ClassVar[Direction] = Direction.CONTEXT

    def _score(self, given: Answers) -> Score:
        score = chosen_of(self.items[0], given)
        needs_more = given["need_still_open"] == "yes"
        return replace(score, parts={**score.parts, "need_still_open": Decimal(needs_more)}, needs_more=needs_more)


@dataclass(frozen=True)
class NetworkMap(Measure):
    """How many people and groups stand in each of three rings. More is not better; it is context."""

    summed: ClassVar[Summed] = Summed.CONTEXT
    direction: ClassVar[Direction] = Direction.CONTEXT

    def label(self, part: str, answers: Answers) -> str:
        """The ring."""
        return RINGS[part]

    def _score(self, given: Answers) -> Score:
        counts = self._figures(given)
        rings = {ring: Decimal(sum(counts[f"{ring}_{who}"] for who in WHO)) for ring in RINGS}
        total = sum(rings.values(), Decimal(0))
        return Score(figure=total, parts=rings)


def _rating(goal: str) -> str:
    return goal.replace("goal", "rating")
