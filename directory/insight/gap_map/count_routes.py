"""Counting anew on demand, for whoever cannot wait for the night."""

from flask import redirect, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.extensions import db
from directory.insight.facts.counting import recount
from directory.insight.gap_map.blueprint import blueprint
from directory.web.access import access


@blueprint.post("/insight/counts")
@access(Permission.CLOSE_GAPS)
def counts() -> Response:
    """Bring the facts up to this minute. What may be told of them is made as it is asked for, until the night."""
    recount(db.session(), at=clock.now())
    return redirect(url_for(".gap_map"), 303)
