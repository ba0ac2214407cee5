"""Pages that nobody keeps: no browser, no proxy, no search engine, and no other site is told their addresses."""

from flask import Response, make_response, render_template


def keep_nowhere(response: Response) -> Response:
    """For `blueprint.after_request`, where pages are about people or work in hand.

    "same-origin" and not "no-referrer": both tell no other site the address, but with the latter older browsers send a
    form as if from nowhere, and the check of where it came from refuses it.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def private_page(template: str, *, status: int = 200, **values: object) -> Response:
    """One such page, in a room whose other pages are for everybody."""
    return keep_nowhere(make_response(render_template(template, **values), status))
