"""Reminders of somebody, as their connector sets them; and the page behind the link in each, for the person alone."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db, limiter
from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person, PersonalReminder
from directory.referrals.people.blueprint import page_about
from directory.referrals.people.loading import opened_person
from directory.referrals.reminding.forms import ReminderForm
from directory.referrals.reminding.operations import (
    end_reminder,
    open_ways,
    reminder_called,
    running,
    safe_times_of,
    set_reminder,
    stop_all,
    why_none,
)
from directory.referrals.reminding.sending import said
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("reminding", __name__)
blueprint.after_request(keep_nowhere)
blueprint.add_app_template_filter(said, "why_not_sent")

WRONG_LINKS = "20 per hour"  # against guessing: there are 3.4 × 10³⁸ tokens
if_wrong = limiter.shared_limit(
    WRONG_LINKS,
    scope="reminders",
    deduct_when=lambda response: response.status_code == 404,
    override_defaults=False,
)


@blueprint.get("/people/<uuid:person_id>/reminders")
@access(Permission.REFER)
def reminders(person_id: UUID) -> Response:
    """What they are reminded of, and whether it reaches them."""
    person = opened_person(person_id)
    return page_about(person, "reminding/reminders.html", reminders=running(db.session(), person.id))


@blueprint.get("/people/<uuid:person_id>/reminders/new")
@access(Permission.REFER)
def new_reminder(person_id: UUID) -> Response:
    """What they would like to be reminded of, how and when."""
    person = opened_person(person_id)
    return _new_page(person, _form_for(person, formdata=None))


@blueprint.post("/people/<uuid:person_id>/reminders")
@access(Permission.REFER)
def begin(person_id: UUID) -> Response:
    """Begin it, with their agreement."""
    person = opened_person(person_id)
    form = _form_for(person)
    if form.validate_on_submit():
        try:
            wished, channel = form.wished(clock.today()), Channel(form.channel.data)
            set_reminder(db.session(), person, wished, channel=channel, by=acting(), at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".reminders", person_id=person.id), 303)
    return _new_page(person, form, status=422)


@blueprint.post("/people/<uuid:person_id>/reminders/<uuid:reminder_id>/ending")
@access(Permission.REFER)
def ending(person_id: UUID, reminder_id: UUID) -> Response:
    """Send no more of it."""
    person = opened_person(person_id)
    found = get_or_404(select(PersonalReminder).where(PersonalReminder.person_id == person.id), reminder_id)
    end_reminder(db.session(), found, by=acting(), at=clock.now())
    return redirect(url_for(".reminders", person_id=person.id), 303)


@blueprint.get("/my-reminders/<token>")
@access(Audience.EVERYONE)
@if_wrong
def reminder(token: str) -> str:
    """What it is about, and the one button that stops all of them."""
    found = reminder_called(db.session(), token)
    goes_on = bool(running(db.session(), found.person_id))
    return render_template("reminding/reminder.html", reminder=found, token=token, goes_on=goes_on, quick_exit=True)


@blueprint.post("/my-reminders/<token>/stopping")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def stopping(token: str) -> Response:
    """Stop them all."""
    stop_all(db.session(), reminder_called(db.session(), token), at=clock.now())
    return redirect(url_for(".reminder", token=token), 303)


def _form_for(person: Person, **values: None) -> ReminderForm:
    form = ReminderForm(**values)
    form.offer(open_ways(person))
    return form


def _new_page(person: Person, form: ReminderForm, *, status: int = 200) -> Response:
    return page_about(
        person,
        "reminding/new.html",
        status=status,
        form=form if form.way.choices else None,
        safe_times=safe_times_of(person),
        why_none=why_none(person),
        read_aloud=words_of(WORDING, Purpose.REMINDERS),
    )
