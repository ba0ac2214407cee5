"""One's own account: what it holds, and each thing that may be changed in it."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.accounts import entering, passwords, throttles
from directory.accounts.forms import ChangePasswordForm, CloseForm, NameForm, NewEmailForm
from directory.accounts.models import LinkPurpose
from directory.accounts.operations import links, people, ways_in
from directory.accounts.passkeys import are_possible
from directory.accounts.presenters import role_line
from directory.accounts.queries import area_names, organization_names
from directory.accounts.routes.blueprint import blueprint, note_failure, recently_proved
from directory.accounts.routes.links import linked
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page

#: What was just done, by the word in the address.
DONE = {
    "name": "Your name is changed.",
    "email": "Open the link that we mailed to the new address. Until then the old one counts.",
    "password": "Your password is changed. Other browsers are signed out.",
    "authenticator": "The authenticator app is taken off.",
    "passkey": "Your passkey is added.",
    "left": "You keep those listings no more.",
    "no_passkey": "The passkey is removed.",
}
WRONG_PASSWORD = "Enter the password you have now"  # noqa: S105 -- a sentence


@blueprint.get("/account")
@access(Audience.SIGNED_IN)
def account() -> Response:
    """What the account holds."""
    user = acting()
    areas = area_names(db.session(), [grant.area_code for grant in user.grants if grant.area_code])
    return private_page(
        "accounts/account.html",
        user=user,
        roles=[role_line(grant, areas) for grant in user.grants],
        organizations=organization_names(db.session(), user.organization_ids),
        done=DONE.get(request.args.get("done", "")),
        passkeys_possible=are_possible(),
    )


@blueprint.route("/account/name", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
def name() -> Response:
    """Change what colleagues read."""
    user = acting()
    form = NameForm(data={"name": user.name})
    if not form.validate_on_submit():
        return private_page("accounts/name.html", form=form, status=_status())
    people.rename(db.session(), user, str(form.name.data), at=clock.now())
    return _back("name")


@blueprint.route("/account/email", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@recently_proved
def email() -> Response:
    """Ask for another address; it counts once its link was used. Taken addresses are told by nothing."""
    user = acting()
    form = NewEmailForm()
    if not form.validate_on_submit():
        return private_page("accounts/email.html", form=form, present=user.email, status=_status())
    if not throttles.LINK.are_spent(str(user.id)):
        throttles.LINK.note(str(user.id))
        links.ask_new_email(db.session(), user, str(form.email.data), at=clock.now())
    return _back("email")


@blueprint.route("/account/email/<token>", methods=["GET", "POST"])
@access(Audience.EVERYONE)
@stateless_form
def confirm_email(token: str) -> Response:
    """Prove the new address with the link mailed to it."""
    link, user = linked(LinkPurpose.CHANGE_EMAIL, token)
    if request.method == "GET":
        return private_page("accounts/confirm_email.html", token=token, address=link.new_email)
    links.use_link(db.session(), link, at=clock.now())
    links.take_new_email(db.session(), user, link.new_email or user.email, at=clock.now())
    return redirect(url_for("accounts.account"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@recently_proved
def password() -> Response:
    """Change the password, or choose a first one. Every other browser is signed out."""
    user = acting()
    form = ChangePasswordForm()
    form.about = (user.email, user.name)
    good = form.validate_on_submit()
    if good and user.password and not _knows(str(form.present.data)):
        form.refuse(RuleBroken("present", WRONG_PASSWORD))
        good = False
    if not good:
        return private_page("accounts/password.html", form=form, has_one=bool(user.password), status=_status())
    ways_in.change_password(
        db.session(), user, passwords.digest(str(form.password.data)), by=user.actor, at=clock.now()
    )
    entering.enter(user, by="password")
    return _back("password")


@blueprint.post("/account/sessions/end")
@access(Audience.SIGNED_IN)
def end_sessions() -> Response:
    """Sign out here and everywhere else."""
    ways_in.sign_out_everywhere(db.session(), acting(), at=clock.now())
    entering.leave()
    return redirect(url_for("accounts.signed_out"), 303)


@blueprint.route("/account/closure", methods=["GET", "POST"])
@access(Audience.SIGNED_IN)
@recently_proved
def closure() -> Response:
    """Close the account for good."""
    user = acting()
    form = CloseForm()
    if form.validate_on_submit():
        try:
            people.close_account(db.session(), user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            entering.leave()
            return redirect(url_for("accounts.signed_out"), 303)
    return private_page("accounts/closure.html", form=form, status=_status())


def _knows(given: str) -> bool:
    """Whether it is the present password; wrong ones count as they do at the door."""
    user = acting()
    if throttles.PASSWORD.are_spent(user.email):
        return False
    if passwords.is_right(user, given):
        return True
    note_failure(user, throttles.PASSWORD, user.email)
    return False


def _status() -> int:
    return 422 if request.method == "POST" else 200


def _back(done: str) -> Response:
    return redirect(url_for("accounts.account", done=done), 303)
