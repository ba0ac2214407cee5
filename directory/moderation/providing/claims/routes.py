""" "Is this yours?": the claim, its page, the link that confirms an address, and taking it back."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.signed_in import acting
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.moderation.providing.blueprint import blueprint, few_claims, if_wrong
from directory.moderation.providing.claims import operations
from directory.moderation.providing.claims.evidence import is_at
from directory.moderation.providing.claims.forms import ClaimForm, ConfirmationForm
from directory.moderation.providing.claims.links import claim_in
from directory.moderation.providing.claims.presenters import present_claim
from directory.moderation.providing.claims.queries import claims_in_full, claims_of, domains_of, pending_claim
from directory.moderation.providing.codes import ClaimRole, ClaimState
from directory.moderation.providing.models import Claim
from directory.web.access import Audience, access
from directory.web.loading import get_or_404, one_or_404
from directory.web.origin import stateless_form


@blueprint.get("/listings/<uuid:listing>/claims/new")
@access(Audience.SIGNED_IN)
def new_claim(listing: UUID) -> Response | str:
    """Ask who somebody is there. Whoever keeps the listing already is led to it."""
    user = acting()
    service = get_or_404(visible_to(user, clock.today()), listing)
    waiting = pending_claim(db.session(), user, service.id)
    if waiting is not None:
        return redirect(url_for(".claim", reference=waiting.reference), 303)
    if service.organization_id in user.organization_ids:
        return redirect(url_for(".listing", listing=service.id), 303)
    return _page(service, user, ClaimForm())


@blueprint.post("/listings/<uuid:listing>/claims/new")
@access(Audience.SIGNED_IN)
@few_claims
def claims(listing: UUID) -> Response | tuple[str, int]:
    """Keep the claim for a steward. The answer is the same whether or not somebody else has the listing."""
    user = acting()
    service = get_or_404(visible_to(user, clock.today()), listing)
    form = ClaimForm()
    if form.validate_on_submit():
        try:
            made = operations.claim_listing(
                db.session(), service=service, user=user, shown=_shown(form), at=clock.now()
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".claim", reference=made.reference), 303)
    return _page(service, user, form), 422


@blueprint.get("/claims/<reference>")
@access(Audience.SIGNED_IN)
@if_wrong
def claim(reference: str) -> str:
    """How far one's own claim has got."""
    found = _own(reference)
    return render_template("providing/claim.html", claim=present_claim(found))


@blueprint.post("/claims/<reference>/withdrawal")
@access(Audience.SIGNED_IN)
@if_wrong
def claim_withdrawal(reference: str) -> Response:
    """Take one's own claim back."""
    found = _own(reference)
    operations.withdraw_claim(db.session(), found, by=acting(), at=clock.now())
    return redirect(url_for(".claim", reference=reference), 303)


@blueprint.get("/claims/confirmations/<token>")
@access(Audience.EVERYONE)
@if_wrong
def claim_confirmation(token: str) -> str:
    """What the mailed link opens: a page with one button, because mail programs open links by themselves."""
    found = _confirmed(token)
    return render_template("providing/claim_confirmation.html", claim=found, form=ConfirmationForm(), token=token)


@blueprint.post("/claims/confirmations/<token>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def claim_confirmations(token: str) -> Response:
    """The address is theirs."""
    found = _confirmed(token)
    operations.confirm_address(db.session(), found, at=clock.now())
    return redirect(url_for(".claim_confirmation", token=token), 303)


def _own(reference: str) -> Claim:
    return one_or_404(claims_of(acting()).where(Claim.reference == reference))


def _confirmed(token: str) -> Claim:
    found = get_or_404(claims_in_full(), claim_in(token, clock.now()))
    if found.state is not ClaimState.PENDING:
        raise Conflict("This claim has been answered already, so there is nothing left to confirm.")
    return found


def _shown(form: ClaimForm) -> operations.Shown:
    return operations.Shown(
        role=ClaimRole(form.role_there.data),
        words=form.words.data or "",
        charity_number=form.charity_number.data or "",
        work_email=form.work_email.data or "",
    )


def _page(service: Service, user: User, form: ClaimForm) -> str:
    domains = domains_of(service)
    return render_template(
        "providing/new_claim.html",
        service=service,
        form=form,
        domains=domains,
        is_known=is_at(user.email, domains),
    )
