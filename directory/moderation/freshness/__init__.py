"""Freshness: what keeps a listing true after it was published. Reminders, checks, ageing, owners."""

from flask import Flask

from directory.listings.freshness import Pace, Rhythm, use_rhythm
from directory.moderation.freshness import models as models
from directory.moderation.freshness.checks.details import after_change
from directory.moderation.freshness.due import listen
from directory.settings import Settings
from directory.signals import service_changed


def init_app(app: Flask) -> None:
    """Count with the days of the settings, and keep due days true whenever a listing changes."""
    settings: Settings = app.extensions["waypost_settings"]
    use_rhythm(
        Rhythm(
            review_days={
                Pace.CRISIS: settings.review_days_crisis,
                Pace.USUAL: settings.review_days_usual,
                Pace.AMENITY: settings.review_days_amenity,
            },
            grace_days={
                Pace.CRISIS: settings.grace_days_crisis,
                Pace.USUAL: settings.grace_days_usual,
                Pace.AMENITY: settings.grace_days_amenity,
            },
        )
    )
    listen()
    service_changed.connect(after_change)
