"""Letters to print: plans that somebody asked to have by post."""

from uuid import UUID

from flask import make_response, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, NotVisible
from directory.extensions import db
from directory.referrals.codes.contact import ContactWay
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.loading import opened
from directory.referrals.conversations.plan.formats import format_of
from directory.referrals.conversations.plan.queries import letters_waiting, plan_of
from directory.referrals.conversations.plan.sending import was_posted, why_held
from directory.referrals.models import Conversation, Person, PlanCopy
from directory.referrals.people.flags import flags_of
from directory.web.access import access
from directory.web.loading import get_or_404

POSTED = "This letter was printed and posted already."


@blueprint.get("/conversations/letters")
@access(Permission.REFER)
def letters() -> Response:
    """Those that wait, the oldest first."""
    return make_response(
        render_template("conversations/letters.html", letters=letters_waiting(db.session(), acting()), person=None)
    )


@blueprint.get("/conversations/letters/<uuid:copy_id>")
@access(Permission.REFER)
def letter(copy_id: UUID) -> Response:
    """One letter, ready to print: with the address only while they may be written to."""
    copy, talk, person = _letter(copy_id)
    page = render_template(
        "conversations/letter.html",
        copy=copy,
        plan=plan_of(db.session(), talk, person, clock.now()),
        format=format_of(person.communication),
        person=person,
        flags=flags_of(person, acting()),
        held=why_held(person, copy.way),
        printed_on=clock.today(),
    )
    return make_response(page)


@blueprint.post("/conversations/letters/<uuid:copy_id>/posting")
@access(Permission.REFER)
def posting(copy_id: UUID) -> Response:
    """It was printed and is in the post; or it may not be sent any more, and leaves the list."""
    copy, _talk, person = _letter(copy_id)
    if copy.sent_at is not None or copy.held is not None:
        raise Conflict(POSTED)
    held = why_held(person, copy.way)
    if held is not None:
        copy.held = held.value
    else:
        was_posted(db.session(), copy, by=acting(), at=clock.now())
    return redirect(url_for(".letters"), 303)


def _letter(copy_id: UUID) -> tuple[PlanCopy, Conversation, Person]:
    copy = get_or_404(select(PlanCopy).where(PlanCopy.way == ContactWay.POST), copy_id)
    talk, person = opened(copy.conversation_id)
    if person is None:
        raise NotVisible("There is nobody to write to.")
    return copy, talk, person
