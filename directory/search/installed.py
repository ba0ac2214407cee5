"""The search engine of the running application: where views find it, and what keeps it up to date."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

from directory import clock
from directory.search.engine import SearchEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.operations import ask_for_refresh, rebuild
from directory.settings import Settings
from directory.signals import service_changed
from directory.web.logs import Event, log

_KEY = "waypost_search"


def init_app(app: Flask) -> None:
    """Give the application its engine and listen for changed listings."""
    app.extensions[_KEY] = WhooshEngine(_settings(app).index_dir)
    service_changed.connect(_on_change)


def engine() -> SearchEngine:
    """The engine of the current application."""
    found: SearchEngine = current_app.extensions[_KEY]
    return found


def index_dir() -> Path:
    """Where the current application keeps its index."""
    return _settings(current_app).index_dir


def refresh(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Outbox handler of `search.refresh`: bring the index up to date. Safe to run twice."""
    built = rebuild(session, index_dir(), at=at)
    log(Event.INDEX_BUILT, generation=built.generation, documents=built.documents)


def rebuild_nightly(session: Session, at: datetime) -> str:
    """Nightly job: single dates of the coming weeks and passed closing dates move on even when no listing changes."""
    built = rebuild(session, index_dir(), at=at, durable=True)
    return f"{built.documents} listings"


def _settings(app: Flask) -> Settings:
    settings: Settings = app.extensions["waypost_settings"]
    return settings


def _on_change(session: Session, *, service_ids: list[UUID]) -> None:
    ask_for_refresh(session, service_ids=service_ids, at=clock.now())
