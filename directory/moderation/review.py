"""The blueprint of the stewards' pages about the queue, and what these pages have in common."""

from flask import Blueprint, Response, make_response, render_template

from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in

blueprint = Blueprint("review", __name__)


def private_page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page that no cache and no Back button keeps."""
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.app_template_global()
def may_moderate() -> bool:
    """Whether whoever reads the page is a steward."""
    user = signed_in()
    return user is not None and user.may(Permission.MODERATE)
