"""The steward's page of one claim: what speaks for it, and the answer."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import MembershipKind, Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.moderation.areas import areas_of_listing, may_act_in
from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.claims import operations
from directory.moderation.providing.claims.forms import REFUSED, DecisionForm
from directory.moderation.providing.claims.presenters import CaseView, present_case
from directory.moderation.providing.claims.queries import claims_in_full, domains_of, lead_count, register_numbers
from directory.moderation.providing.models import Claim
from directory.web.access import access
from directory.web.loading import get_or_404


@blueprint.get("/staff/claims/<uuid:claim_id>")
@access(Permission.MODERATE)
def case(claim_id: UUID) -> str:
    """What speaks for a claim."""
    found = _visible(claim_id)
    return _page(found, DecisionForm())


@blueprint.post("/staff/claims/<uuid:claim_id>/decision")
@access(Permission.MODERATE)
def case_decision(claim_id: UUID) -> Response | tuple[str, int]:
    """Yes, as lead or as editor; or no, with words."""
    found = _visible(claim_id)
    form = DecisionForm()
    if form.validate_on_submit():
        try:
            _decide(found, form, acting())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".case", claim_id=claim_id), 303)
    return _page(found, form), 422


def _visible(claim_id: UUID) -> Claim:
    """The claim, for a steward who answers for where its listing is."""
    found = get_or_404(claims_in_full(), claim_id)
    if not may_act_in(acting(), areas_of_listing(db.session(), found.service_id)):
        raise NotVisible("There is nothing at this address.")
    return found


def _decide(claim: Claim, form: DecisionForm, by: User) -> None:
    session, reason, at = db.session(), form.reason.data or "", clock.now()
    if form.answer.data == REFUSED:
        operations.refuse_claim(session, claim, reason=reason, by=by, at=at)
    else:
        kind = MembershipKind(form.answer.data)
        operations.approve_claim(session, claim, kind=kind, reason=reason, by=by, at=at)


def _page(claim: Claim, form: DecisionForm) -> str:
    is_own = claim.user_id == acting().id
    return render_template("providing/case.html", case=_case(claim), form=form, is_own=is_own)


def _case(claim: Claim) -> CaseView:
    return present_case(
        claim,
        domains=domains_of(claim.service),
        numbers=register_numbers(claim.service),
        leads=lead_count(db.session(), claim.service.organization_id),
    )
