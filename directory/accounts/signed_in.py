"""Who is signed in, for views. Without a session cookie nobody is, and no session is looked for."""

from typing import cast

from flask import current_app, has_request_context, request
from flask_login import current_user

from directory.accounts.models import User
from directory.errors import NotAllowed


def has_cookie() -> bool:
    """Whether the browser holds a session at all: most readers do not, and cost no query."""
    return has_request_context() and current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def signed_in() -> User | None:
    """The person who is signed in, second factor and all, or nobody."""
    if not has_cookie() or not current_user.is_authenticated:
        return None
    user = cast("User", current_user._get_current_object())  # noqa: SLF001 -- how the proxy gives what it stands for
    return None if user.is_second_factor_due else user


def acting() -> User:
    """The person who is signed in, in a view whose gate lets nobody else through."""
    user = signed_in()
    if user is None:
        raise NotAllowed("Sign in first.")
    return user
