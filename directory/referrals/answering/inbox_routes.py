"""Where referrals go: a provider names the address, its holder confirms it, a steward may do either."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings.models import Organization
from directory.referrals.answering import inboxes
from directory.referrals.answering.blueprint import blueprint, if_wrong
from directory.referrals.answering.doors import PERMISSION
from directory.referrals.answering.inbox_forms import InboxForm
from directory.referrals.answering.signing import inbox_in, is_for
from directory.referrals.models import ReferralInbox
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form

Answer = Response | str | tuple[str, int]


@blueprint.get("/provider/organizations/<uuid:organization>/inbox")
@access(PERMISSION)
def own_inbox(organization: UUID) -> str:
    """Where letters about referrals go, for somebody of the organisation."""
    return _page(_own(organization), url_for(".own_inboxes", organization=organization))


@blueprint.post("/provider/organizations/<uuid:organization>/inbox")
@access(PERMISSION)
def own_inboxes(organization: UUID) -> Answer:
    """Name the address. It is used once its holder has followed the link."""
    found = _own(organization)
    return _save(
        found, url_for(".own_inboxes", organization=organization), url_for(".own_inbox", organization=organization)
    )


@blueprint.get("/staff/inboxes")
@access(Permission.MODERATE)
def staff_inboxes() -> str:
    """Which organisations can be reached, which are still to confirm, and which listings that take referrals cannot."""
    return render_template("answering/inboxes.html", lines=inboxes.overview(db.session(), acting()))


@blueprint.get("/staff/inboxes/<uuid:organization>")
@access(Permission.MODERATE)
def staff_inbox(organization: UUID) -> str:
    """Where letters to an organisation go, for a steward on the phone with it."""
    return _page(_any(organization), url_for(".staff_inbox_set", organization=organization), is_staff=True)


@blueprint.post("/staff/inboxes/<uuid:organization>")
@access(Permission.MODERATE)
def staff_inbox_set(organization: UUID) -> Answer:
    """Name the address for them."""
    found = _any(organization)
    here = url_for(".staff_inbox", organization=organization)
    return _save(found, url_for(".staff_inbox_set", organization=organization), here, is_staff=True)


@blueprint.post("/staff/inboxes/<uuid:organization>/confirmation")
@access(Permission.MODERATE)
def staff_inbox_confirmation(organization: UUID) -> Response:
    """They said on the phone that the address is theirs."""
    held = inboxes.of_organization(db.session(), _any(organization).id)
    if held is None:
        raise NotVisible("This organisation has no address for referrals yet.")
    inboxes.confirm_inbox(db.session(), held, by=acting().actor, at=clock.now())
    return redirect(url_for(".staff_inbox", organization=organization), 303)


@blueprint.get("/referral-inboxes/<token>")
@access(Audience.EVERYONE)
@if_wrong
def confirmation(token: str) -> str:
    """What the letter opens: one button, because mail programs open links by themselves."""
    held = _held(token)
    return render_template("answering/confirmation.html", is_done=held.verified_at is not None, token=token)


@blueprint.post("/referral-inboxes/<token>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def confirmations(token: str) -> Response:
    """The address is theirs, and referrals may come."""
    held = _held(token)
    inboxes.confirm_inbox(db.session(), held, by=f"inbox:{held.id}", at=clock.now())
    return redirect(url_for(".confirmation", token=token), 303)


def _held(token: str) -> ReferralInbox:
    inbox_id, mark = inbox_in(token, clock.now())
    held = db.session.get(ReferralInbox, inbox_id)
    if held is None or not is_for(held, mark):
        raise NotVisible("The address was changed after this letter. The latest letter has the link that works.")
    return held


def _own(organization: UUID) -> Organization:
    return get_or_404(inboxes.own_organizations(acting()), organization)


def _any(organization: UUID) -> Organization:
    return get_or_404(inboxes.staff_organizations(acting()), organization)


def _page(organization: Organization, action: str, form: InboxForm | None = None, *, is_staff: bool = False) -> str:
    held = inboxes.of_organization(db.session(), organization.id)
    shown = form or InboxForm(formdata=None, obj=held)
    return render_template(
        "answering/inbox.html", organization=organization, held=held, form=shown, action=action, is_staff=is_staff
    )


def _save(organization: Organization, action: str, here: str, *, is_staff: bool = False) -> Answer:
    session, form = db.session(), InboxForm()
    if not form.validate_on_submit():
        return _page(organization, action, form, is_staff=is_staff), 422
    inboxes.set_inbox(
        session,
        inboxes.of_organization(session, organization.id) or inboxes.held_by(organization.id),
        email=form.email.data or "",
        code_phone=form.code_phone.data or "",
        code_email=form.code_email.data or "",
        by=acting().actor,
        at=clock.now(),
    )
    return redirect(here, 303)
