"""A reference number for each request, shown on error pages and written in every log line of that request."""

import re
import secrets

from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


def request_id() -> str:
    """This request's reference: the proxy's when it sent a well-formed one, else a new one."""
    if "request_id" not in g:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if _WELL_FORMED.match(sent) else secrets.token_hex(8)
    return str(g.request_id)


def init_app(app: Flask) -> None:
    """Give every request its reference before it logs a line, and send it back."""
    app.before_request(_begin)
    app.after_request(_send)


def _begin() -> None:
    request_id()


def _send(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    return response
