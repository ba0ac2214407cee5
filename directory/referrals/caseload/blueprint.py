"""The blueprint of the caseload's pages."""

from flask import Blueprint, Response

blueprint = Blueprint("caseload", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about people: no browser and no proxy keeps them, and no address of theirs is told on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
