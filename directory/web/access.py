"""Who may call an endpoint: every one declares its audience, and an undeclared one is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user

from directory.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Who an endpoint is for."""

    EVERYONE = "everyone"
    STAFF = "staff"


class UndeclaredAccess(RuntimeError):
    """A view without `@access` was called: a fault of the program, found in tests, refused in service."""


def access(audience: Audience) -> Callable[[View], View]:
    """Declare the audience of a view: the one decorator every endpoint carries."""

    def mark(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]  # read by the gate below
        return view

    return mark


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """What a view declared, if it did."""
    return getattr(view, "audience", None)


def init_app(app: Flask) -> None:
    """Put the gate before every request. Static files are for everyone."""
    login_manager.user_loader(_nobody)
    app.view_functions["static"] = access(Audience.EVERYONE)(app.view_functions["static"])
    app.before_request(_gate)


def _nobody(_user_id: str) -> None:
    """Who a session belongs to. Nobody can sign in until accounts put their own loader here."""


def _gate() -> None:
    if request.endpoint is None:
        return
    audience = audience_of(current_app.view_functions[request.endpoint])
    if audience is None:
        if current_app.testing:
            raise UndeclaredAccess(f"{request.endpoint} does not say who it is for; add @access(Audience.…)")
        abort(403)
    if audience is Audience.STAFF and not current_user.is_authenticated:
        abort(403)
