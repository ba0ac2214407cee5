"""The link in the receipt: whoever reads that mail says that the address is theirs. Nothing waits for it."""

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.extensions import db
from directory.moderation.submission.operations import confirm_email
from directory.moderation.submission.queries import email_with, is_email_confirmed
from directory.moderation.submission.routes.blueprint import blueprint, if_wrong
from directory.web.access import Audience, access
from directory.web.loading import one_or_404
from directory.web.origin import stateless_form


@blueprint.app_template_global("is_address_confirmed")
def is_address_confirmed(reference: str) -> bool:
    """What a steward is told beside a proposal."""
    return is_email_confirmed(db.session(), reference)


@blueprint.get("/email-confirmations/<token>")
@access(Audience.EVERYONE)
@if_wrong
def email_confirmation(token: str) -> str:
    """One button. To open the page changes nothing, since programs open the links of mails too."""
    found = one_or_404(email_with(token, clock.now()))
    return render_template("moderation/submission/confirm.html", found=found, token=token)


@blueprint.post("/email-confirmations/<token>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def email_confirmed(token: str) -> Response:
    """The address is its owner's."""
    found = one_or_404(email_with(token, clock.now()))
    confirm_email(db.session(), found, at=clock.now())
    return redirect(url_for("moderation.suggestion", reference=found.reference), 303)
