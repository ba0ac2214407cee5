"""Pages about what somebody is working towards: all goals, a new one, its steps, its end."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.goals.forms import FIRST_STEPS, GoalForm, StepForm, steps_said
from directory.referrals.goals.operations import add_step, end_goal, mark_step, name_goal
from directory.referrals.goals.presenters import present_goals
from directory.referrals.goals.queries import goals_of, steps_of
from directory.referrals.models import Goal, Person
from directory.referrals.people.blueprint import page_about
from directory.referrals.people.loading import opened_person
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("goals", __name__)
blueprint.after_request(keep_nowhere)


@blueprint.get("/people/<uuid:person_id>/goals")
@access(Permission.REFER)
def goals(person_id: UUID) -> Response:
    """What they work towards, how far it is, and what they reached."""
    person = opened_person(person_id)
    found = db.session.scalars(goals_of(person)).all()
    return page_about(person, "goals/goals.html", goals=present_goals(found, clock.today()))


@blueprint.get("/people/<uuid:person_id>/goals/new")
@access(Permission.REFER)
def new_goal(person_id: UUID) -> Response:
    """Their words, and the first steps."""
    return _new_page(opened_person(person_id), GoalForm(formdata=None))


@blueprint.post("/people/<uuid:person_id>/goals")
@access(Permission.REFER)
def name(person_id: UUID) -> Response:
    """Write it down."""
    person, form = opened_person(person_id), GoalForm()
    if form.validate_on_submit():
        try:
            steps = list(steps_said(form, clock.today()))
            words = str(form["words"].data)
            name_goal(db.session(), person, words, steps, by=acting(), at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".goals", person_id=person.id), 303)
    return _new_page(person, form, status=422)


@blueprint.get("/people/<uuid:person_id>/goals/<uuid:goal_id>/steps/new")
@access(Permission.REFER)
def new_step(person_id: UUID, goal_id: UUID) -> Response:
    """One step more."""
    person, goal = _goal(person_id, goal_id)
    return _step_page(person, goal, StepForm(formdata=None))


@blueprint.post("/people/<uuid:person_id>/goals/<uuid:goal_id>/steps")
@access(Permission.REFER)
def steps(person_id: UUID, goal_id: UUID) -> Response:
    """Write it down."""
    person, goal = _goal(person_id, goal_id)
    form = StepForm()
    if form.validate_on_submit():
        try:
            add_step(db.session(), goal, form.said(clock.today()), by=acting(), at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".goals", person_id=person.id), 303)
    return _step_page(person, goal, form, status=422)


@blueprint.post("/people/<uuid:person_id>/goals/<uuid:goal_id>/steps/<uuid:step_id>/completion")
@access(Permission.REFER)
def completion(person_id: UUID, goal_id: UUID, step_id: UUID) -> Response:
    """A step is done, or not done after all."""
    person, goal = _goal(person_id, goal_id)
    step = get_or_404(steps_of(goal), step_id)
    mark_step(db.session(), step, is_done=request.form.get("done") == "yes", by=acting(), at=clock.now())
    return redirect(url_for(".goals", person_id=person.id, _anchor=f"goal-{goal.id}"), 303)


@blueprint.post("/people/<uuid:person_id>/goals/<uuid:goal_id>/ending")
@access(Permission.REFER)
def ending(person_id: UUID, goal_id: UUID) -> Response:
    """Reached, or let go."""
    person, goal = _goal(person_id, goal_id)
    end_goal(db.session(), goal, is_reached=request.form.get("reached") == "yes", by=acting(), at=clock.now())
    return redirect(url_for(".goals", person_id=person.id), 303)


def _goal(person_id: UUID, goal_id: UUID) -> tuple[Person, Goal]:
    person = opened_person(person_id)
    return person, get_or_404(goals_of(person), goal_id)


def _new_page(person: Person, form: Any, *, status: int = 200) -> Response:
    return page_about(person, "goals/new.html", status=status, form=form, numbers=range(FIRST_STEPS))


def _step_page(person: Person, goal: Goal, form: StepForm, *, status: int = 200) -> Response:
    return page_about(person, "goals/step.html", status=status, form=form, goal=goal)
