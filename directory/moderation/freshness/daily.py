"""The regular work of freshness as the worker calls it: with the limits that the settings name."""

from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.db import delete_rows
from directory.moderation.freshness import bounces, links, reminding
from directory.moderation.freshness.checks.links import check_links
from directory.moderation.freshness.checks.looking import Looker
from directory.moderation.freshness.models import ReminderLetter
from directory.settings import Settings

LETTERS_KEPT = timedelta(days=396)  # for as long the last line of a letter ends further ones


def remind_daily(session: Session, at: datetime) -> str:
    """Write to those whose listings fall due."""
    return reminding.remind(session, at, most=_settings().reminders_a_day)


def look_at_links(session: Session, at: datetime) -> str:
    """See whether a few websites still answer, under a name that says who asks."""
    return check_links(session, at, look=Looker(f"Waypost link check (+{_settings().base_url})"))


def read_bounces(session: Session, at: datetime) -> str:
    """Take in the letters that came back since the last look."""
    folder = _settings().bounce_maildir
    if not folder:
        return "no Maildir is set"
    done = bounces.read_notices(session, bounces.waiting_in(Path(folder)), at)
    return f"{done.notices} messages, {done.addresses} addresses, {done.listings} listings"


def forget_letters(session: Session, at: datetime) -> str:
    """Remove old letters with their addresses, and links that ended long ago."""
    gone = delete_rows(session, delete(ReminderLetter).where(ReminderLetter.created_at < at - LETTERS_KEPT))
    return f"forgot {gone} letters; {links.forget_old_links(session, at)}"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings
