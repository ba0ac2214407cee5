"""Putting somebody into a session and taking them out: the only place that does. Each time it gets a new name."""

from datetime import timedelta
from typing import Any, cast

from flask import session
from flask_security import login_user, logout_user

from directory import clock
from directory.accounts import sessions
from directory.accounts.models import User

PROVED_AT = "proved_at"
RECENT = timedelta(hours=1)


def contents_for(user: User) -> dict[str, Any]:
    """What the session of somebody who is signed in holds."""
    return {"_user_id": user.fs_uniquifier, "_fresh": True, **_beside(user)}


def enter(user: User, *, by: str) -> None:
    """Sign somebody in who has shown all that their roles ask for; `by` names the way they came."""
    session.clear()
    sessions.rename(cast("Any", session)._get_current_object())  # noqa: SLF001 -- how the proxy gives what it stands for
    login_user(user, remember=False, authn_via=[by])  # type: ignore[arg-type]  # all it needs of its mixin is there
    session.update(_beside(user))


def leave() -> None:
    """End this browser's session."""
    logout_user()
    session.clear()
    session.pop("_permanent", None)


def is_recent() -> bool:
    """Whether this person showed who they are within the hour: asked before the ways in are changed."""
    return clock.now().timestamp() - float(session.get(PROVED_AT, 0)) < RECENT.total_seconds()


def _beside(user: User) -> dict[str, Any]:
    return {
        sessions.ACCOUNT: str(user.id),
        sessions.IS_STAFF: user.needs_second_factor,
        PROVED_AT: clock.now().timestamp(),
    }
