"""Passkeys: adding, naming and removing one's own, and signing in with one."""

from uuid import UUID

from flask import Response as FlaskResponse
from flask import jsonify, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import passkeys, throttles
from directory.accounts.door import is_open_to
from directory.accounts.forms import PasskeyForm, SignInForm
from directory.accounts.loader import user_of_id
from directory.accounts.models import Passkey, User
from directory.accounts.operations import ways_in
from directory.accounts.queries import passkey_called
from directory.accounts.return_paths import local
from directory.accounts.routes.blueprint import blueprint, note_failure, recently_proved, welcome
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form
from directory.web.unkept import private_page

NOT_KNOWN = "We do not know this passkey. Try again, or sign in another way."
NOT_MADE = "Your device did not make a passkey. Try again, or use another device."


@blueprint.post("/sign-in/passkey/options")
@access(Audience.EVERYONE)
@stateless_form
def passkey_question() -> FlaskResponse:
    """What a browser asks the device."""
    return jsonify(passkeys.options_to_use())


@blueprint.post("/sign-in/passkey")
@access(Audience.EVERYONE)
@stateless_form
def sign_in_with_passkey() -> Response:
    """Let somebody in whose device answered: it asked for a finger, a face or a PIN, so nothing more is needed."""
    user = None if throttles.PASSKEY.are_spent(throttles.NOBODY) else _whose(request.form.get("credential", ""))
    if user is not None:
        return welcome(user, by="passkey", then=local(request.form.get("next")))
    note_failure(None, throttles.PASSKEY)
    form = SignInForm()
    form.refuse(RuleBroken(None, NOT_KNOWN))
    return private_page("accounts/sign_in.html", form=form, passkeys=passkeys.are_possible(), status=422)


@blueprint.get("/account/passkeys")
@access(Audience.SIGNED_IN)
@recently_proved
def own_passkeys() -> Response:
    """The passkeys there are, and a way to add one."""
    return private_page("accounts/passkeys.html", form=PasskeyForm(), user=acting(), possible=passkeys.are_possible())


@blueprint.post("/account/passkeys/options")
@access(Audience.SIGNED_IN)
@recently_proved
def new_passkey_question() -> FlaskResponse:
    """What a browser asks the device to make."""
    return jsonify(passkeys.options_to_make(acting()))


@blueprint.post("/account/passkeys")
@access(Audience.SIGNED_IN)
@recently_proved
def add_passkey() -> Response:
    """Keep the passkey a device has made."""
    form = PasskeyForm()
    made = passkeys.made(str(form.credential.data), str(form.name.data)) if form.validate() else None
    if made is None:
        if not form.messages:
            form.refuse(RuleBroken(None, NOT_MADE))
        page = {"form": form, "user": acting(), "possible": passkeys.are_possible()}
        return private_page("accounts/passkeys.html", status=422, **page)
    ways_in.add_passkey(db.session(), acting(), made, at=clock.now())
    return redirect(url_for("accounts.account", done="passkey"), 303)


@blueprint.post("/account/passkeys/<uuid:passkey_id>/removal")
@access(Audience.SIGNED_IN)
@recently_proved
def remove_passkey(passkey_id: UUID) -> Response:
    """Forget a passkey, perhaps of a phone that is lost."""
    own = get_or_404(select(Passkey).where(Passkey.user_id == acting().id), passkey_id)
    ways_in.remove_passkey(db.session(), acting(), own, at=clock.now())
    return redirect(url_for("accounts.account", done="no_passkey"), 303)


def _whose(answer: str) -> User | None:
    """Whose passkey answered rightly, if it is an open account's."""
    credential = passkeys.credential_in(answer)
    found = db.session.scalars(passkey_called(credential)).one_or_none() if credential else None
    if found is None or not passkeys.is_right(found, answer):
        return None
    found.last_used_at = clock.now()
    user = user_of_id(db.session(), found.user_id)
    return user if user is not None and is_open_to(user) else None
