"""The blueprint of the pages about what changed for somebody."""

from flask import Blueprint, Response

blueprint = Blueprint("outcomes", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about one person: no browser and no proxy keeps them."""
    response.headers["Cache-Control"] = "no-store"
    return response
