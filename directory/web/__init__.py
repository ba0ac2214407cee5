"""The HTTP toolkit: access, commit, forms, pages, headers, logs. Knows no feature."""

from flask import Flask

from directory.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Fit the toolkit to the application."""
