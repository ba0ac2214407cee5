"""A proposal before a steward: what changes, field by field, and what becomes of it."""

from uuid import UUID

from flask import Response, redirect, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.moderation.proposals import policy
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.deciding import (
    Seen,
    decide,
    return_with_question,
    review_after,
)
from directory.moderation.proposals.forms import LISTED, AfterForm, DecisionForm
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.presenters import ProposalView
from directory.moderation.proposals.reading import lookalikes, others_at_places, proposal_for, proposal_view
from directory.moderation.review import blueprint, private_page
from directory.web.access import access

MOVED = "The listing or this proposal has changed since you opened it. Your words are kept. Look again, then decide."
TOO_LATE = (Conflict, StaleDataError, IntegrityError)


@blueprint.get("/staff/proposals/<uuid:proposal_id>")
@access(Permission.MODERATE)
def proposal(proposal_id: UUID) -> Response:
    """Before and after, and the form to decide."""
    found = proposal_for(db.session(), acting(), proposal_id)
    return _page(found, None, AfterForm())


@blueprint.post("/staff/proposals/<uuid:proposal_id>/decision")
@access(Permission.MODERATE)
def decision(proposal_id: UUID) -> AnyResponse:
    """Add all or some, reject, or ask back."""
    found = proposal_for(db.session(), acting(), proposal_id)
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form, AfterForm(), status=422)
    try:
        _decide(found, form)
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(found, form, AfterForm(), status=422)
    except TOO_LATE:
        return _too_late(proposal_id, form, AfterForm())
    return redirect(url_for(".queue", done=found.state.value), 303)


@blueprint.post("/staff/proposals/<uuid:proposal_id>/review")
@access(Permission.MODERATE)
def review(proposal_id: UUID) -> AnyResponse:
    """Look at what went live at once."""
    found = proposal_for(db.session(), acting(), proposal_id)
    form = AfterForm()
    if not form.validate_on_submit():
        return _page(found, None, form, status=422)
    try:
        review_after(
            db.session(),
            found,
            taken_back=form.taken_back.data or (),
            reason=form.reason.data or "",
            by=acting(),
            at=clock.now(),
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(found, None, form, status=422)
    except TOO_LATE:
        return _too_late(proposal_id, None, form)
    return redirect(url_for(".queue", done=found.state.value), 303)


def _decide(found: ChangeProposal, form: DecisionForm) -> None:
    state, reason = ProposalState(form.outcome.data), form.reason.data or ""
    if state is ProposalState.RETURNED:
        return_with_question(db.session(), found, question=reason, by=acting(), at=clock.now())
        return
    decide(
        db.session(),
        found,
        accepted=form.accepted.data or (),
        state=state,
        reason=reason,
        by=acting(),
        at=clock.now(),
        seen=Seen(form.seen_version(), form.charges_checked.data, form.changes_place.data),
    )


def _form(found: ChangeProposal) -> DecisionForm:
    form = DecisionForm()
    if found.is_new:
        form.outcome.choices = [*form.outcome.choices, (LISTED, "It is listed already")]
    return form


def _fresh_form(found: ChangeProposal, view: ProposalView) -> DecisionForm:
    """As first shown: everything that waits is ticked, but for what somebody else has changed meanwhile."""
    form = _form(found)
    form.accepted.data = [field.key for field in view.fields if not field.decision and not field.now]
    return form


def _too_late(proposal_id: UUID, form: DecisionForm | None, after: AfterForm) -> Response:
    """409 with both versions and every word kept. The page holds the new counter, so it can be sent again."""
    db.session.rollback()
    found = proposal_for(db.session(), acting(), proposal_id)
    return _page(found, form, after, status=409, moved=MOVED)


def _page(
    found: ChangeProposal, form: DecisionForm | None, after: AfterForm, *, status: int = 200, moved: str = ""
) -> Response:
    view, service = proposal_view(db.session(), found)
    form = form or _fresh_form(found, view)
    form.seen.data = str(service.version) if service else ""
    return private_page(
        "review/proposal.html",
        status=status,
        view=view,
        form=after if view.is_live else form,
        alike=lookalikes(db.session(), found, clock.today()) if found.is_new and view.is_waiting else [],
        others_there=others_at_places(db.session(), found) if view.is_waiting else 0,
        is_own=policy.is_own(acting(), found),
        moved=moved,
    )
