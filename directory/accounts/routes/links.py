"""Mailed links: to sign in, and to choose a new password. A link opens a page; only its button does something."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import passwords, throttles
from directory.accounts.door import is_open_to
from directory.accounts.forms import AddressForm, NewPasswordForm
from directory.accounts.loader import user_of_id
from directory.accounts.models import AccountLink, LinkPurpose, User
from directory.accounts.operations import links, ways_in
from directory.accounts.operations.spending import USED_UP
from directory.accounts.return_paths import local_page
from directory.accounts.routes.blueprint import blueprint, come_in
from directory.accounts.tokens import id_in
from directory.errors import Conflict, NotVisible
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page


@blueprint.route("/sign-in/link", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def sign_in_link() -> Response:
    """Ask where to mail a link to sign in with."""
    return _ask("accounts/sign_in_link.html", LinkPurpose.SIGN_IN, throttles.LINK)


@blueprint.route("/password", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def forgotten_password() -> Response:
    """Ask where to mail a link to a new password."""
    return _ask("accounts/forgotten_password.html", LinkPurpose.RESET, throttles.RESET)


@blueprint.get("/sign-in/sent")
@access(Audience.EVERYONE)
def sent() -> Response:
    """Say that a letter is on its way, whether or not there is an account."""
    return private_page("accounts/sent.html")


@blueprint.route("/sign-in/link/<token>", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def use_sign_in_link(token: str) -> Response:
    """Sign in with a mailed link, at the press of a button: mail scanners open links too."""
    link, user = linked(LinkPurpose.SIGN_IN, token)
    if request.method == "GET":
        return private_page("accounts/use_sign_in_link.html", token=token, then=local_page(request.args.get("next")))
    links.use_link(db.session(), link, at=clock.now())
    return come_in(user, by="link", then=local_page(request.args.get("next")) or None)


@blueprint.route("/password/<token>", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def new_password(token: str) -> Response:
    """Choose a new password with a mailed link. It ends every session; the second step is asked as ever."""
    link, user = linked(LinkPurpose.RESET, token)
    form = NewPasswordForm()
    form.about = (user.email, user.name)
    if not form.validate_on_submit():
        return private_page(
            "accounts/new_password.html", form=form, token=token, status=422 if request.method == "POST" else 200
        )
    links.use_link(db.session(), link, at=clock.now())
    ways_in.change_password(
        db.session(), user, passwords.digest(str(form.password.data)), by=user.actor, at=clock.now()
    )
    return redirect(url_for("accounts.sign_in", again="password"), 303)


def linked(purpose: LinkPurpose, token: str) -> tuple[AccountLink, User]:
    """The link and whose it is. 404 for what we never mailed, 409 for what was used or is too old."""
    link_id: UUID | None = id_in(purpose.value, token)
    link = db.session.get(AccountLink, link_id) if link_id else None
    user = user_of_id(db.session(), link.user_id) if link and link.user_id else None
    if link is None or user is None or not is_open_to(user):
        raise NotVisible("There is nothing at this address. Links in letters are long: open the whole of it.")
    if not link.works(clock.now()):
        raise Conflict(USED_UP)
    return link, user


def _ask(template: str, purpose: LinkPurpose, throttle: throttles.Letters) -> Response:
    """The same answer for every address; past the limit too, but then nothing is mailed."""
    form = AddressForm()
    if request.method == "GET":
        form.next.data = local_page(request.args.get("next"))
    if not form.validate_on_submit():
        return private_page(template, form=form, status=422 if request.method == "POST" else 200)
    address = str(form.email.data)
    if not throttle.are_spent(address):
        throttle.note(address)
        links.send_link(db.session(), address, purpose, then=local_page(form.next.data), at=clock.now())
    return redirect(url_for("accounts.sent"), 303)
