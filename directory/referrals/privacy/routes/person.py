"""One page for what a supervisor does about somebody's data: a copy, a hold, erasure."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.referrals.privacy import operations
from directory.referrals.privacy.blueprint import blueprint, page
from directory.referrals.privacy.codes import ErasureReason, HoldReason, KnownBy
from directory.referrals.privacy.forms import CopyForm, ErasureForm, HoldForm
from directory.web.access import access
from directory.web.forms import Form

DONE = {"held": "On hold: nothing of this record is erased.", "lifted": "The hold is lifted."}


@blueprint.get("/people/<uuid:person_id>/privacy")
@access(Permission.SUPERVISE)
def privacy(person_id: UUID) -> Response:
    """What may be done about this record."""
    return _page(opened_person(person_id))


@blueprint.post("/people/<uuid:person_id>/copies")
@access(Permission.SUPERVISE)
def copies(person_id: UUID) -> Response:
    """They asked for a copy, and are known."""
    person, form = opened_person(person_id), CopyForm()
    if not form.validate_on_submit():
        return _page(person, form, status=422)
    operations.allow_copy(db.session(), person, KnownBy(form.known_by.data), by=acting(), at=clock.now())
    return redirect(url_for(".copy", person_id=person_id), 303)


@blueprint.post("/people/<uuid:person_id>/hold")
@access(Permission.SUPERVISE)
def hold(person_id: UUID) -> Response:
    """Keep it, whatever the day."""
    person, form = opened_person(person_id), HoldForm()
    if not form.validate_on_submit():
        return _page(person, form, status=422)
    operations.hold(db.session(), person, HoldReason(form.hold_reason.data), by=acting(), at=clock.now())
    return redirect(url_for(".privacy", person_id=person_id, done="held"), 303)


@blueprint.post("/people/<uuid:person_id>/hold/removal")
@access(Permission.SUPERVISE)
def hold_removal(person_id: UUID) -> Response:
    """The reason has gone."""
    person = opened_person(person_id)
    operations.lift_hold(db.session(), person, by=acting(), at=clock.now())
    return redirect(url_for(".privacy", person_id=person_id, done="lifted"), 303)


@blueprint.post("/people/<uuid:person_id>/erasure")
@access(Permission.SUPERVISE)
def erasure(person_id: UUID) -> Response:
    """Erase it now."""
    person, form = opened_person(person_id), ErasureForm()
    if form.validate_on_submit():
        reason = ErasureReason(form.why.data)
        try:
            operations.erase_person(
                db.session(), person, reason, typed=form.typed.data or "", by=acting(), at=clock.now()
            )
            return redirect(url_for(".erased"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _page(person, form, status=422)


@blueprint.get("/people/erased")
@access(Permission.SUPERVISE)
def erased() -> Response:
    """It is done, and what to tell the person."""
    return page("privacy/erased.html")


def _page(person: Person, sent: Form | None = None, *, status: int = 200) -> Response:
    """The page with three forms; the one that was sent badly keeps its words, and its messages are shown on top."""
    forms: dict[str, Any] = {
        name: sent if isinstance(sent, kind) else kind(formdata=None)
        for name, kind in (("copying", CopyForm), ("holding", HoldForm), ("erasing", ErasureForm))
    }
    return page(
        "privacy/person.html",
        person=person,
        flags=flags_of(person, acting()),
        hold=HoldReason(person.hold_reason).label if person.hold_reason else "",
        form=sent,
        done=DONE.get(request.args.get("done", "")),
        status=status,
        **forms,
    )
