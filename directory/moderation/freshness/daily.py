"""The regular work of freshness as the worker calls it: with the limits that the settings name."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.db import delete_rows
from directory.moderation.freshness import links, reminding
from directory.moderation.freshness.models import ReminderLetter
from directory.settings import Settings

LETTERS_KEPT = timedelta(days=396)  # for as long the last line of a letter ends further ones


def remind_daily(session: Session, at: datetime) -> str:
    """Write to those whose listings fall due."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return reminding.remind(session, at, most=settings.reminders_a_day)


def forget_letters(session: Session, at: datetime) -> str:
    """Remove old letters with their addresses, and links that ended long ago."""
    gone = delete_rows(session, delete(ReminderLetter).where(ReminderLetter.created_at < at - LETTERS_KEPT))
    return f"forgot {gone} letters; {links.forget_old_links(session, at)}"
