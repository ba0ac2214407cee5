"""How often one address may do things. Numbers stand beside their words; a decorator on a view may ask for less."""

from flask import Flask, request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

PUBLIC_FORM = "20 per hour"  # a careful resident corrects a handful of listings at a sitting
CHANGES = "120 per minute"  # any request that may change something: a council office shares one address


def init_app(app: Flask) -> None:
    """Limit changes by default; reading is limited where it is dear, by the proxy and by the page itself."""
    app.config.setdefault("RATELIMIT_DEFAULT", CHANGES)


def is_reading() -> bool:
    """Whether this request only reads; such requests are not counted."""
    return request.method in SAFE_METHODS
