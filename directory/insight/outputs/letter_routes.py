"""From a letter that a report is there: one button that ends such letters, without signing in."""

from uuid import UUID

from flask import render_template

from directory.errors import NotVisible
from directory.extensions import db
from directory.insight.outputs.blueprint import blueprint
from directory.insight.outputs.letters import stop_all, user_of
from directory.web.access import Audience, access
from directory.web.origin import stateless_form


@blueprint.get("/report-letters/stop/<token>")
@access(Audience.EVERYONE)
def stop_link(token: str) -> str:
    """The button. Opening the page changes nothing."""
    _whose(token)
    return render_template("insight/stop.html", token=token, is_done=False)


@blueprint.post("/report-letters/stop/<token>")
@access(Audience.EVERYONE)
@stateless_form
def stop_letters(token: str) -> str:
    """End them all. Sending it twice is as sending it once."""
    stop_all(db.session(), _whose(token))
    return render_template("insight/stop.html", token=token, is_done=True)


def _whose(token: str) -> UUID:
    user_id = user_of(token)
    if user_id is None:
        raise NotVisible("This link is not whole. Copy it from the letter again, or sign in to stop letters.")
    return user_id
