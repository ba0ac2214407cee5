"""The second step: a code from the app, or a recovery code. Only for a session whose first factor was right."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import half, throttles, totp
from directory.accounts.forms import WRONG_CODE, CodeForm, RecoveryForm
from directory.accounts.models import User
from directory.accounts.operations import ways_in
from directory.accounts.passkeys import are_possible
from directory.accounts.routes.blueprint import blueprint, note_failure, welcome
from directory.errors import RuleBroken
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page

WRONG_RECOVERY = "Enter a recovery code that you have not used yet"


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def code() -> Response:
    """Ask for the code the app shows."""
    found = half.current()
    if found is None:
        return _from_the_start()
    started, user = found
    form = CodeForm()
    passkeys = are_possible() and bool(user.passkeys)
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return private_page(
            "accounts/code.html", form=form, has_app=bool(user.totp_secret), passkeys=passkeys, status=status
        )
    if not throttles.CODE.are_spent(user.email) and _is_right(user, str(form.code.data)):
        return welcome(user, by=f"{started.by}+code", then=started.then)
    if not _wrong(started, user):
        return _from_the_start("codes")
    form.refuse(RuleBroken("code", WRONG_CODE))
    return private_page("accounts/code.html", form=form, has_app=bool(user.totp_secret), passkeys=passkeys, status=422)


@blueprint.route("/sign-in/recovery-code", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def recovery_code() -> Response:
    """Ask for one of the codes for the day the phone is lost."""
    found = half.current()
    if found is None:
        return _from_the_start()
    started, user = found
    form = RecoveryForm()
    if not form.validate_on_submit():
        return private_page("accounts/recovery_code.html", form=form, status=422 if request.method == "POST" else 200)
    spent = throttles.CODE.are_spent(user.email)
    if not spent and ways_in.use_recovery_code(db.session(), user, str(form.code.data), at=clock.now()):
        return welcome(user, by=f"{started.by}+recovery", then=started.then)
    if not _wrong(started, user):
        return _from_the_start("codes")
    form.refuse(RuleBroken("code", WRONG_RECOVERY))
    return private_page("accounts/recovery_code.html", form=form, status=422)


def _is_right(user: User, given: str) -> bool:
    """Whether the code is the app's and unused; then it is used. The row is held, so that two at once are one."""
    db.session.refresh(user, with_for_update=True)
    if user.totp_secret is None:
        return False
    counter = totp.matched(user.totp_secret, given, at=clock.now(), last_counter=user.totp_last_counter)
    if counter is None:
        return False
    user.totp_last_counter = counter
    return True


def _wrong(started: half.Half, user: User) -> bool:
    """Note a wrong code, and say whether another may be tried."""
    note_failure(user, throttles.CODE, user.email)
    return half.note_wrong(started)


def _from_the_start(why: str = "time") -> Response:
    return redirect(url_for("accounts.sign_in", again=why), 303)
