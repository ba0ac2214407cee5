"""Who may call an endpoint: every one declares its audience, and an undeclared one is refused.

An audience is everyone, whoever is signed in, or one permission of a list this module does not know: the feature that
knows people installs the rule that answers for those.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])

#: Says for an audience other than everyone: nothing when the person may go on, else the answer they get instead.
Rule = Callable[[StrEnum], Response | None]
RULE = "waypost_access"


class Audience(StrEnum):
    """Who an endpoint is for, when that does not depend on a permission."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"


class UndeclaredAccess(RuntimeError):
    """A view without `@access` was called: a fault of the program, found in tests, refused in service."""


def access(who: StrEnum) -> Callable[[View], View]:
    """Declare the audience of a view, or the permission it needs: the one decorator every endpoint carries."""

    def mark(view: View) -> View:
        view.audience = who  # type: ignore[attr-defined]  # read by the gate below
        return view

    return mark


def audience_of(view: Callable[..., Any]) -> StrEnum | None:
    """What a view declared, if it did."""
    return getattr(view, "audience", None)


def decide_by(app: Flask, rule: Rule) -> None:
    """Let this rule answer for every audience other than everyone."""
    app.extensions[RULE] = rule


def init_app(app: Flask) -> None:
    """Put the gate before every request. Static files are for everyone."""
    app.view_functions["static"] = access(Audience.EVERYONE)(app.view_functions["static"])
    app.extensions[RULE] = _nobody
    app.before_request(_gate)


def _nobody(_who: StrEnum) -> Response | None:
    """Without anybody who knows people, nobody is let in."""
    abort(403)


def _gate() -> Response | None:
    if request.endpoint is None:
        return None
    audience = audience_of(current_app.view_functions[request.endpoint])
    if audience is None:
        if current_app.testing:
            raise UndeclaredAccess(f"{request.endpoint} does not say who it is for; add @access(…)")
        abort(403)
    if audience is Audience.EVERYONE:
        return None
    rule: Rule = current_app.extensions[RULE]
    return rule(audience)
