"""Addresses no browser sends on purpose: NUL, control characters, bytes that are not UTF-8. Answered with 400."""

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, request

_UNWANTED = re.compile("[\x00-\x1f\x7f\ufffd]")  # the last stands for bytes that could not be read


def init_app(app: Flask) -> None:
    """Look at each address before anything else does."""
    app.before_request(_refuse)


def _refuse() -> None:
    if _UNWANTED.search(request.path) or not _is_text(
        request.environ.get("PATH_INFO", "").encode("latin-1", "replace")
    ):
        abort(400)
    query = unquote_to_bytes(request.query_string.replace(b"+", b" "))
    if b"\x00" in query or not _is_text(query):
        abort(400)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
