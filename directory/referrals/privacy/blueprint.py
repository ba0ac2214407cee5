"""The blueprint of the pages about what is kept, for how long and by which law."""

from flask import Blueprint, Response, make_response, render_template

from directory import clock
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("keeping", __name__)
blueprint.after_request(keep_nowhere)


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page of this room."""
    return make_response(render_template(template, today=clock.today(), **values), status)
