"""The person's own copy: on paper in a form they can read, as plain text, or sent."""

from uuid import UUID

from flask import Response as Plain
from flask import current_app, make_response, redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.referrals.codes.contact import ContactWay
from directory.referrals.conversations import forms
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.codes import COPY_WAYS, Held
from directory.referrals.conversations.loading import opened
from directory.referrals.conversations.plan.formats import format_of
from directory.referrals.conversations.plan.presenters import in_plain_words
from directory.referrals.conversations.plan.queries import plan_of
from directory.referrals.conversations.plan.sending import ask_for_copy, why_held
from directory.referrals.conversations.queries import copies_of
from directory.referrals.models import Conversation, Person
from directory.referrals.people.flags import flags_of
from directory.settings import Settings
from directory.web.access import access

NO_WAY = "There is no way to send this plan to them. Print it, or read it out."


@blueprint.get("/conversations/<uuid:conversation_id>/plan")
@access(Permission.REFER)
def plan(conversation_id: UUID) -> Response:
    """The plan, ready to print, and the other ways it can reach them."""
    return _page(*opened(conversation_id), forms.CopyForm(formdata=None))


@blueprint.get("/conversations/<uuid:conversation_id>/plan.txt")
@access(Permission.REFER)
def plan_text(conversation_id: UUID) -> Response:
    """The same as plain text."""
    talk, person = opened(conversation_id)
    view = plan_of(db.session(), talk, person, clock.now())
    settings: Settings = current_app.extensions["waypost_settings"]
    words = in_plain_words(view, settings.council_name, settings.council_phone)
    answer = Plain(words, mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="plan.txt"'
    return answer


@blueprint.post("/conversations/<uuid:conversation_id>/copies")
@access(Permission.REFER)
def copies(conversation_id: UUID) -> Response:
    """Have a copy leave."""
    talk, person = opened(conversation_id)
    if all(why_held(person, way) for way in COPY_WAYS):
        raise Conflict(NO_WAY)
    form = forms.CopyForm()
    if not form.validate_on_submit():
        return _page(talk, person, form, 422)
    try:
        ask_for_copy(
            db.session(),
            talk,
            person,
            ContactWay(form.way.data),
            is_agreed=bool(form.is_agreed.data),
            by=acting(),
            at=clock.now(),
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(talk, person, form, 422)
    return redirect(url_for(".plan", conversation_id=talk.id, _anchor="copies"), 303)


def _page(talk: Conversation, person: Person | None, form: forms.CopyForm, status: int = 200) -> Response:
    ways = {way: why_held(person, way) for way in COPY_WAYS}
    open_ways = [(way.value, way.label) for way, held in ways.items() if held is None]
    form.way.choices = open_ways or form.way.choices
    page = render_template(
        "conversations/plan.html",
        plan=plan_of(db.session(), talk, person, clock.now()),
        format=format_of(person.communication if person else {}),
        talk=talk,
        person=person,
        flags=flags_of(person, acting()) if person else None,
        form=form,
        open_ways=open_ways,
        closed_ways=[(way.label, held.label) for way, held in ways.items() if held],
        copies=[(copy, Held(copy.held).label if copy.held else "") for copy in copies_of(db.session(), talk.id)],
        printed_on=clock.today(),
    )
    return make_response(page, status)
