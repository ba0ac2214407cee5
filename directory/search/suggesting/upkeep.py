"""Keeps the names that are offered in step with the directory: after each change, at every rebuild of the index."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

from directory import clock
from directory.notifications import outbox
from directory.search.suggesting.file import NamesFile, write_names
from directory.search.suggesting.names import Names
from directory.search.suggesting.reading import read_names
from directory.settings import Settings
from directory.signals import service_changed

NAMES_CHANGED = "search.names"
PATIENCE = timedelta(minutes=1)
_KEY = "waypost_names"


def init_app(app: Flask) -> None:
    """Give the application its names and listen for changed listings."""
    settings: Settings = app.extensions["waypost_settings"]
    app.extensions[_KEY] = NamesFile(settings.index_dir)
    service_changed.connect(_on_change)


def current_names(session: Session) -> dict[str, Names]:
    """The names in use. Whoever comes before anybody wrote them writes them."""
    file: NamesFile = current_app.extensions[_KEY]
    names = file.names()
    if names is None:
        names = read_names(session, clock.today())
        write_names(_settings().index_dir, names)
    return names


def write_current_names(session: Session, at: datetime) -> str:
    """Read all names again and switch every worker to them. Safe to run twice."""
    names = read_names(session, clock.local(at).date())
    write_names(_settings().index_dir, names)
    return f"{sum(len(each.labels) for each in names.values())} names"


def refresh_names(session: Session, _payload: Mapping[str, Any], at: datetime) -> None:
    """Outbox handler of `search.names`."""
    write_current_names(session, at)


def ask_for_names(session: Session, *, at: datetime) -> None:
    """Leave word that names may have changed. One waiting message is enough.

    It waits a minute for others: all names are read again, and a change of the index itself must not wait for that.
    """
    if not outbox.is_waiting(session, NAMES_CHANGED):
        outbox.put(session, NAMES_CHANGED, {}, at=at, due_at=at + PATIENCE)


def _on_change(session: Session, *, service_ids: list[UUID]) -> None:
    if service_ids:
        ask_for_names(session, at=clock.now())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings
