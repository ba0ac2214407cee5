"""One follow-up: who to ring and how, what happened, another day, done."""

from datetime import date
from uuid import UUID

from flask import Response as Page
from flask import redirect, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.typed_times.days import day_in
from directory.referrals.codes.work import Attempt, Helped, Severity, TaskKind, ToldAnswer, UnmetReason
from directory.referrals.following import operations, queries
from directory.referrals.following.blueprint import blueprint
from directory.referrals.following.forms import AttemptForm, DayForm, MovedReason, OutcomeForm, ToldForm
from directory.referrals.following.operations import Found
from directory.referrals.following.presenters import present_task
from directory.referrals.models import FollowUp, Person
from directory.referrals.people.blueprint import page_about
from directory.referrals.people.loading import opened_person
from directory.referrals.policy import visible_follow_ups
from directory.web.access import access
from directory.web.closed_lists import coded_or_none
from directory.web.forms import Form
from directory.web.loading import get_or_404

Answer = Response | Page


@blueprint.get("/follow-ups/<uuid:task>")
@access(Permission.REFER)
def follow_up(task: UUID) -> Page:
    """Before the call: the flags, the number, what was tried. During it: two questions."""
    found, person = _opened(task)
    return _page(found, person)


@blueprint.post("/follow-ups/<uuid:task>/outcome")
@access(Permission.REFER)
def outcome(task: UUID) -> Answer:
    """Spoke to them. Whatever is still needed becomes an unmet need at once."""
    found, person = _still_open(task)
    form = OutcomeForm()
    if form.validate_on_submit():
        try:
            operations.finish(db.session(), found, _found(form), by=acting(), at=clock.now())
        except RuleBroken as broken:
            db.session.rollback()
            form.refuse(broken)
        else:
            return _back(person)
    return _page(found, person, outcome=form)


@blueprint.post("/follow-ups/<uuid:task>/attempts")
@access(Permission.REFER)
def attempts(task: UUID) -> Answer:
    """Tried, and not reached."""
    found, person = _still_open(task)
    form = AttemptForm()
    if form.validate_on_submit():
        try:
            operations.note_attempt(
                db.session(),
                found,
                coded_or_none(Attempt, form.outcome.data) or Attempt.NO_ANSWER,
                again_on=day_in("again_on", form.again_on.data or "", clock.today(), "the day"),
                best_time=form.best_time.data or "",
                by=acting(),
                at=clock.now(),
            )
        except RuleBroken as broken:
            db.session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".follow_up", task=task), 303)
    return _page(found, person, attempt=form)


@blueprint.post("/follow-ups/<uuid:task>/day")
@access(Permission.REFER)
def day(task: UUID) -> Answer:
    """Another day, with the reason."""
    found, person = _still_open(task)
    form = DayForm()
    if form.validate_on_submit():
        try:
            due_on = day_in("due_on", form.due_on.data or "", clock.today(), "the day") or date.min
            reason = coded_or_none(MovedReason, form.reason.data)
            if reason is None:
                raise RuleBroken("reason", "Select why")
            operations.put_off(db.session(), found, due_on, reason.value, by=acting(), at=clock.now())
        except RuleBroken as broken:
            db.session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".follow_up", task=task), 303)
    return _page(found, person, day=form)


@blueprint.post("/follow-ups/<uuid:task>/answer")
@access(Permission.REFER)
def answer(task: UUID) -> Answer:
    """They were told that something has opened."""
    found, person = _opened(task)
    form = ToldForm()
    said = coded_or_none(ToldAnswer, form.answer.data)
    if form.validate_on_submit() and said is not None and found.kind is TaskKind.HELP_APPEARED:
        operations.tell_of_help(db.session(), found, said, by=acting(), at=clock.now())
        return _back(person)
    return _page(found, person, told=form)


@blueprint.post("/follow-ups/<uuid:task>/completion")
@access(Permission.REFER)
def completion(task: UUID) -> Answer:
    """Done, for what asks no questions."""
    found, person = _still_open(task)
    operations.finish_simply(db.session(), found, by=acting(), at=clock.now())
    return _back(person)


def _opened(task_id: UUID) -> tuple[FollowUp, Person]:
    found = get_or_404(visible_follow_ups(acting()), task_id)
    if found.person_id is None:
        raise NotVisible("The person this was about is no longer on record.")
    return found, opened_person(found.person_id)


def _still_open(task_id: UUID) -> tuple[FollowUp, Person]:
    """The same for a change: what is done already is too late, whatever was filled in."""
    found, person = _opened(task_id)
    if found.done_at is not None:
        raise Conflict(operations.DONE_ALREADY)
    return found, person


def _page(task: FollowUp, person: Person, **sent: Form) -> Page:
    session, today = db.session(), clock.today()
    forms = {
        "outcome": sent.get("outcome") or OutcomeForm(formdata=None),
        "attempt": sent.get("attempt") or AttemptForm(formdata=None),
        "told": sent.get("told") or ToldForm(formdata=None),
        "day": sent.get("day") or DayForm(formdata=None),
    }
    return page_about(
        person,
        "following/follow_up.html",
        status=422 if sent else 200,
        task=task,
        view=present_task(task, about=queries.about(session, task), today=today),
        is_draft=queries.is_about_draft(session, task),
        may_ring=task.kind not in operations.ASKS_THEM or operations.may_ring(session, task, person, on=today),
        form=next(iter(sent.values()), None),
        **forms,
    )


def _found(form: OutcomeForm) -> Found:
    helped = coded_or_none(Helped, form.helped.data)
    if helped is None:
        raise RuleBroken("helped", "Select whether it helped")
    is_needed = form.still_needed.data == "yes"
    reason = coded_or_none(UnmetReason, form.unmet_reason.data)
    if is_needed and reason is None:
        raise RuleBroken("unmet_reason", "Choose why it is not met")
    return Found(helped, is_needed, reason, coded_or_none(Severity, form.severity.data), form.words.data or "")


def _back(person: Person) -> Response:
    return redirect(url_for("people.person", person_id=person.id), 303)
