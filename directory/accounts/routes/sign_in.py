"""Signing in with a password, and signing out."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory.accounts import entering, passwords, throttles
from directory.accounts.door import is_open_to
from directory.accounts.forms import WRONG, SignInForm
from directory.accounts.loader import user_of_email
from directory.accounts.passkeys import are_possible
from directory.accounts.return_paths import after_sign_in, local
from directory.accounts.routes.blueprint import blueprint, come_in, note_failure
from directory.accounts.signed_in import signed_in
from directory.errors import RuleBroken
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page

#: Why somebody is asked again, by the word in the address.
AGAIN = {
    "codes": "Sign in again: there were too many wrong codes.",
    "proof": "Sign in again to change how you sign in: you came in more than an hour ago.",
    "time": "Sign in again: too much time went by before the code.",
    "password": "Your password is changed. Sign in with the new one.",
}


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def sign_in() -> Response:
    """Ask for address and password."""
    form, again = SignInForm(), AGAIN.get(request.args.get("again", ""))
    if request.method == "GET":
        user = signed_in()
        if user and not again:
            return redirect(after_sign_in(user, request.args.get("next")), 303)
        form.next.data = local(request.args.get("next")) or ""
        return private_page("accounts/sign_in.html", form=form, again=again, passkeys=are_possible())
    if not form.validate():
        return private_page("accounts/sign_in.html", form=form, passkeys=are_possible(), status=422)
    return _try(form)


def _try(form: SignInForm) -> Response:
    address = str(form.email.data)
    if throttles.PASSWORD.are_spent(address):
        form.refuse(RuleBroken(None, throttles.WAIT))
        return private_page("accounts/sign_in.html", form=form, passkeys=are_possible(), status=429)
    user = user_of_email(db.session(), address)
    if passwords.is_right(user, str(form.password.data)) and user is not None and is_open_to(user):
        return come_in(user, by="password", then=local(form.next.data))
    note_failure(user, throttles.PASSWORD, address)
    form.refuse(RuleBroken("email", WRONG))
    return private_page("accounts/sign_in.html", form=form, passkeys=are_possible(), status=422)


@blueprint.post("/sign-out")
@access(Audience.EVERYONE)
@stateless_form
def sign_out() -> Response:
    """End this browser's session. Safe to repeat, and with a page that has been open for long."""
    if signed_in():
        entering.leave()
    return redirect(url_for("accounts.signed_out"), 303)


@blueprint.get("/signed-out")
@access(Audience.EVERYONE)
def signed_out() -> Response:
    """Say that they are out."""
    return private_page("accounts/signed_out.html")
