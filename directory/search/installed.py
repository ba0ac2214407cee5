"""The search engine of the running application: where views find it, and what keeps it up to date."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

from directory import clock
from directory.db import only_reading
from directory.extensions import db
from directory.notifications import outbox
from directory.search.engine import SearchEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.keeper import FolderKeeper
from directory.search.keeping import IndexKeeper
from directory.search.operations import REFRESH, ask_for_refresh, bring_up_to_date, repair
from directory.settings import Settings
from directory.signals import service_changed
from directory.web.logs import Event, log

_ENGINE, _KEEPER = "waypost_search", "waypost_search_keeper"


def init_app(app: Flask) -> None:
    """Give the application its engine and what keeps that true, and listen for changed listings."""
    app.extensions[_ENGINE], app.extensions[_KEEPER] = _chosen(_settings(app))
    service_changed.connect(_on_change)


def _chosen(settings: Settings) -> tuple[SearchEngine, IndexKeeper]:
    """The engine that the settings name, with its keeper. That of PostgreSQL is read only where it is used."""
    if settings.search_engine == "postgres":
        postgres = import_module("directory.search.engines.postgres")
        return postgres.PostgresEngine(lambda: db.engine), postgres.PostgresKeeper()
    return WhooshEngine(settings.index_dir), FolderKeeper(settings.index_dir)


def engine() -> SearchEngine:
    """The engine of the current application."""
    found: SearchEngine = current_app.extensions[_ENGINE]
    return found


def keeper() -> IndexKeeper:
    """What keeps that engine's index true to the database."""
    found: IndexKeeper = current_app.extensions[_KEEPER]
    return found


def index_dir() -> Path:
    """Where the current application keeps its index."""
    return _settings(current_app).index_dir


def refresh(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Outbox handler of `search.refresh`: bring the index up to date, for all who wait at once. Safe to run twice."""
    others = outbox.claim_alike(session, REFRESH, at=at)
    session.commit()
    asked = [payload.get("services"), *(message.payload.get("services") for message in others)]
    with only_reading(session):
        built = bring_up_to_date(session, keeper(), asked, at=at)
    outbox.settle(others, at=at)
    if built:
        log(Event.INDEX_BUILT, generation=built.generation, documents=built.documents)


def rebuild_nightly(session: Session, at: datetime) -> str:
    """Nightly job: single dates of the coming weeks and passed closing dates move on even when no listing changes."""
    built = keeper().rebuild(session, at=at, durable=True)
    return f"{built.documents} listings"


def repair_drift(session: Session, at: datetime) -> str:
    """Regular job: put right what no message told of, such as a restored backup or a lost index."""
    built = repair(session, keeper(), at=at)
    if built is None:
        return "no drift"
    return f"built anew: {built.documents}" if built.changed is None else f"put right: {built.changed}"


def _settings(app: Flask) -> Settings:
    settings: Settings = app.extensions["waypost_settings"]
    return settings


def _on_change(session: Session, *, service_ids: list[UUID]) -> None:
    ask_for_refresh(session, service_ids=service_ids, at=clock.now())
