"""Setting up an authenticator app, at the first sign-in or later, and the recovery codes that come with it."""

from cryptography.fernet import InvalidToken
from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock, encryption
from directory.accounts import entering, half, totp
from directory.accounts.forms import WRONG_CODE, FirstSetUpForm, SetUpForm
from directory.accounts.models import User
from directory.accounts.operations import ways_in
from directory.accounts.return_paths import after_sign_in
from directory.accounts.routes.blueprint import blueprint, recently_proved
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.settings import Settings
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.qr import draw
from directory.web.unkept import private_page


@blueprint.route("/sign-in/authenticator", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def set_up() -> Response:
    """Set up the app that a role asks for: the last step of the first sign-in."""
    found = half.current()
    if found is None or not found[1].is_second_factor_due:
        return redirect(url_for("accounts.sign_in", again="time"), 303)
    started, user = found
    return _set_up(user, url_for("accounts.set_up"), first=started)


@blueprint.route("/account/authenticator", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@recently_proved
def authenticator() -> Response:
    """Set up an app, or another one in its place."""
    return _set_up(acting(), url_for("accounts.authenticator"))


@blueprint.post("/account/authenticator/removal")
@access(Audience.SIGNED_IN)
@recently_proved
def remove_authenticator() -> Response:
    """Go without the app."""
    ways_in.remove_authenticator(db.session(), acting(), at=clock.now())
    return redirect(url_for("accounts.account", done="authenticator"), 303)


@blueprint.route("/account/recovery-codes", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@recently_proved
def recovery_codes() -> Response:
    """Make new codes, and show them this once."""
    user = acting()
    if request.method == "GET":
        return private_page("accounts/new_recovery_codes.html", left=len(user.recovery_codes))
    codes = ways_in.new_recovery_codes(db.session(), user, at=clock.now())
    return private_page("accounts/recovery_codes.html", codes=codes, onward=url_for("accounts.account"))


def _set_up(user: User, action: str, first: half.Half | None = None) -> Response:
    form = SetUpForm() if first is None else FirstSetUpForm()
    secret = _secret_in(form.secret.data, user) or totp.new_secret()
    if form.validate_on_submit():
        counter = totp.matched(secret, str(form.code.data), at=clock.now(), last_counter=None)
        if counter is not None:
            return _keep(user, secret, counter, first)
        form.refuse(RuleBroken("code", WRONG_CODE))
    form.secret.data = encryption.encrypt(f"{_mark(user)}{secret}")
    settings: Settings = current_app.extensions["waypost_settings"]
    address = totp.address(secret, label=user.email, issuer=f"Waypost, {settings.council_name}")
    return private_page(
        "accounts/authenticator.html",
        form=form,
        action=action,
        first=first is not None,
        picture=draw(address, "The code that your app reads"),
        key=totp.in_fours(secret),
        status=422 if request.method == "POST" else 200,
    )


def _keep(user: User, secret: str, counter: int, first: half.Half | None) -> Response:
    ways_in.keep_authenticator(db.session(), user, secret, counter, at=clock.now())
    codes = ways_in.new_recovery_codes(db.session(), user, at=clock.now())
    onward = url_for("accounts.account")
    if first is not None:
        entering.enter(user, by=f"{first.by}+code")
        ways_in.signed_in(db.session(), user, by=f"{first.by}+code", at=clock.now())
        onward = after_sign_in(user, first.then)
    return private_page("accounts/recovery_codes.html", codes=codes, onward=onward)


def _mark(user: User) -> str:
    return f"authenticator of {user.id}: "


def _secret_in(kept: str | None, user: User) -> str | None:
    """The secret that the page was shown with; a page that was tampered with begins anew.

    The page shows what it reads here, so it reads nothing that was encrypted for another place or another person.
    """
    try:
        read = encryption.decrypt(kept) if kept else ""
    except (encryption.CannotRead, InvalidToken, UnicodeError):
        return None
    return read.removeprefix(_mark(user)) if read.startswith(_mark(user)) else None
