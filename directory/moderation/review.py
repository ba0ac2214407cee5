"""The blueprint of the stewards' pages about the queue, and what these pages have in common."""

from flask import Blueprint, Response, make_response, render_template

blueprint = Blueprint("review", __name__)


def private_page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page that no cache and no Back button keeps."""
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response
