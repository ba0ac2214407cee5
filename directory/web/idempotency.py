"""A double click makes one record: a form's hidden token is unique in the database, and a repeat gets the same answer.

The key row is written in the request's own transaction, so a request that failed leaves none and can be sent again.
"""

import hashlib
import secrets

from flask import Flask, Response, g, redirect, request
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.errors import Conflict
from directory.extensions import db
from directory.web.models import IdempotencyKey

FIELD = "once"
LONGEST_TOKEN = 64
ALREADY_SENT = "This form was already sent and its answer was saved. Open the page again to send another."


def new_token() -> str:
    """A fresh token for a form about to be shown."""
    return secrets.token_urlsafe(16)


def once_field() -> Markup:
    """The hidden field for forms written without a form class."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, new_token())


def init_app(app: Flask) -> None:
    """Look for the token in every form sent."""
    app.add_template_global(once_field)
    app.before_request(_answer_again)
    app.after_request(_keep_answer)


def _answer_again() -> AnyResponse | None:
    token = request.form.get(FIELD) if request.method == "POST" and request.endpoint else None
    if not token or len(token) > LONGEST_TOKEN:
        return None
    key = hashlib.sha256(f"{request.endpoint} {request.path} {token}".encode()).hexdigest()
    row = IdempotencyKey(key=key, at=clock.now())
    if _first_time(row):
        g.idempotency_row = row
        return None
    answered = db.session.scalars(select(IdempotencyKey).where(IdempotencyKey.key == key)).one()
    if answered.location is None:
        raise Conflict(ALREADY_SENT)
    return redirect(answered.location, answered.status)


def _first_time(row: IdempotencyKey) -> bool:
    """Claim the key. A second request with the same key waits here until the first has committed or failed."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _keep_answer(response: Response) -> Response:
    row = g.pop("idempotency_row", None)
    if row is not None and response.status_code < 400:
        row.status = response.status_code
        row.location = response.headers.get("Location")
    return response
