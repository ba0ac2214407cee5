"""Asking for an account, and opening one with the link that was mailed."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import passwords, throttles
from directory.accounts.door import is_open_to
from directory.accounts.forms import AddressForm, OpenAccountForm
from directory.accounts.loader import user_of_email
from directory.accounts.models import Invitation
from directory.accounts.operations import invitations
from directory.accounts.operations.spending import USED_UP
from directory.accounts.presenters import Offer
from directory.accounts.queries import area_names, organization_name
from directory.accounts.return_paths import local_page
from directory.accounts.roles import SECOND_FACTOR
from directory.accounts.routes.blueprint import blueprint, come_in
from directory.accounts.tokens import id_in
from directory.errors import Conflict, NotVisible
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page


@blueprint.route("/register", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def register() -> Response:
    """Ask for an account. The answer is the same for everybody; the letter says the rest."""
    form = AddressForm()
    if request.method == "GET":
        form.next.data = local_page(request.args.get("next"))
    if not form.validate_on_submit():
        return private_page("accounts/register.html", form=form, status=422 if request.method == "POST" else 200)
    address = str(form.email.data)
    if not throttles.REGISTER.are_spent(address):
        throttles.REGISTER.note(address)
        invitations.register(db.session(), address, then=local_page(form.next.data), at=clock.now())
    return redirect(url_for("accounts.sent"), 303)


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def invitation(token: str) -> Response:
    """Read what an invitation brings, and open the account, or add it to the one that is there."""
    found = _invited(token)
    offer, then = _offer(found), local_page(request.args.get("next"))
    if user_of_email(db.session(), found.email) is not None:
        return _add(found, offer, token)
    form = OpenAccountForm()
    form.about = (found.email, str(form.name.data or ""))
    form.may_have_no_password = found.role not in SECOND_FACTOR
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return private_page("accounts/invitation.html", form=form, offer=offer, token=token, then=then, status=status)
    password = str(form.password.data or "")
    user = invitations.open_account(
        db.session(),
        found,
        name=str(form.name.data),
        password_digest=passwords.digest(password) if password else None,
        at=clock.now(),
    )
    return come_in(user, by="password" if password else "link", then=then or None)


def _add(found: Invitation, offer: Offer, token: str) -> Response:
    """For somebody who has an account: what is offered is added, and they sign in anew."""
    if request.method == "GET":
        return private_page("accounts/invitation_accepted.html", offer=offer, token=token)
    user = user_of_email(db.session(), found.email)
    if user is None or not is_open_to(user):
        raise Conflict("This account is disabled. Ask an administrator.")
    invitations.accept_as(db.session(), found, user, at=clock.now())
    return redirect(url_for("accounts.sign_in"), 303)


def _invited(token: str) -> Invitation:
    invitation_id = id_in("invitation", token)
    found = db.session.get(Invitation, invitation_id) if invitation_id else None
    if found is None:
        raise NotVisible("There is nothing at this address. Links in letters are long: open the whole of it.")
    if not found.works(clock.now()):
        raise Conflict(USED_UP)
    return found


def _offer(found: Invitation) -> Offer:
    organization = organization_name(db.session(), found.organization_id) if found.organization_id else None
    area = area_names(db.session(), [found.area_code]).get(found.area_code, "") if found.area_code else ""
    return Offer(found.email, found.role, area, organization)
