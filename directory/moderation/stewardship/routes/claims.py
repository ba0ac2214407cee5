"""Claims of quality: a provider makes one, a steward looks at the evidence and decides; the list of those that wait."""

from datetime import timedelta
from uuid import UUID

from flask import Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.moderation.stewardship import queries
from directory.moderation.stewardship.claims import confirm_claim, propose_claim, refuse_claim, withdraw_claim
from directory.moderation.stewardship.codes import QualityKind
from directory.moderation.stewardship.forms import ClaimForm, ConfirmForm, RefuseForm, day_of
from directory.moderation.stewardship.models import QualityClaim
from directory.moderation.stewardship.people import people_called
from directory.moderation.stewardship.policy import may_claim, refuse_elsewhere
from directory.moderation.stewardship.presenters import DONE, claim_line
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page
from directory.web.access import Audience, access
from directory.web.loading import get_or_404

NOT_YOURS = "Only the people who run a listing can say this of it."
SOON = timedelta(days=60)


@blueprint.get("/listings/<uuid:listing>/quality-claims")
@access(Audience.SIGNED_IN)
def quality_claims(listing: UUID) -> Response:
    """What was claimed of a listing and how it stands, and the form for more."""
    return _claims_page(_claimable(listing), ClaimForm(formdata=None))


@blueprint.post("/listings/<uuid:listing>/quality-claims")
@access(Audience.SIGNED_IN)
def new_quality_claim(listing: UUID) -> AnyResponse:
    """Send a claim with its evidence."""
    service, form = _claimable(listing), ClaimForm()
    if form.validate_on_submit():
        try:
            propose_claim(
                db.session(),
                service,
                QualityKind(form.kind.data),
                evidence=form.evidence.data or "",
                evidence_url=form.evidence_url.data or "",
                user=acting(),
                at=clock.now(),
            )
            return redirect(url_for("stewardship.quality_claims", listing=service.id, done="claim"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _claims_page(service, form)


@blueprint.get("/staff/quality-claims")
@access(Permission.STEWARD_LISTINGS)
def waiting_claims() -> Response:
    """Claims that wait for a decision, and those that soon run out."""
    session, today = db.session(), clock.today()
    waiting = session.scalars(queries.waiting_claims(acting())).all()
    ending = session.scalars(queries.ending_claims(acting(), before=today + SOON)).all()
    names = people_called(session, [claim.proposed_by for claim in (*waiting, *ending)])
    called = queries.names_of(session, [claim.service_id for claim in (*waiting, *ending)])
    return private_page(
        "stewardship/claims.html",
        waiting=[(claim_line(claim, names, today), called[claim.service_id]) for claim in waiting],
        ending=[(claim_line(claim, names, today), called[claim.service_id]) for claim in ending],
    )


@blueprint.get("/staff/quality-claims/<uuid:claim>")
@access(Permission.STEWARD_LISTINGS)
def quality_claim(claim: UUID) -> Response:
    """One claim, its evidence and what counts."""
    return _claim_page(_claim(claim))


@blueprint.post("/staff/quality-claims/<uuid:claim>/confirmation")
@access(Permission.STEWARD_LISTINGS)
def claim_confirmation(claim: UUID) -> AnyResponse:
    """Vouch for it."""
    found, form = _claim(claim), ConfirmForm()
    if form.validate_on_submit():
        try:
            confirm_claim(
                db.session(),
                found,
                checked_on=day_of(form.checked_on),
                expires_on=day_of(form.expires_on),
                reason=form.reason.data or "",
                user=acting(),
                at=clock.now(),
            )
            return _decided(found, "confirmed")
        except RuleBroken as broken:
            form.refuse(broken)
    return _claim_page(found, confirming=form)


@blueprint.post("/staff/quality-claims/<uuid:claim>/refusal")
@access(Permission.STEWARD_LISTINGS)
def claim_refusal(claim: UUID) -> AnyResponse:
    """Say what is missing."""
    found, form = _claim(claim), RefuseForm(prefix="refusal-")
    if form.validate_on_submit():
        refuse_claim(db.session(), found, reason=form.reason.data or "", user=acting(), at=clock.now())
        return _decided(found, "refused")
    return _claim_page(found, refusing=form)


@blueprint.post("/staff/quality-claims/<uuid:claim>/withdrawal")
@access(Permission.STEWARD_LISTINGS)
def claim_withdrawal(claim: UUID) -> AnyResponse:
    """Take it off the public page."""
    found = _claim(claim)
    refuse_elsewhere(db.session(), acting(), found.service_id)
    withdraw_claim(db.session(), found, reason="", user=acting(), at=clock.now())
    return _decided(found, "withdrawn")


def _claimable(listing: UUID) -> Service:
    """A listing of one's own, shown or not; or one that is seen but is not one's own: 403."""
    user = acting()
    own = select(Service).where(Service.id == listing)
    service = db.session.scalars(own).first()
    if service is None or not may_claim(db.session(), user, service):
        get_or_404(visible_to(user, clock.today()), listing)
        raise NotAllowed(NOT_YOURS)
    return service


def _claim(claim: UUID) -> QualityClaim:
    found = get_or_404(select(QualityClaim), claim)
    refuse_elsewhere(db.session(), acting(), found.service_id)
    return found


def _claims_page(service: Service, form: ClaimForm) -> Response:
    session, today = db.session(), clock.today()
    claims = queries.claims_of(session, service.id)
    names = people_called(session, [claim.proposed_by for claim in claims])
    return private_page(
        "stewardship/quality_claims.html",
        service=service,
        is_kept=service.organization_id in acting().organization_ids,
        form=form,
        kinds=list(QualityKind),
        claims=[claim_line(claim, names, today) for claim in claims],
        said=DONE.get(request.args.get("done", "")),
        status=422 if form.messages else 200,
    )


def _claim_page(
    found: QualityClaim, *, confirming: ConfirmForm | None = None, refusing: RefuseForm | None = None
) -> Response:
    session = db.session()
    names = people_called(session, [found.proposed_by])
    sent = confirming or refusing
    return private_page(
        "stewardship/quality_claim.html",
        claim=claim_line(found, names, clock.today()),
        service_id=found.service_id,
        listing=queries.names_of(session, [found.service_id])[found.service_id],
        is_own=found.proposed_by == acting().actor,
        form=sent,
        confirming=confirming or ConfirmForm(formdata=None),
        refusing=refusing or RefuseForm(formdata=None, prefix="refusal-"),
        is_refusing=refusing is not None,
        status=422 if sent else 200,
    )


def _decided(found: QualityClaim, done: str) -> AnyResponse:
    return redirect(url_for("stewardship.listing", listing=found.service_id, done=done), 303)
