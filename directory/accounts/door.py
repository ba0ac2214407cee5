"""Whether an account may be used here at all: it is not disabled, and not one of the demonstration in production."""

from flask import current_app

from directory.accounts import demo
from directory.accounts.models import User
from directory.settings import Settings


def is_open_to(user: User) -> bool:
    """Whether this person may come in and stay in."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return user.active and not (settings.mode == "production" and user.email in demo.EMAILS)
