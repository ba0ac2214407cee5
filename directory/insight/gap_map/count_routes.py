"""Counting anew on demand, for whoever cannot wait for the night."""

from flask import redirect, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.extensions import db
from directory.insight.gap_map.blueprint import blueprint, settled
from directory.insight.gap_map.telling import count_anew
from directory.web.access import access


@blueprint.post("/insight/counts")
@access(Permission.CLOSE_GAPS)
def counts() -> Response:
    """Bring the facts up to this minute."""
    session = db.session()
    count_anew(session, settled(session).rule, at=clock.now())
    return redirect(url_for(".gap_map"), 303)
