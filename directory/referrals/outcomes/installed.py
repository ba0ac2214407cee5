"""The measures of this installation: read once at the start, which refuses files that cannot be used."""

from flask import Flask, current_app

from directory.referrals.outcomes.measures.library import CannotLoad, Library, library
from directory.settings import Settings, SettingsError


def init_app(app: Flask) -> None:
    """Read the council's folder, so that a fault in it is said at the start and not to somebody in a kitchen."""
    settings: Settings = app.extensions["waypost_settings"]
    try:
        app.extensions["waypost_measures"] = library(settings.measures_dir)
    except CannotLoad as refused:
        raise SettingsError(f"Waypost cannot start until its measures are mended.\n{refused}") from None


def installed() -> Library:
    """The measures of the application that answers this request."""
    found: Library = current_app.extensions["waypost_measures"]
    return found
