"""Answers to what a conversation asks by itself: technology, and somebody who may be at risk."""

from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.conversations import forms
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.codes import PassedTo, TechnologyAnswer
from directory.referrals.conversations.loading import as_uuid, opened
from directory.referrals.conversations.operations import answer_technology, open_conversation, pass_worry_on
from directory.referrals.conversations.routes.showing import show
from directory.referrals.conversations.talk import Talk
from directory.referrals.models import Conversation, Person
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.web import urgent_help
from directory.web.access import access


@blueprint.post("/conversations/<uuid:conversation_id>/technology")
@access(Permission.REFER)
def technology(conversation_id: UUID) -> Response:
    """What they said about technology; setting it aside takes a reason."""
    talk, person = opened(conversation_id)
    form = forms.TechnologyForm()
    if not form.validate_on_submit():
        return show(talk, person, technology=form, status=422)
    answer_technology(db.session(), talk, TechnologyAnswer(form.answer.data))
    return redirect(url_for(".conversation", conversation_id=talk.id), 303)


@blueprint.get("/conversations/worries/new")
@access(Permission.REFER)
def worry() -> Response:
    """Somebody may be at risk: who to tell now, before anything else. With or without a conversation or a person."""
    talk, person = _about()
    return _page(forms.PassedForm(formdata=None), talk, person)


@blueprint.post("/conversations/worries")
@access(Permission.REFER)
def worries() -> Response:
    """Keep that it was passed on, and to whom: nothing of what it was."""
    talk, person = _about()
    form = forms.PassedForm()
    if not form.validate_on_submit():
        return _page(form, talk, person, 422)
    session, at = db.session(), clock.now()
    if talk is None:
        talk = open_conversation(session, Talk(), by=acting(), at=at, person=person)
    pass_worry_on(session, talk, PassedTo(form.passed_to.data), by=acting(), at=at)
    return redirect(url_for(".conversation", conversation_id=talk.id), 303)


def _about() -> tuple[Conversation | None, Person | None]:
    conversation_id, person_id = as_uuid(request.values.get("conversation")), as_uuid(request.values.get("person"))
    if conversation_id:
        return opened(conversation_id)
    return None, opened_person(person_id) if person_id else None


def _page(form: forms.PassedForm, talk: Conversation | None, person: Person | None, status: int = 200) -> Response:
    page = render_template(
        "conversations/worry.html",
        form=form,
        talk=talk,
        person=person,
        flags=flags_of(person, acting()) if person else None,
        emergency=urgent_help.EMERGENCY,
    )
    return make_response(page, status)
