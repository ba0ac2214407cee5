"""Saying later whom a conversation was with."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.referrals.conversations import forms, who
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.loading import opened
from directory.referrals.conversations.operations import attach_person
from directory.referrals.conversations.routes.beginning import ask_who, said_of
from directory.referrals.conversations.routes.showing import show
from directory.web.access import access

NAMED_ALREADY = "Somebody is named in this conversation already. Begin a new one for somebody else."
NAME_SOMEBODY = "Enter a name; a first name or initials will do"


@blueprint.post("/conversations/<uuid:conversation_id>/person")
@access(Permission.REFER)
def conversation_person(conversation_id: UUID) -> Response:
    """Find the person or make them, in one press unless somebody like them is known."""
    talk, person = opened(conversation_id)
    if person is not None:
        raise Conflict(NAMED_ALREADY)
    form = forms.WhoForm()
    if not form.validate_on_submit():
        return show(talk, None, who=form, status=422)
    try:
        found = who.find_or_make(db.session(), said_of(form), by=acting(), at=clock.now())
        if found is None:
            raise RuleBroken("name", NAME_SOMEBODY)
        attach_person(db.session(), talk, found, by=acting(), at=clock.now())
    except who.Alike as known:
        ask_who(form, known)
        return show(talk, None, who=form, status=422)
    except RuleBroken as broken:
        form.refuse(broken)
        return show(talk, None, who=form, status=422)
    return redirect(url_for(".conversation", conversation_id=talk.id), 303)
