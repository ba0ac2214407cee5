"""Retention as the worker does it: each night, or when somebody pressed the button. Commits after each batch."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from directory.notifications.outbox import Handler, is_waiting, put
from directory.referrals.privacy.ageing import Periods
from directory.referrals.privacy.retention import SYSTEM, run_retention
from directory.settings import Settings

NOW = "referrals.retention"


def periods() -> Periods:
    """How long things are kept, as the settings say."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return Periods(person=settings.retention_months, unmet=settings.unmet_link_months)


def retain(session: Session, at: datetime) -> str:
    """Erase whose time is up. The job of every night."""
    done = run_retention(session, periods(), by=SYSTEM, at=at, after_batch=session.commit)
    others = "".join(f", {key} {number}" for key, number in done.others.items())
    return f"erased {done.people}, unlinked {done.unmet}, emptied {done.nameless}, {done.held} on hold{others}"


def ask_now(session: Session, *, by: str, at: datetime) -> None:
    """Have the worker do it without waiting for the night; pressing twice asks once."""
    if not is_waiting(session, NOW):
        put(session, NOW, {"by": by}, at=at)


def _retain_now(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    run_retention(session, periods(), by=str(payload["by"]), at=at, after_batch=session.commit)


HANDLERS: dict[str, Handler] = {NOW: _retain_now}
