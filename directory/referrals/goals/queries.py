"""Reads somebody's goals with their steps."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from directory.referrals.models import Goal, GoalStep, Person


def goals_of(person: Person) -> Select[Goal]:
    """Every goal of somebody: those they work towards first, in the order they were named."""
    of = select(Goal).options(selectinload(Goal.steps)).where(Goal.person_id == person.id)
    return of.order_by(Goal.ended_on.is_not(None), Goal.id)


def open_goals(session: Session, person_id: UUID) -> Sequence[Goal]:
    """What somebody works towards now."""
    of = select(Goal).options(selectinload(Goal.steps)).where(Goal.person_id == person_id, Goal.ended_on.is_(None))
    return session.scalars(of.order_by(Goal.id)).all()


def steps_of(goal: Goal) -> Select[GoalStep]:
    """The steps of a goal."""
    return select(GoalStep).where(GoalStep.goal_id == goal.id)
