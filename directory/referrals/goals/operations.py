"""The verbs of goals: named, another step, a step done or not done after all, reached or let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import Goal, GoalStep, Person
from directory.referrals.people.operations import note_contact

MOST_STEPS = 12
OVER = "This goal was ended already. Name it anew if they take it up again."


@dataclass(frozen=True)
class StepSaid:
    """One step as it was said."""

    words: str
    due_on: date | None = None
    is_accompanied: bool = False


def name_goal(
    session: Session, person: Person, words: str, steps: Sequence[StepSaid], *, by: User, at: datetime
) -> Goal:
    """Write a goal down with its first steps."""
    goal = Goal(person_id=person.id, words=words, named_by=by.actor, steps=[_step(said) for said in steps])
    session.add(goal)
    note_contact(person, at)
    session.flush()
    _record(session, "goal.named", goal, by, at)
    return goal


def add_step(session: Session, goal: Goal, said: StepSaid, *, by: User, at: datetime) -> GoalStep:
    """One step more. Raises `Conflict` for a goal that ended, `RuleBroken` for more steps than anybody keeps."""
    _refuse_over(goal)
    if len(goal.steps) >= MOST_STEPS:
        raise RuleBroken("words", f"A goal holds {MOST_STEPS} steps. End this one and name the next")
    step = _step(said)
    goal.steps.append(step)
    session.flush()
    _record(session, "goal.step_added", goal, by, at)
    return step


def mark_step(session: Session, step: GoalStep, *, is_done: bool, by: User, at: datetime) -> None:
    """Done today, or not done after all. Said twice, it stays as it was said first."""
    _refuse_over(step.goal)
    if (step.done_on is not None) == is_done:
        return
    step.done_on = clock.local(at).date() if is_done else None
    _record(session, "goal.step_done" if is_done else "goal.step_undone", step.goal, by, at)


def end_goal(session: Session, goal: Goal, *, is_reached: bool, by: User, at: datetime) -> None:
    """Reached, or let go."""
    _refuse_over(goal)
    goal.ended_on, goal.is_reached = clock.local(at).date(), is_reached
    _record(session, "goal.ended", goal, by, at)


def _step(said: StepSaid) -> GoalStep:
    return GoalStep(words=said.words, due_on=said.due_on, is_accompanied=said.is_accompanied)


def _refuse_over(goal: Goal) -> None:
    if goal.ended_on is not None:
        raise Conflict(OVER)


def _record(session: Session, action: str, goal: Goal, by: User, at: datetime) -> None:
    """Whose goal, and nothing of what it says."""
    record(session, actor=by.actor, action=action, subject=f"person:{goal.person_id}", detail={}, at=at)
