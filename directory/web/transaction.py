"""The one place that commits: when a request that may write was answered without an error. GET never commits."""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from directory.db import reading
from directory.errors import Conflict
from directory.extensions import db
from directory.web.error_pages import answer_conflict

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CHANGED_MEANWHILE = "Someone else changed this while you worked on it. Go back, read the new version and try again."


class UnsavedChanges(RuntimeError):
    """A GET changed records: a fault of the program, since nothing would keep the change."""


def init_app(app: Flask) -> None:
    """Decide before each request whether it only reads, and afterwards whether its changes stay."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin() -> None:
    reading.set(request.method in SAFE_METHODS)


def _end(response: Response) -> Response:
    if not db.session.registry.has():
        return response
    if request.method in SAFE_METHODS:
        _refuse_changes()
        db.session.rollback()
        return response
    if response.status_code >= 400:
        db.session.rollback()
        if _write_in_any_case():
            db.session.commit()
        return response
    try:
        _write_in_any_case()
        db.session.commit()
    except (StaleDataError, IntegrityError):
        db.session.rollback()
        return answer_conflict(Conflict(CHANGED_MEANWHILE))
    return response


def in_any_case(write: Callable[[Session], None]) -> None:
    """Have something written whether or not the request is refused, such as that it was. It holds ids, not records."""
    g.setdefault("in_any_case", []).append(write)


def _write_in_any_case() -> bool:
    writes = g.pop("in_any_case", ())
    for write in writes:
        write(db.session())
    return bool(writes)


def _refuse_changes() -> None:
    session = db.session
    if current_app.testing and (session.new or session.dirty or session.deleted):
        changed = [*session.new, *session.dirty, *session.deleted]
        raise UnsavedChanges(f"GET {request.endpoint} changed records: {changed}")


def _forget(_error: BaseException | None) -> None:
    reading.set(False)
