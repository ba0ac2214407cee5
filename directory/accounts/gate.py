"""The rule behind `@access`: who is signed in, and what they may do. Nothing works between password and code."""

from enum import StrEnum
from urllib.parse import urlencode

from flask import current_app, redirect, request
from werkzeug.wrappers import Response

from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.errors import NotAllowed
from directory.web.access import Audience, audience_of

SIGN_IN = "/sign-in"
NOT_YOURS = "This page is for people with a different role."


def let_in(who: StrEnum) -> Response | None:
    """Nothing for whoever may go on; the way to the sign-in page for nobody in particular; 403 for others."""
    user = signed_in()
    if user is None:
        return _to_sign_in()
    if who is not Audience.SIGNED_IN and not (isinstance(who, Permission) and user.may(who)):
        raise NotAllowed(NOT_YOURS)
    return None


def keep_nowhere(response: Response) -> Response:
    """Let no browser or proxy keep a page that is not for everyone."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is not None and audience_of(view) is not Audience.EVERYONE:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _to_sign_in() -> Response:
    """The sign-in page, which leads back here; a form that was sent cannot be sent again by a redirect."""
    if request.method not in ("GET", "HEAD"):
        return redirect(SIGN_IN, 303)
    back = request.full_path.rstrip("?")
    return redirect(f"{SIGN_IN}?{urlencode({'next': back})}", 303)
