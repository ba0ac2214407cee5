"""Between password and code: who has shown the first and owes the second. Such a session signs nobody in."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, cast

from flask import session

from directory import clock
from directory.accounts import sessions, throttles
from directory.accounts.door import is_open_to
from directory.accounts.loader import user_of_id
from directory.accounts.models import User
from directory.extensions import db

KEY = "half"
TIME = timedelta(minutes=15)  # setting up an app for the first time takes a while


@dataclass
class Half:
    """A first factor that was right: whose, which, when, and how many codes were wrong since."""

    user_id: str
    mark: str
    by: str
    at: float
    then: str | None = None
    wrong: int = 0


def begin(user: User, *, by: str, then: str | None) -> None:
    """Remember the first factor in a session with a new name."""
    session.clear()
    sessions.rename(cast("Any", session)._get_current_object())  # noqa: SLF001 -- how the proxy gives what it stands for
    half = Half(str(user.id), user.fs_uniquifier, by, clock.now().timestamp(), then)
    session[KEY] = asdict(half)


def current() -> tuple[Half, User] | None:
    """The first factor shown in this session and whose it is, while it still counts."""
    kept = session.get(KEY)
    if kept is None:
        return None
    half = Half(**kept)
    user = user_of_id(db.session(), half.user_id)
    in_time = clock.now().timestamp() - half.at < TIME.total_seconds()
    if user is None or not is_open_to(user) or user.fs_uniquifier != half.mark or not in_time:
        return None
    return half, user


def note_wrong(half: Half) -> bool:
    """Count a wrong code. False once there were so many that the password is asked for again."""
    half.wrong += 1
    if half.wrong >= throttles.CODES_BEFORE_PASSWORD:
        session.clear()
        return False
    session[KEY] = asdict(half)
    return True
