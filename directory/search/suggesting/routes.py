"""GET /search/suggestions: what to offer while somebody types. Nothing of what is typed is kept or logged."""

from flask import Blueprint, Response, jsonify, request

from directory import clock
from directory.extensions import db, limiter
from directory.search.suggesting.answering import suggest
from directory.search.suggesting.upkeep import current_names
from directory.web.access import Audience, access
from directory.web.limits import TYPING

blueprint = Blueprint("suggesting", __name__)


@blueprint.get("/search/suggestions")
@access(Audience.EVERYONE)
@limiter.limit(TYPING)
def suggestions() -> Response:
    """Needs, services, organisations and places with a word that begins so; eight at most."""
    session = db.session()
    found = suggest(session, current_names(session), request.args.get("q", ""), clock.today())
    response = jsonify(suggestions=[each.as_json() for each in found])
    response.headers["Cache-Control"] = "private, no-store"
    return response
