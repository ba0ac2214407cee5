"""Requests that change something must come from our own pages: told by Sec-Fetch-Site, or else by Origin.

This stands beside the session's CSRF token. A form that must work without setting a cookie (`@stateless_form`) has no
token, so for it a request that names no origin at all is refused too.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from directory.errors import NotAllowed
from directory.extensions import csrf
from directory.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FROM_ELSEWHERE = "This form was sent from another site. Open the page here and send it again. Nothing was changed."


def stateless_form(view: View) -> View:
    """Declare a form that sets no cookie: no session token, but the request must prove that it comes from our pages."""
    view.stateless = True  # type: ignore[attr-defined]  # read below and by the page checks
    csrf.exempt(view)
    return view


def is_stateless(view: Callable[..., Any] | None) -> bool:
    """Whether a view declared that its forms carry no token."""
    return bool(getattr(view, "stateless", False))


def init_app(app: Flask, settings: Settings) -> None:
    """Check the origin of every request that may change something.

    In production only the configured address is ours: a browser made to believe that another name leads here is not.
    """
    ours = _origin(settings.base_url)
    any_name = settings.mode != "production"

    @app.before_request
    def same_origin_only() -> None:
        if request.method in SAFE_METHODS or request.endpoint is None:
            return
        told = came_from_us(ours, any_name=any_name)
        if told is False or (told is None and is_stateless(current_app.view_functions[request.endpoint])):
            raise NotAllowed(FROM_ELSEWHERE)


def came_from_us(ours: str, *, any_name: bool) -> bool | None:
    """Yes, no, or not told (old browsers, command line tools)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == ours or (any_name and origin == _origin(request.host_url))
    return None


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
