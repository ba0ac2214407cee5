"""The blueprint of the pages about what is kept, for how long and by which law."""

from flask import Blueprint, Response, make_response, render_template

from directory import clock

blueprint = Blueprint("keeping", __name__)


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Some of these pages are about people: no browser and no proxy keeps them, and no address is told on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page of this room."""
    return make_response(render_template(template, today=clock.today(), **values), status)
