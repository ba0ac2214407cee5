"""Who may call an endpoint: every one declares its audience, and an undeclared one is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Who an endpoint is for."""

    EVERYONE = "everyone"
    STAFF = "staff"


def access(audience: Audience) -> Callable[[View], View]:
    """Declare the audience of a view: the one decorator every endpoint carries."""

    def mark(view: View) -> View:
        view.audience = audience  # type: ignore[attr-defined]  # read by the gate in `web`
        return view

    return mark
