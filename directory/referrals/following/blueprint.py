"""The blueprint of a referral's own page and of what is to do about people."""

from flask import Blueprint, Response

blueprint = Blueprint("following", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about people: no browser and no proxy keeps them, and no address of theirs is told on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
