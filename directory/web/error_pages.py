"""A page in plain words for each way a request can fail, with its reference; the domain's refusals become HTTP here."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from markupsafe import escape
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from directory.errors import Conflict, NotAllowed, NotVisible, RuleBroken, Unavailable
from directory.extensions import db
from directory.web.logs import Event, log_failure
from directory.web.request_ids import request_id


@dataclass(frozen=True)
class ErrorPage:
    """What a page says: its title, what happened and what to do."""

    title: str
    happened: str
    next_step: str


PAGES = {
    400: ErrorPage(
        "We could not read that request",
        "The address or the form held something we cannot use, or the page had been open for a long time.",
        "Go back, reload the page and try again.",
    ),
    403: ErrorPage(
        "You cannot use this page",
        "This page is for people with a different role, or the form was sent from another site.",
        "Go to the home page to find what is open to you.",
    ),
    404: ErrorPage(
        "Page not found",
        "The address may be mistyped, or the page may have been taken away.",
        "Check the address, or search from the home page.",
    ),
    405: ErrorPage(
        "This page cannot be opened that way",
        "The address belongs to a form, not to a page.",
        "Go to the home page and start again from there.",
    ),
    409: ErrorPage(
        "This has changed since you opened it",
        "Someone else changed this while you were working on it.",
        "Go back, read the new version and try again.",
    ),
    413: ErrorPage(
        "That is too much to send at once",
        "The form or the file is larger than we can take.",
        "Shorten the text or choose a smaller file, then try again.",
    ),
    422: ErrorPage(
        "That could not be saved",
        "Something in the form does not fit.",
        "Go back, change it and try again.",
    ),
    429: ErrorPage(
        "Too many requests",
        "Your address has sent more than we can answer in a short time.",
        "Wait a minute, then try again.",
    ),
    500: ErrorPage(
        "Something went wrong on our side",
        "This is our fault, not yours. What you typed was not saved.",
        "Try again in a few minutes. If it happens again, tell us the reference below.",
    ),
    503: ErrorPage(
        "This part is not available just now",
        "Nothing is lost. A part of the service is being repaired or is very busy.",
        "Try again in a few minutes.",
    ),
}
RETRY_AFTER_SECONDS = "30"


def init_app(app: Flask) -> None:
    """Answer every failure with its page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RuleBroken, _said(422))
    app.register_error_handler(NotVisible, _said(404))
    app.register_error_handler(NotAllowed, _said(403))
    app.register_error_handler(Conflict, answer_conflict)
    app.register_error_handler(Unavailable, _said(503))
    app.register_error_handler(StaleDataError, lambda _error: answer(409))
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unknown)


def answer(status: int, happened: str | None = None) -> Response:
    """The page of this status; `happened` replaces its account of what went wrong."""
    page = PAGES.get(status) or PAGES[500 if status >= 500 else 400]
    page = ErrorPage(page.title, happened or page.happened, page.next_step)
    response = _as_json(status, page) if _wants_json() else _as_page(status, page)
    response.status_code = status
    if status in (429, 503):
        response.headers.setdefault("Retry-After", RETRY_AFTER_SECONDS)
    return response


def answer_conflict(conflict: Conflict) -> Response:
    """409 with the sentence of the rule that came too late."""
    return answer(409, str(conflict))


def _wants_json() -> bool:
    if request.path.startswith("/api/"):
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def _as_json(status: int, page: ErrorPage) -> Response:
    return jsonify(status=status, title=page.title, detail=page.happened, reference=request_id())


def _as_page(status: int, page: ErrorPage) -> Response:
    try:
        return make_response(render_template("errors/page.html", page=page, status=status, reference=request_id()))
    except Exception as error:  # the layout itself may be what failed: a person still gets words and a reference
        log_failure(Event.FAILURE, error, endpoint="error page", status=status)
        return make_response(_bare(page))


def _bare(page: ErrorPage) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(page.title)}</title></head>'
        f"<body><main><h1>{escape(page.title)}</h1><p>{escape(page.happened)}</p><p>{escape(page.next_step)}</p>"
        f"<p>Reference: {escape(request_id())}</p></main></body></html>"
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:
        return make_response(error.get_response())
    response = answer(status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _said(status: int) -> Callable[[Exception], Response]:
    def handler(error: Exception) -> Response:
        return answer(status, str(error))

    return handler


def _database_away(error: OperationalError) -> Response:
    db.session.rollback()
    log_failure(Event.FAILURE, error, endpoint=request.endpoint or "none")
    return answer(503)


def _unknown(error: Exception) -> Response:
    if current_app.testing:
        raise error
    db.session.rollback()
    log_failure(Event.FAILURE, error, endpoint=request.endpoint or "none")
    return answer(500)
