"""Pages about how a listing ends or changes hands."""

from datetime import datetime
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import Membership, User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.typed_times.days import day_in
from directory.moderation.listing_forms.part import shown_form
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing import policy
from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.edits.presenters import present_waiting
from directory.moderation.providing.edits.queries import waiting_in
from directory.moderation.providing.ending import operations
from directory.moderation.providing.ending.forms import ELSEWHERE, EndingForm, HandoverForm
from directory.moderation.providing.ending.queries import ending_of
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.wording import short_date

Answer = Response | str | tuple[str, int]


@blueprint.get("/provider/listings/<uuid:listing>/ending")
@access(Permission.EDIT_OWN_LISTINGS)
def ending(listing: UUID) -> str:
    """When it ends, who takes over and why; or that it goes on after all."""
    service = get_or_404(policy.kept_listings(acting()), listing)
    held = ending_of(db.session(), service.id)
    answers = {"base": str(service.version), "last_day": short_date(service.closing_on) if service.closing_on else ""}
    if held is not None:
        answers |= {"taken_over_by": held.taken_over_by or "", "why": held.why or ""}
    return _ending_page(service, shown_form(EndingForm, answers))


@blueprint.post("/provider/listings/<uuid:listing>/ending")
@access(Permission.EDIT_OWN_LISTINGS)
def endings(listing: UUID) -> Answer:
    """Ask a steward to let it end."""
    user, at = acting(), clock.now()
    service = get_or_404(policy.kept_listings(user), listing)
    form = EndingForm()
    if form.validate_on_submit():
        try:
            sent = operations.ask_to_end(
                db.session(),
                service=service,
                ending=_ending(form, at),
                base_version=form.seen_version,
                user=user,
                at=at,
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return _sent(service, sent)
    return _ending_page(service, form), 422


@blueprint.post("/provider/listings/<uuid:listing>/ending/withdrawal")
@access(Permission.EDIT_OWN_LISTINGS)
def ending_withdrawal(listing: UUID) -> Answer:
    """It goes on after all."""
    user = acting()
    service = get_or_404(policy.kept_listings(user), listing)
    sent = operations.ask_to_go_on(db.session(), service=service, base_version=None, user=user, at=clock.now())
    return _sent(service, sent)


@blueprint.get("/provider/listings/<uuid:listing>/handover")
@access(Permission.EDIT_OWN_LISTINGS)
def handover(listing: UUID) -> str:
    """Who takes it on: a colleague, or another organisation."""
    user = acting()
    service = get_or_404(policy.kept_listings(user), listing)
    return _handover_page(service, user, shown_form(HandoverForm, {"base": str(service.version)}))


@blueprint.post("/provider/listings/<uuid:listing>/handover")
@access(Permission.EDIT_OWN_LISTINGS)
def handovers(listing: UUID) -> Answer:
    """A colleague leads at once; another organisation waits for a steward."""
    user = acting()
    service = get_or_404(policy.kept_listings(user), listing)
    form = HandoverForm()
    if form.validate_on_submit():
        try:
            return _hand_over(service, user, form)
        except RuleBroken as broken:
            form.refuse(broken)
    return _handover_page(service, user, form), 422


def _hand_over(service: Service, user: User, form: HandoverForm) -> Response:
    session, at = db.session(), clock.now()
    if form.to.data == ELSEWHERE:
        name = form.organization.data or ""
        sent = operations.hand_over(
            session, service=service, name=name, base_version=form.seen_version, user=user, at=at
        )
        return _sent(service, sent)
    chosen = next((member for member, _name in _colleagues(service, user) if str(member.id) == form.to.data), None)
    if chosen is None:
        raise RuleBroken("to", "Select who takes it on")
    operations.make_lead(session, chosen, by=user, at=at)
    return redirect(url_for("accounts.colleagues", organization_id=chosen.organization_id), 303)


def _colleagues(service: Service, user: User) -> list[tuple[Membership, str]]:
    leads = service.organization_id is not None and user.leads(service.organization_id)
    return operations.colleagues(db.session(), user, service.organization_id) if leads else []


def _ending(form: EndingForm, at: datetime) -> operations.Ending:
    last_day = day_in("last_day", form.last_day.data or "", clock.local(at).date(), "the last day")
    if last_day is None:
        raise RuleBroken("last_day", "Enter the last day, like 27 March")
    return operations.Ending(last_day, form.taken_over_by.data or "", form.why.data or "")


def _sent(service: Service, sent: ChangeProposal | None) -> Response:
    if sent is None:
        return redirect(url_for(".listing", listing=service.id), 303)
    return redirect(url_for(".change", reference=sent.reference), 303)


def _ending_page(service: Service, form: EndingForm) -> str:
    waiting = present_waiting(waiting_in(db.session(), acting(), service.id, ("closing_on",)), {})
    return render_template("providing/ending.html", service=service, form=form, waiting=waiting)


def _handover_page(service: Service, user: User, form: HandoverForm) -> str:
    form.to.choices = [
        *(
            (str(member.id), f"{name}, who keeps the listing with you already")
            for member, name in _colleagues(service, user)
        ),
        (ELSEWHERE, "Another organisation"),
    ]
    if form.to.data is None and len(form.to.choices) == 1:  # nobody should have to choose where there is no choice
        form.to.data = ELSEWHERE
    return render_template("providing/handover.html", service=service, form=form)
