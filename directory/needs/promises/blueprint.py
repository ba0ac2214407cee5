"""The blueprint of promises. They hold ways to reach people: no browser and no proxy keeps these pages."""

from flask import Blueprint, Response

blueprint = Blueprint("promises", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """No copy stays behind, and no address of these pages is told on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
