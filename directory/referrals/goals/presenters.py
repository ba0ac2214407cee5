"""What pages and plans say about goals, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory.referrals.models import Goal, GoalStep
from directory.web.wording import short_date


@dataclass(frozen=True)
class StepView:
    """One step, and when."""

    id: UUID
    words: str
    when: str
    is_done: bool
    is_late: bool
    is_accompanied: bool

    @property
    def sentence(self) -> str:
        """All of it in one line, for paper and plain text."""
        parts = (self.words, "we go with you" if self.is_accompanied and not self.is_done else "", self.when)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class GoalView:
    """One goal with how far it is."""

    id: UUID
    words: str
    steps: tuple[StepView, ...]
    progress: str
    ended: str

    @property
    def next_step(self) -> StepView | None:
        """The first step that is not done."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def is_all_done(self) -> bool:
        """Whether every step is behind them."""
        return bool(self.steps) and self.next_step is None


def present_goals(goals: Iterable[Goal], today: date) -> tuple[GoalView, ...]:
    """Goals as they are read."""
    return tuple(_goal(goal, today) for goal in goals)


def _goal(goal: Goal, today: date) -> GoalView:
    steps = tuple(_step(step, today) for step in goal.steps)
    done = sum(step.is_done for step in steps)
    return GoalView(
        id=goal.id,
        words=goal.words,
        steps=steps,
        progress=f"{done} of {len(steps)} steps done" if len(steps) != 1 else f"{done} of 1 step done",
        ended=f"{'Reached' if goal.is_reached else 'Let go'} on {short_date(goal.ended_on)}" if goal.ended_on else "",
    )


def _step(step: GoalStep, today: date) -> StepView:
    is_done = step.done_on is not None
    day = step.done_on or step.due_on
    word = "done" if is_done else "by"
    return StepView(
        id=step.id,
        words=step.words,
        when=f"{word} {short_date(day)}" if day else "",
        is_done=is_done,
        is_late=not is_done and step.due_on is not None and step.due_on < today,
        is_accompanied=step.is_accompanied,
    )
