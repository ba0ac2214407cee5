"""What was done about a need: one press each, and one to take it back."""

from uuid import UUID

from flask import redirect, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.policy import visible_to
from directory.referrals.codes.work import ActionKind
from directory.referrals.conversations import forms
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.loading import as_uuid, opened
from directory.referrals.conversations.operations import add_action, undo_action
from directory.referrals.conversations.routes.showing import show
from directory.referrals.models import ContactAction
from directory.web.access import access
from directory.web.closed_lists import coded_or_none
from directory.web.loading import get_or_404

#: What is done on the page itself. A referral has a page of its own, where agreement is asked for.
HERE = (
    ActionKind.INFORMATION,
    ActionKind.SIGNPOST,
    ActionKind.SUPPORTED_INTRO,
    ActionKind.UNMET,
    ActionKind.ASSESSMENT_REQUEST,
)
ASSESSMENT = "plan.assess"


@blueprint.post("/conversations/<uuid:conversation_id>/actions")
@access(Permission.REFER)
def actions(conversation_id: UUID) -> Response:
    """Write down one thing that was done."""
    talk, person = opened(conversation_id)
    form = forms.ActionForm()
    kind = coded_or_none(ActionKind, form.kind.data)
    if not form.validate_on_submit() or kind not in HERE:
        return show(talk, person, form=form, status=422)
    facts = form.facts()
    if kind is ActionKind.ASSESSMENT_REQUEST:
        facts["need"] = facts["need"] or ASSESSMENT
    try:
        action = add_action(
            db.session(),
            talk,
            kind,
            by=acting(),
            at=clock.now(),
            person=person,
            service_id=listing_of(form.service.data),
            accompanied=kind is ActionKind.SUPPORTED_INTRO,
            **facts,
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return show(talk, person, form=form, status=422)
    anchor = f"need-{action.need}" if action.need in talk.needs else None
    return redirect(url_for(".conversation", conversation_id=talk.id, _anchor=anchor), 303)


@blueprint.post("/conversations/<uuid:conversation_id>/actions/<uuid:action_id>/removal")
@access(Permission.REFER)
def action_removal(conversation_id: UUID, action_id: UUID) -> Response:
    """Take back what was counted by mistake."""
    talk, _person = opened(conversation_id)
    of = select(ContactAction).where(ContactAction.conversation_id == talk.id)
    undo_action(db.session(), get_or_404(of, action_id), by=acting(), at=clock.now())
    return redirect(url_for(".conversation", conversation_id=talk.id), 303)


def listing_of(text: str | None) -> UUID | None:
    """The listing that a form names, if the reader may see it. Raises `NotVisible` otherwise."""
    service_id = as_uuid(text)
    return get_or_404(visible_to(acting(), clock.today()), service_id).id if service_id else None
