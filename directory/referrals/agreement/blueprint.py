"""The blueprint of the pages about what somebody agreed to."""

from flask import Blueprint, Response

blueprint = Blueprint("agreement", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about people: no browser and no proxy keeps them."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
